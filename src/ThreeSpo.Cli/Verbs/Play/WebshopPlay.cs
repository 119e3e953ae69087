using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Environments;
using ThreeSpo.Outside;
using ThreeSpo.Settings;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo play webshop: one session in the shop, by hand or from a file.</summary>
internal static class WebshopPlay
{
    private const int StepLimit = 100;

    public static Command Create()
    {
        Argument<string[]> words = new("settings")
        {
            Description = "key=value words: catalogue, products, goals, split, rewardMode, pageStyle and the like",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> catalogue = WebshopOptions.Catalogue();
        Option<int> task = new("--task") { Description = "which task of the unseen panel", DefaultValueFactory = _ => 1 };
        Option<string?> actions = new("--actions") { Description = "read actions from a file, one a line, instead of the keyboard" };
        Option<bool> json = new("--json") { Description = "print one JSON object a step: step, action, observation, admissible_actions, valid, reward, score, done, won" };
        var command = new Command("webshop", """
            Shops yourself: find what the instruction asks for, choose its options, buy it. Type words to
            search for, or what you want to click; '?' lists it, 'undo' goes one step back, 'quit' ends.

            Examples:
              3spo play webshop
              3spo play webshop --task 7 rewardMode=fixed
              3spo play webshop --catalogue webshop/data --actions actions.txt --json
            """)
        {
            words, catalogue, task, actions, json,
        };
        command.SetAction(parsed =>
        {
            WebshopSnapshot start = Open(WebshopOptions.With(parsed.GetValue(words) ?? [], parsed.GetValue(catalogue)), parsed.GetValue(task));
            if (parsed.GetValue(json))
                PlayJson(start, PlayedLines.Of(parsed.GetValue(actions)));
            else
                PlayText(start, PlayedLines.Of(parsed.GetValue(actions)), echo: parsed.GetValue(actions) is not null || Console.IsInputRedirected);

            return Door.Fine;
        });
        return command;
    }

    private static WebshopSnapshot Open(string[] words, int task)
    {
        SettingsSheet sheet = new(typeof(WebshopSettings));
        Words.Into(words, sheet);
        Playground playground = WebshopPlayground.Create(sheet.Read<WebshopSettings>());
        IReadOnlyList<TaskInstance> tasks = playground.Unseen.Tasks;
        return task >= 1 && task <= tasks.Count ? (WebshopSnapshot)((WebshopWorld)playground.World).Start(tasks[task - 1])
            : throw new UserMistakeException($"--task is {task}, but the panel {playground.Unseen.Name} has tasks 1 … {tasks.Count}.");
    }

    private static void PlayJson(WebshopSnapshot now, IEnumerable<string> actions)
    {
        Console.WriteLine(JsonSerializer.Serialize(Row(new Transition(now, 0, 0, Valid: true, Ending.None), 0, null), Json.Line));
        int step = 0;
        foreach (string action in actions)
        {
            Transition taken = WebshopWorld.Step(now, action);
            Console.WriteLine(JsonSerializer.Serialize(Row(taken, ++step, action), Json.Line));
            if (taken.Ending is not Ending.None)
                return;

            now = (WebshopSnapshot)taken.Next;
        }
    }

    private static object Row(Transition taken, int step, string? action)
    {
        var now = (WebshopSnapshot)taken.Next;
        return new
        {
            step,
            action,
            observation = now.PageText,
            admissible_actions = now.Actions,
            valid = taken.Valid,
            reward = taken.Reward,
            score = taken.Score,
            done = taken.Ending is not Ending.None,
            won = taken.Ending is Ending.Succeeded,
        };
    }

    private static void PlayText(WebshopSnapshot now, IEnumerable<string> lines, bool echo)
    {
        Stack<WebshopSnapshot> before = [];
        Console.WriteLine("Type words to search for, or what to click; '?' lists it, 'undo' goes one step back, 'quit' ends.");
        ShopPage.Print(now);
        foreach (string line in PlayedLines.Prompted(lines))
        {
            if (echo)
                Console.WriteLine(Printable.Text(line));

            switch (line.Trim())
            {
                case "":
                    continue;
                case "quit":
                    return;
                case "?":
                    Console.WriteLine(Printable.Text(string.Join('\n', now.Actions.Select(action => $"  {action}"))));
                    continue;
                case "undo":
                    if (before.TryPop(out WebshopSnapshot? earlier))
                        ShopPage.Print(now = earlier);
                    else
                        Console.WriteLine("This is the start.");
                    continue;
            }

            Transition taken = WebshopWorld.Step(now, Meant(now, line.Trim()));
            if (!taken.Valid)
            {
                Console.WriteLine("Nothing to click there. '?' lists what is possible.");
                continue;
            }

            before.Push(now);
            now = (WebshopSnapshot)taken.Next;
            if (now.Purchase is not null)
            {
                ReceiptPage.Print(before.Peek(), before.Count);
                return;
            }

            ShopPage.Print(now);
            if (before.Count >= StepLimit)
            {
                Console.WriteLine($"Nothing was bought in {StepLimit} steps.");
                return;
            }
        }
    }

    /// <summary>What a player means: an action as policies write it, something to click, or words to search for.</summary>
    private static string Meant(WebshopSnapshot now, string line)
    {
        if (ShopAction.Read(line) is { Argument: not null, Name: ShopAction.Search or ShopAction.Click })
            return line;
        if (now.Clickables.Find(Clickables.Lower(line)) is not null)
            return ShopAction.ClickOn(line);

        return now.HasSearchBar ? ShopAction.SearchFor(line) : ShopAction.ClickOn(line);
    }
}

using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo play alfworld: one game, played by hand or from a file.</summary>
internal static class AlfworldPlay
{
    private const int StepLimit = 50;

    public static Command Create()
    {
        Option<string> game = new("--game")
        {
            Description = "a game.tw-pddl file, a compact file (its first game), or the id of a generated game; one is generated if left out",
        };
        Option<string> actions = new("--actions") { Description = "read actions from a file, one a line, instead of the keyboard" };
        Option<bool> json = new("--json") { Description = "print one JSON object a step: step, action, observation, admissible_commands, reward, done, won" };
        var command = new Command("alfworld", """
            Plays one ALFWorld game. Type a command; '?' lists what is possible, 'undo' goes one step back, 'quit' ends.

            Examples:
              3spo play alfworld
              3spo play alfworld --game gen1/unseen/heat-mug-cabinet-kitchen-41/0003
              3spo play alfworld --game trial_T2019/game.tw-pddl --actions actions.txt --json
            """)
        {
            game, actions, json,
        };
        command.SetAction(parsed =>
        {
            var session = new AlfworldSession(Find(parsed.GetValue(game)), StepLimit);
            if (parsed.GetValue(json))
                PlayJson(session, PlayedLines.Of(parsed.GetValue(actions)));
            else if (parsed.GetValue(actions) is { } file)
                PlayText(session, PlayedLines.Of(file), echo: true);
            else
                PlayText(session, PlayedLines.Of(null), echo: false);

            return Door.Fine;
        });
        return command;
    }

    private static AlfworldGame Find(string? game)
    {
        if (string.IsNullOrWhiteSpace(game))
            return new AlfworldGame(GeneratedPanels.Unseen(1)[0]);

        bool isGenerated = !File.Exists(game) && !Directory.Exists(game) && game.StartsWith("gen", StringComparison.Ordinal);
        return isGenerated ? new AlfworldGame(GameGenerator.FromId(game)) : GameFiles.Load(game)[0];
    }

    private static void PlayJson(AlfworldSession session, IEnumerable<string> actions)
    {
        Console.WriteLine(JsonSerializer.Serialize(Row(session.Current, 0, null), Json.Line));
        int step = 0;
        foreach (string action in actions)
        {
            AlfworldStepResult result = session.Act(action);
            Console.WriteLine(JsonSerializer.Serialize(Row(result, ++step, action), Json.Line));
        }
    }

    private static object Row(AlfworldStepResult result, int step, string? action) => new
    {
        step,
        action,
        observation = result.Observation,
        admissible_commands = result.AdmissibleCommands,
        reward = result.Reward,
        done = result.Done,
        won = result.Won,
    };

    private static void PlayText(AlfworldSession session, IEnumerable<string> actions, bool echo)
    {
        Show(session.Current.Observation);
        Console.WriteLine();
        foreach (string line in PlayedLines.Prompted(actions))
        {
            if (echo)
                Show(line);

            switch (line.Trim())
            {
                case "quit":
                    return;
                case "?":
                    Show(string.Join('\n', session.Current.AdmissibleCommands.Select(command => $"  {command}")));
                    break;
                case "undo":
                    Show(session.Undo() ? $"Back at step {session.Current.Step}. {session.Current.Observation}" : "This is the start.");
                    break;
                default:
                    Show(session.Act(line).Observation);
                    break;
            }

            if (session.Current.Done)
            {
                Console.WriteLine(session.Current.Won
                    ? $"Solved in {session.Current.Step} steps." : $"Not solved within {StepLimit} steps.");
                return;
            }
        }
    }

    /// <summary>A game's texts are what its file says: the world leaves them as they are, and the screen takes out what steers a terminal.</summary>
    private static void Show(string text) => Console.WriteLine(Printable.Text(text));
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo eval: a policy on a panel, success per kind of task.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        Argument<string[]> words = new("settings")
        {
            Description = "key=value words; those that matter here: policy, world, games, panel, unseenGames, seed, evalTemperature, maxSteps; for a language model also prompt, promptHistory, decoding, topP, topK, answerTokens, freeTokens, device, base",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> catalogue = WebshopOptions.Catalogue();
        Option<bool> json = new("--json") { Description = "print the result as one JSON object" };
        var command = new Command("eval", """
            Measures a policy on a panel: one episode a task, nothing is learned.

            Examples:
              3spo eval policy=runs/alfworld-scout-1
              3spo eval policy=start evalTemperature=1 unseenGames=500
              3spo eval world=webshop policy=runs/webshop-scout-1
              3spo eval policy=runs/alfworld-scout-1 panel=json_2.1.1/valid_seen,json_2.1.1/valid_unseen --json
            """)
        {
            words,
            catalogue,
            json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            WebshopOptions.With(parsed.GetValue(words) ?? [], parsed.GetValue(catalogue)), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] words, bool json, CancellationToken cancellation)
    {
        SettingsSource source = SettingsSource.Read(words);
        RunSettings run = source.Run;
        MethodSettings method = source.Method;

        Playground playground = Playgrounds.OpenForMeasuring(source);
        using IPolicy policy = PolicySource.Open(source, playground);
        IActor actor = policy.Actor(method.Training.EvalTemperature);
        var evaluator = new Evaluator(playground.World, actor, method.Rollout.MaxSteps, (ulong)method.Training.Seed);
        Evaluation result = await evaluator.EvaluateAsync(playground.Unseen, cancellation);

        if (json)
        {
            object report = Report.Of(result, method.Training.Seed, method.Training.EvalTemperature, method.Rollout.MaxSteps, run.Policy, policy.Description);
            Console.WriteLine(JsonSerializer.Serialize(report, Json.Line));
            return Door.Fine;
        }

        Print(result, method, $"{run.Policy} ({policy.Description})");
        return Door.Fine;
    }

    private static void Print(Evaluation result, MethodSettings method, string policy)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("kind").AddColumn(new TableColumn("tasks").RightAligned()).AddColumn(new TableColumn("success").RightAligned());
        if (result.ScoreSaysMore)
            table.AddColumn(new TableColumn("task score").RightAligned());
        foreach ((string kind, int tasks, double success, double score) in result.ByKind)
            table.AddRow(Row(kind, tasks, success, score));

        table.AddEmptyRow();
        table.AddRow(Row("all", result.Episodes.Count, result.Success, result.Score));
        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"policy {policy}; panel {Printable.Text(result.Panel.Name)}, hash {result.Panel.Hash}; seed {method.Training.Seed}; "
            + $"temperature {method.Training.EvalTemperature:0.###}; at most {method.Rollout.MaxSteps} steps; mean {result.MeanSteps:0.0} steps; "
            + $"faults {result.Faults}"));

        string[] Row(string kind, int tasks, double success, double score) =>
            [kind, tasks.ToString(CultureInfo.InvariantCulture), Percent(success), .. result.ScoreSaysMore ? [Percent(score)] : Array.Empty<string>()];
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs: the runs in a folder, and below it what looks into one of them.</summary>
internal static class RunsCommand
{
    private const string Usual = "runs";

    public static Command Create()
    {
        Argument<string?> folder = new("folder") { Description = "the folder that holds run folders (default: runs)", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "print the runs as one JSON array" };
        var command = new Command("runs", """
            Lists the runs in a folder, and looks into them. Nothing here changes a run or disturbs one that is being trained.

            Examples:
              3spo runs
              3spo runs show runs/alfworld-scout-1
              3spo runs tree runs/alfworld-scout-1 --svg tree.svg
              3spo runs diff runs/alfworld-scout-1 runs/alfworld-grpo-1
            """)
        {
            folder, json, RunsShowCommand.Create(), RunsTreeCommand.Create(), RunsDiffCommand.Create(), RunsDumpCommand.Create(),
        };
        command.SetAction(parsed => List(parsed.GetValue(folder), parsed.GetValue(json)));
        return command;
    }

    private static int List(string? asked, bool json)
    {
        string folder = asked ?? Usual;
        if (!Directory.Exists(folder) && asked is not null)
            throw new UserMistakeException($"There is no folder '{folder}'. Give the one that holds run folders.");
        if (RunFolder.IsRun(folder))
            throw new UserMistakeException($"'{folder}' is a run itself. Look at it with: {Invocation.Of($"runs show {folder}")}");

        IReadOnlyList<RunSummary> runs = Directory.Exists(folder) ? RunSummary.In(folder) : [];
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(runs.Select(RunReport.Of), Json.Line));
        else if (runs.Count == 0)
            Console.WriteLine($"There are no runs in '{folder}'. Make one with: {Invocation.Of("train")}");
        else
            Print(runs);

        return Door.Fine;
    }

    private static void Print(IReadOnlyList<RunSummary> runs)
    {
        foreach (string line in RunsTable.Lines(runs))
            Console.WriteLine(line);
    }
}

using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs diff: two runs side by side.</summary>
internal static class RunsDiffCommand
{
    public static Command Create()
    {
        Argument<string> one = new("one") { Description = "a run's folder" };
        Argument<string> other = new("other") { Description = "another run's folder" };
        Option<bool> json = new("--json") { Description = "print the comparison as one JSON object" };
        var command = new Command("diff", """
            Two runs side by side: settings that differ, results, and the first iteration that sampled something else.

            Example:
              3spo runs diff runs/alfworld-scout-1 runs/alfworld-grpo-1
            """)
        {
            one, other, json,
        };
        command.SetAction(parsed => Compare(RunDifference.Of(parsed.GetValue(one)!, parsed.GetValue(other)!), parsed.GetValue(json)));
        return command;
    }

    private static int Compare(RunDifference runs, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(runs.Report(), Json.Line));
            return Door.Fine;
        }

        foreach (string line in DiffPage.Lines(runs))
            Console.WriteLine(line);

        return Door.Fine;
    }
}

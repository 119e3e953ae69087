using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs show: one run on a page.</summary>
internal static class RunsShowCommand
{
    private const int UsualStates = 5;
    private const int MostStates = 10_000;

    public static Command Create()
    {
        Argument<string> folder = new("run") { Description = "a run's folder" };
        Option<int> states = new("--states") { Description = $"how many of the hardest states to show (default: {UsualStates})", DefaultValueFactory = _ => UsualStates };
        Option<bool> json = new("--json") { Description = "print everything as one JSON object" };
        var command = new Command("show", """
            One run: what it is, where it stands, its learning curve, checkpoints, hardest states, size; and queries to look further.

            Examples:
              3spo runs show runs/alfworld-scout-1
              3spo runs show runs/alfworld-scout-1 --states 20
            """)
        {
            folder, states, json,
        };
        command.SetAction(parsed => Show(parsed.GetValue(folder)!, parsed.GetValue(states), parsed.GetValue(json)));
        return command;
    }

    private static int Show(string folder, int states, bool json)
    {
        if (states is < 0 or > MostStates)
            throw new UserMistakeException($"--states is {states}, but must lie in 0 … {MostStates}.");

        var run = RunView.Of(folder, states);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(RunReport.Of(run), Json.Line));
            return Door.Fine;
        }

        foreach (string line in RunPage.Lines(run))
            Console.WriteLine(line);

        return Door.Fine;
    }
}

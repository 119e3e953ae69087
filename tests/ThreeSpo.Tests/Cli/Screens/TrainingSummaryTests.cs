using Spectre.Console;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Environments;
using ThreeSpo.Training;
using Panel = ThreeSpo.Environments.Panel;

namespace ThreeSpo.Tests.Cli.Screens;

public sealed class TrainingSummaryTests
{
    [Fact]
    public void Scores_stand_beside_success_where_tasks_were_solved_in_part()
    {
        string shown = Shown(0.25, 0.5);

        Assert.Matches(@"tasks │ +before │ +after │ +score before │ +score after", shown);
        Assert.Matches(@"all +│ +2 │ +0\.0 % │ +50\.0 % │ +25\.0 % │ +75\.0 %", shown);
    }

    [Fact]
    public void Without_such_tasks_there_is_success_alone() => Assert.DoesNotContain("score", Shown(0, 0), StringComparison.Ordinal);

    private static string Shown(double before, double after)
    {
        using var written = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(written), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;
        RunOutcome outcome = new(
            [(0, Measured((Ending.Failed, before), (Ending.Failed, before))), (9, Measured((Ending.Succeeded, 1), (Ending.Failed, after)))],
            new Tally { Actions = 9 }, 1, 2, 3, null, Cancelled: false);
        TrainingSummary.Print(console, outcome, "branch", new TrainingSettings(), 1, "runs/here", "");
        return written.ToString();
    }

    private static Evaluation Measured(params (Ending Ending, double Score)[] episodes) => new(
        new Panel("panel", [new TaskInstance("1", "one"), new TaskInstance("2", "one")], ["a", "b"]),
        [.. episodes.Select((one, i) => new EpisodeOutcome(new TaskInstance($"{i}", "one"), one.Ending, 4, one.Score))]);
}

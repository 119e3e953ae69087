using System.Globalization;
using Spectre.Console;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Compare;

/// <summary>Shows a study while it goes on: a table on a terminal, elsewhere a line for every run and every so often one for the whole.</summary>
internal sealed class StudyScreen : IAsyncDisposable
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PictureEvery = TimeSpan.FromMilliseconds(300);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly BudgetUnit _unit;
    private readonly List<Watched> _runs;
    private readonly bool _live;
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _picture;
    private readonly Lock _lock = new();
    private readonly long _began;
    private readonly double _before;
    private long _shown;

    private StudyScreen(IAnsiConsole console, IReadOnlyList<(PlannedRun Run, ComparedRun Stand)> runs, BudgetUnit unit, TimeProvider clock)
    {
        (_console, _clock, _unit) = (console, clock, unit);
        _runs = [.. runs.Select(one => Watched.Of(one.Run, one.Stand, unit))];
        (_began, _shown) = (clock.GetTimestamp(), clock.GetTimestamp());
        _before = Done;
        _live = console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;
        _picture = _live ? PaintAsync() : Task.CompletedTask;
    }

    /// <summary>Work done so far, in what budgets count.</summary>
    private double Done => _runs.Sum(run => Math.Min(run.At, run.Budget));

    /// <summary>All the work there is.</summary>
    private double All => _runs.Sum(run => run.Stand is "stopped" or "failed" ? Math.Min(run.At, run.Budget) : run.Budget);

    public static StudyScreen Open(bool json, IReadOnlyList<(PlannedRun Run, ComparedRun Stand)> runs, BudgetUnit unit, TimeProvider clock) => new(
        json ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console, runs, unit, clock);

    public void Began(PlannedRun run)
    {
        lock (_lock)
            Find(run).Stand = "running";
    }

    public void Show(PlannedRun run, RunProgress progress)
    {
        lock (_lock)
        {
            Watched its = Find(run);
            Tally total = progress.Total;
            its.At = _unit is BudgetUnit.Actions ? total.Actions : progress.TotalTokens;
            its.Success = progress.Evaluation?.Success ?? its.Success;
            if (_live || _clock.GetElapsedTime(_shown) < LineEvery)
                return;

            _shown = _clock.GetTimestamp();
            Line($"{Counts(_runs)}; {Left()} left");
        }
    }

    public void Ended(PlannedRun run, ComparedRun stand)
    {
        lock (_lock)
        {
            Watched its = Find(run);
            (its.Stand, its.Success) = (stand.State, stand.Curve is [.., var last] ? last[2] : its.Success);
            if (!_live)
                Line($"{run.Place}: {stand.State}, success {Shown.Percent(its.Success)}{(stand.Reason is { } why ? $": {Printable.Line(why, 300)}" : "")}; {Counts(_runs)}; {Left()} left");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _picture;
    }

    private Watched Find(PlannedRun run) => _runs.First(one => one.Run.Place == run.Place);

    private void Line(string text) => _console.Profile.Out.Writer.WriteLine(text);

    private async Task PaintAsync() => await _console.Live(new Text("…")).AutoClear(true).StartAsync(async context =>
    {
        while (!_ended.Task.IsCompleted)
        {
            context.UpdateTarget(Picture());
            await Task.WhenAny(_ended.Task, Task.Delay(PictureEvery, _clock));
        }
    });

    private Table Picture()
    {
        lock (_lock)
        {
            Table table = new Table().Border(TableBorder.Rounded).AddColumn("part").AddColumn("variant").AddColumn("done").AddColumn("under way")
                .AddColumn("left").AddColumn("success so far");
            foreach (IGrouping<(string Part, string Variant), Watched> row in _runs.GroupBy(one => (one.Run.Part.Name, one.Run.Variant.Name)))
            {
                Watched[] measured = [.. row.Where(one => one.Success is not null)];
                table.AddRow(
                    new Text(row.Key.Part), new Text(row.Key.Variant), new Text(Whole(row.Count(one => one.IsDone))), new Text(Whole(row.Count(one => one.Stand == "running"))),
                    new Text(Whole(row.Count(one => !one.IsDone && one.Stand != "running"))),
                    new Text(measured.Length == 0 ? Shown.Nothing : $"{Shown.Percent(measured.Average(one => one.Success))} ({measured.Length})"));
            }

            return table.Caption($"{Counts(_runs)}; {Left()} left");
        }
    }

    private static string Counts(IReadOnlyCollection<Watched> runs) =>
        $"{runs.Count(one => one.IsDone)} of {runs.Count} runs done, {runs.Count(one => one.Stand == "running")} under way";

    private string Left()
    {
        double done = Done - _before;
        return done <= 0 ? "unknown time" : Shown.Time(_clock.GetElapsedTime(_began).TotalSeconds * (All - Done) / done);
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A run as it stands.</summary>
    private sealed class Watched(PlannedRun run, double budget)
    {
        public PlannedRun Run => run;

        public double Budget => budget;

        public string Stand { get; set; } = "waiting";

        public double At { get; set; }

        public double? Success { get; set; }

        public bool IsDone => Stand is "ended" or "stopped" or "failed";

        public static Watched Of(PlannedRun run, ComparedRun stand, BudgetUnit unit) => new(run, run.Budget(unit))
        {
            Stand = stand.State == "failed" ? "waiting" : stand.State,
            At = stand.By(unit) is [.., (double at, _)] ? at : 0,
            Success = stand.Curve is [.., var last] ? last[2] : null,
        };
    }
}

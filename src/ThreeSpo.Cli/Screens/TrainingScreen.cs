using System.Globalization;
using Spectre.Console;
using ThreeSpo.Outside;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Screens;

/// <summary>Shows a run while it goes on: a live picture on a terminal, a line every two seconds elsewhere.</summary>
internal sealed class TrainingScreen : IAsyncDisposable
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PictureEvery = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly long _budget;
    private readonly long _began;
    private readonly List<double> _success = [];
    private readonly List<Evaluation> _measured = [];
    private readonly bool _live;
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _picture;
    private readonly Lock _lock = new();
    private RunProgress? _last;
    private long? _first;
    private long _shown;
    private long _worked;
    private TimeSpan _working;

    private TrainingScreen(IAnsiConsole console, long budget, TimeProvider clock)
    {
        _console = console;
        _clock = clock;
        _budget = budget;
        _began = clock.GetTimestamp();
        _worked = _began;
        _live = console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;
        _picture = _live ? PaintAsync() : Task.CompletedTask;
    }

    public static TrainingScreen Open(bool json, long budget, string preset, Playground playground, string policy, TimeProvider clock)
    {
        IAnsiConsole console = json
            ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console;
        console.Profile.Out.Writer.WriteLine(Printable.Text(
            $"3SPO: preset {preset}, world {playground.Name}, training on {playground.Train.Name} "
            + $"({playground.Train.Tasks.Count} tasks), measured on {playground.Unseen.Name} ({playground.Unseen.Tasks.Count} tasks)"));
        console.Profile.Out.Writer.WriteLine(policy);
        return new TrainingScreen(console, budget, clock);
    }

    public void Show(RunProgress progress)
    {
        lock (_lock)
        {
            // Not its trees: kept till the next iteration they would grow old, and cost the run time.
            _last = progress with { Trees = [] };
            _first ??= progress.Total.Actions - progress.Last.Actions;

            // Time between two iterations is sampling and learning; what ends with an evaluation is not.
            _working += progress.Evaluation is null ? _clock.GetElapsedTime(_worked) : TimeSpan.Zero;
            _worked = _clock.GetTimestamp();
            if (progress.Evaluation is { } measured)
                _measured.Add(measured);
            else
                _success.Add(progress.Last.SuccessRate);
        }

        if (!_live && (progress.Evaluation is not null || _clock.GetElapsedTime(_shown) >= LineEvery))
        {
            _shown = _clock.GetTimestamp();
            _console.Profile.Out.Writer.WriteLine(Line(progress));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _picture;
    }

    private string Line(RunProgress progress) => progress.Evaluation is { } measured
        ? $"measured after {Number(progress.Total.Actions)} actions: {Percent(measured.Success)} of {measured.Episodes.Count} unseen tasks{Scored(measured)}"
        : $"iteration {progress.Iteration}, {Number(progress.Total.Actions)} of {Number(_budget)} actions, success so far {Percent(Recent())}, "
            + $"{Number(progress.KnownStates)} states known, {Speed(progress)}{Left(progress)} left";

    private async Task PaintAsync() => await _console.Live(new Text("opening…")).AutoClear(true).StartAsync(async context =>
    {
        while (!_ended.Task.IsCompleted)
        {
            context.UpdateTarget(Picture());
            await Task.WhenAny(_ended.Task, Task.Delay(PictureEvery, _clock));
        }
    });

    private Grid Picture()
    {
        lock (_lock)
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
            if (_last is null)
                return grid.AddRow("measuring the start", "…");

            grid.AddRow("iteration", Number(_last.Iteration));
            grid.AddRow("actions sampled", $"{Number(_last.Total.Actions)} of {Number(_budget)}  {Bar()}");
            grid.AddRow("success so far", $"{Percent(Recent())} in training  {Sparkline.Of(_success, 40)}");
            grid.AddRow("success unseen", string.Join("  ", _measured.TakeLast(8).Select(point => Percent(point.Success))));
            if (_measured.Any(point => point.ScoreSaysMore))
                grid.AddRow("score unseen", string.Join("  ", _measured.TakeLast(8).Select(point => Percent(point.Score))));
            if (Speed(_last) is { Length: > 0 } speed)
                grid.AddRow("speed", speed.TrimEnd(',', ' '));

            grid.AddRow("states known", $"{Number(_last.KnownStates)}, {Number(_last.DistinctTexts)} distinct texts");
            return grid.AddRow("time left", Left(_last));
        }
    }

    private string Bar()
    {
        const int width = 24;
        int done = (int)Math.Clamp(width * _last!.Total.Actions / _budget, 0, width);
        return new string('█', done) + new string('░', width - done);
    }

    private double Recent() => _success.Count == 0 ? 0 : _success.TakeLast(10).Average();

    /// <summary>Tokens sampled and learned from, a second of sampling and learning; empty for a policy that reads no text.</summary>
    private string Speed(RunProgress progress)
    {
        long tokens = progress.Total.PromptTokens + progress.Total.ResponseTokens + progress.Total.Updates.Tokens;
        return tokens == 0 || _working <= TimeSpan.Zero ? "" : $"{Number((long)(tokens / _working.TotalSeconds))} tokens/s, ";
    }

    private string Left(RunProgress progress)
    {
        // A run that goes on is timed by what this process has done.
        long done = progress.Total.Actions - _first!.Value;
        if (done <= 0)
            return "unknown time";

        double share = Math.Min(1, (double)done / Math.Max(1, _budget - _first.Value));
        TimeSpan left = _clock.GetElapsedTime(_began) * ((1 - share) / share);
        return left.ToString(left.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    private static string Scored(Evaluation measured) => measured.ScoreSaysMore ? $", task score {Percent(measured.Score)}" : "";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}

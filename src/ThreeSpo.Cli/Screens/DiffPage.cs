using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;

namespace ThreeSpo.Cli.Screens;

/// <summary>Two runs side by side: settings that differ, results, and whether they did the same.</summary>
internal static class DiffPage
{
    private const int Most = 28;

    /// <summary>The page's lines.</summary>
    public static IEnumerable<string> Lines(RunDifference runs)
    {
        string[] head = ["", Name(runs.One.Summary.Name), Name(runs.Other.Summary.Name)];
        string[][] settings = [.. runs.Settings.Select(one => new[] { Printable.Line(one.Key, Most), Value(one.One), Value(one.Other) })];
        return Columns.Lines("lll", [head, ["settings", "", ""], .. settings.Length == 0 ? [["  all equal", "", ""]] : settings.Select(Indented),
            ["results", "", ""], .. Results(runs).Select(Indented)]).Append("").Concat(Prose.Lines(runs.Records, ""));
    }

    private static IEnumerable<string[]> Results(RunDifference runs)
    {
        string[] Row(string name, Func<RunDifference.Side, string> value) => [name, value(runs.One), value(runs.Other)];
        yield return Row("state", side => side.Summary.Condition.ToString().ToLowerInvariant());
        yield return Row("success before", side => Shown.Percent(side.Results.Before));
        yield return Row("success after", side => Shown.Percent(side.Results.Now));
        if (runs.One.Results.ScoreSaysMore || runs.Other.Results.ScoreSaysMore)
        {
            yield return Row("task score before", side => Shown.Percent(side.Results.ScoreBefore));
            yield return Row("task score after", side => Shown.Percent(side.Results.ScoreNow));
        }

        yield return Row($"area to {Shown.Short(runs.AreaTo)} actions", side => Shown.Percent(side.Results.Area(runs.AreaTo)));
        yield return Row("actions to 60 %", side => side.Results.ActionsTo60 is { } actions ? Shown.Number((long)actions) : Shown.Nothing);
        yield return Row("actions", side => Shown.Number(side.Results.Actions));
        yield return Row("iterations", side => Shown.Number(side.Results.Iterations));
        yield return Row("trajectories", side => Shown.Number(side.Results.Trajectories));
        yield return Row("distinct texts", side => Shown.Number(side.Results.DistinctTexts));
        yield return Row("known states", side => Shown.Number(side.Results.KnownStates));
        yield return Row("time", side => Shown.Time(side.Results.Seconds));
    }

    private static string[] Indented(string[] row) => [$"  {row[0]}", .. row[1..]];

    private static string Name(string name) => Printable.Line(name, Most - 1);

    private static string Value(string? value) => value is null ? "(none)" : value.Length == 0 ? "(empty)" : Printable.Line(value, Most - 1);
}

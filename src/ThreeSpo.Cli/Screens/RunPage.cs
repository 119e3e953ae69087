using System.Globalization;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>One run on a page: what it is, where it stands, what it has learned, and how to look further.</summary>
internal static class RunPage
{
    private const int Texts = 200;

    /// <summary>The page's lines.</summary>
    public static IEnumerable<string> Lines(RunView run) =>
        Head(run).Concat(Settings(run)).Concat(Curve(run.Results)).Concat(Last(run)).Concat(Checkpoints(run)).Concat(Hardest(run)).Concat(Size(run)).Concat(Further(run));

    private static IEnumerable<string> Head(RunView run)
    {
        Dictionary<string, string> facts = run.Facts.ToDictionary(fact => fact.Key, fact => fact.Value);
        string Fact(string key) => Printable.Line(facts.GetValueOrDefault(key, "?"), Texts);

        RunResults results = run.Results;
        List<string[]> rows =
        [
            ["run", Printable.Line(run.Summary.Folder, Texts)],
            ["state", Condition(run.Summary)],
            ["preset", Fact("preset")],
            ["policy", Fact("policy")],
            ["world", $"{Fact("world")}, trained on {Fact("train")} ({Fact("train_hash")})"],
            ["panel", $"{Fact("panel")} ({Fact("panel_hash")})"],
            ["made by", Fact("program")],
            ["actions", $"{Shown.Number(results.Actions)} of {Shown.Number(results.Budget)}, in {Shown.Number(results.Iterations)} iterations and {Shown.Time(results.Seconds)}"],
            ["met", $"{Shown.Number(results.Trajectories)} trajectories, {Shown.Number(results.DistinctTexts)} distinct texts, {Shown.Number(results.KnownStates)} known states"],
            ["success", Success(results, run.Summary.AreaTo)],
        ];
        return rows.SelectMany(row => Under(row[0], row[1]));
    }

    /// <summary>A text beside its name, broken into lines that begin under each other.</summary>
    private static IEnumerable<string> Under(string name, string text)
    {
        const int indent = 9;
        return Prose.Lines(text, new string(' ', indent)).Select((line, i) => i == 0 ? name.PadRight(indent) + line[indent..] : line);
    }

    private static string Condition(RunSummary run) => run.Condition switch
    {
        RunCondition.Running => "running",
        RunCondition.Interrupted => "interrupted; it can be gone on with",
        RunCondition.Unfinished => "unfinished: its process was killed or broke off; it can be gone on with from its newest checkpoint",
        RunCondition.Stopped => $"stopped early: {Printable.Line(run.Problem ?? "", 500)}",
        _ => run.Condition.Word(),
    };

    private static string Success(RunResults results, long areaTo)
    {
        if (results.Curve.Count < 2)
            return $"{Shown.Percent(results.Before)} before, not measured since";

        string sixty = results.ActionsTo60 is { } actions ? $"reached after {Shown.Number((long)actions)}" : "not reached";
        string score = results.ScoreSaysMore ? $"task score {Shown.Percent(results.ScoreBefore)} before, {Shown.Percent(results.ScoreNow)} now; " : "";
        return $"{Shown.Percent(results.Before)} before, {Shown.Percent(results.Now)} now; {score}"
            + $"area to {Shown.Short(areaTo)} actions {Shown.Percent(results.Area(areaTo))}; 60{Prose.Tie}% {sixty}";
    }

    private static IEnumerable<string> Settings(RunView run) =>
        Part($"Settings otherwise than {(run.Summary.Preset.Length > 0 ? $"preset {Printable.Line(run.Summary.Preset)}" : "the defaults")}", run.Settings.Count == 0
            ? ["none"]
            : Columns.Lines("lll", [.. run.Settings.Select(one => new[] { Printable.Line(one.Key, 30), $"= {Printable.Line(one.Value, 30)}", $"[{Printable.Line(one.Origin, 40)}]" })]));

    private static IEnumerable<string> Curve(RunResults results)
    {
        if (results.Curve.Count == 0)
            return Part("Learning curve", ["nothing was measured yet"]);

        bool scored = results.ScoreSaysMore;
        string[] head = ["actions", "success", "", .. Where(scored, "task score"), "mean steps", "time"];
        return Part("Learning curve", [
            Sparkline.Of([.. results.Curve.Select(point => Math.Clamp(point.Success, 0, 1))], 60),
            .. Columns.Lines(scored ? "rrlrrr" : "rrlrr", [head, .. Shorter(results.Curve).Select(point => Row(point, scored))])]);
    }

    private static string[] Row(CurvePoint? point, bool scored) => point is null
        ? ["…", "…", "", .. Where(scored, "…"), "…", "…"]
        :
        [
            Shown.Number(point.Actions), Shown.Percent(point.Success), Bar(point.Success), .. Where(scored, Shown.Percent(point.Score)),
            Shown.Real(Math.Round(point.MeanSteps, 1)), Shown.Time(point.Seconds),
        ];

    private static string[] Where(bool shown, string text) => shown ? [text] : [];

    /// <summary>At most 20 points: of a longer curve the first three and the last sixteen; null stands for those left out.</summary>
    private static IEnumerable<CurvePoint?> Shorter(IReadOnlyList<CurvePoint> curve) =>
        curve.Count <= 20 ? curve : curve.Take(3).Append<CurvePoint?>(null).Concat(curve.Skip(curve.Count - 16));

    private static string Bar(double share)
    {
        const int width = 30;
        int done = (int)Math.Clamp(Math.Round(share * width), 0, width);
        return new string('█', done) + new string('░', width - done);
    }

    private static IEnumerable<string> Last(RunView run)
    {
        string[] cells = [.. run.Last.Where(figure => figure.Value is long or double).Select(figure => $"{figure.Name} {Value(figure.Value)}")];
        if (cells.Length == 0)
            return Part("Last iteration", ["none was finished yet"]);

        int rows = (cells.Length + 2) / 3;
        return Part("Last iteration", Columns.Lines("lll", [.. Enumerable.Range(0, rows).Select(i =>
            new[] { cells[i], cells.ElementAtOrDefault(i + rows) ?? "", cells.ElementAtOrDefault(i + (2 * rows)) ?? "" })]));
    }

    private static string Value(object? value) => value is long whole ? Shown.Number(whole) : Shown.Real((double?)value);

    private static IEnumerable<string> Checkpoints(RunView run) => Part("Checkpoints", run.Checkpoints.Count == 0
        ? ["none yet"]
        : Columns.Lines("lrrl", [["name", "actions", "success", "files"], .. run.Checkpoints.Select(one => new[]
        {
            one.Name, one.Actions is { } actions ? Shown.Number(actions) : Shown.Nothing, Shown.Percent(one.Success),
            one.Problem is null ? "whole" : $"damaged: {Printable.Line(one.Problem, Texts)}",
        })]));

    private static IEnumerable<string> Hardest(RunView run)
    {
        if (run.Hardest.Count == 0)
            return [];

        const int figures = 28;
        return Part("Hardest states", Columns.Lines("rrrl", [["state", "visits", "success", "text"], .. run.Hardest.Select(state => new[]
        {
            state.Id.ToString(CultureInfo.InvariantCulture), Shown.Real(Math.Round(state.Visits, 1)), Shown.Percent(state.Rate),
            state.Text is null ? Shown.Nothing : Printable.Line(Prose.OneLine(state.Text), Prose.Width - figures),
        })]));
    }

    private static IEnumerable<string> Size(RunView run) => Part($"Size: {Shown.Bytes(run.Summary.Bytes)}, of it in {RunDatabase.FileName}, about", Columns.Lines("lrr", [
        ["table", "rows", "size"], .. run.Tables.Select(table => new[] { table.Table, Shown.Number(table.Rows), Shown.Bytes(table.Bytes) })]));

    private static IEnumerable<string> Further(RunView run)
    {
        string folder = Printable.Line(run.Summary.Folder, 1000);
        string database = Quoted(Path.Combine(folder, RunDatabase.FileName));
        long last = run.Results.Iterations - 1;
        return Part("Look further", [
            $"sqlite3 -readonly -box {database} \"SELECT visits, rate, substr(replace(text, char(10), ' '), 1, 60) AS text FROM hardest_state LIMIT 10\"",
            string.Create(CultureInfo.InvariantCulture, $"sqlite3 -readonly -box {database} \"SELECT at, action, probability, advantage, successes, passed FROM tried WHERE iteration = {Math.Max(0, last)} AND slot = 0\""),
            $"sqlite3 -readonly -box {database} \"SELECT action, count(*), avg(advantage) FROM tried WHERE observation = (SELECT text FROM hardest_state LIMIT 1) GROUP BY action\"",
            Invocation.Of($"runs tree {Quoted(folder)}"),
        ]);
    }

    /// <summary>A path as a shell takes it.</summary>
    private static string Quoted(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || "/\\._-:".Contains(letter, StringComparison.Ordinal))
        ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> Part(string title, IEnumerable<string> lines) => lines.Prepend(title).Prepend("");
}

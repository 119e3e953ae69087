using ThreeSpo.Outside;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>Runs in a table, a line each.</summary>
internal static class RunsTable
{
    private static readonly string[] Head = ["run", "state", "preset", "world", "policy", "actions", "success", "size"];

    /// <summary>The table's lines, at most as wide as a terminal.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<RunSummary> runs) =>
        Columns.Lines("lllllrrr", [Head, .. runs.Select(Row)], Prose.Width);

    private static string[] Row(RunSummary run) =>
    [
        Printable.Line(run.Name, 200), run.Condition.Word(), Word(run.Preset), Word(run.World), Word(run.Policy), Actions(run.Results),
        Success(run.Results), Shown.Bytes(run.Bytes).Replace("iB", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
    ];

    private static string Word(string text) => text.Length == 0 ? Shown.Nothing : Printable.Line(text, 9);

    private static string Actions(RunResults? results) => results switch
    {
        null => Shown.Nothing,
        { Budget: > 0 } when results.Actions < results.Budget => $"{Shown.Short(results.Actions)}/{Shown.Short(results.Budget)}",
        _ => Shown.Short(results.Actions),
    };

    private static string Success(RunResults? results) => results switch
    {
        { Curve.Count: > 1 } => $"{Whole(results.Before)}→{Whole(results.Now)} %",
        { Curve.Count: 1 } => $"{Whole(results.Before)} %",
        _ => Shown.Nothing,
    };

    private static string Whole(double? share) => (100 * share.GetValueOrDefault()).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
}

using System.Globalization;
using ThreeSpo.Torch.Gate;

namespace ThreeSpo.Cli.Screens;

/// <summary>What the gate found, in lines of at most 80 letters: the worst of each thing, and everything that is off.</summary>
internal static class GatePage
{
    private const int NameWidth = 40;

    /// <summary>The lines of a report.</summary>
    public static IEnumerable<string> Lines(GateReport it)
    {
        foreach (string line in Prose.Lines($"tried on {it.Device}, {it.Name}: how far off from double precision on the processor, relative to the largest number", ""))
            yield return line;

        string[] headers = ["", "fp32", "may be", "bf16", "may be", ""];
        IEnumerable<string[]> rows = it.Findings.GroupBy(finding => Cut(Plain(finding.Name))).Select(group => new[]
        {
            group.Key, Worst(group, "fp32"), Allowed(group, "fp32"), Worst(group, "bf16"), Allowed(group, "bf16"), group.All(finding => finding.Passed) ? "" : "OFF",
        });
        foreach (string line in Columns.Lines("lrrrrl", [headers, .. rows]))
            yield return line;

        foreach (GateFinding finding in it.Findings.Where(finding => !finding.Passed))
        {
            string pass = finding.Pass is GatePass.Forward ? "forward" : "backward";
            foreach (string line in Prose.Lines($"off: {finding.Name}, {finding.Type}, {pass}: {finding.Problem ?? Number(finding.Error)}", ""))
                yield return line;
        }

        foreach (string line in Prose.Lines(string.Create(CultureInfo.InvariantCulture,
            $"peaks: matrix products fp32 {it.Peaks.Single / 1e9:N1} GF/s{(it.Peaks.Tensor32 is { } tf32 ? $", tf32 {tf32 / 1e9:N1} GF/s" : "")}, bf16 {it.Peaks.Brain / 1e9:N1} GF/s; copy {it.Peaks.Copy / 1e9:N1} GB/s"), ""))
        {
            yield return line;
        }

        yield return it.Passed
            ? $"The gate is open: all {it.Findings.Count} comparisons are within what they may be off."
            : $"The gate is shut: {it.Findings.Count(finding => !finding.Passed)} of {it.Findings.Count} comparisons are off. Do not train on this device.";
    }

    private static string Worst(IEnumerable<GateFinding> findings, string type)
    {
        GateFinding[] ofType = [.. findings.Where(finding => finding.Type == type)];
        return ofType.Length == 0 ? Shown.Nothing : ofType.Any(finding => finding.Problem is not null) ? "fault" : Number(ofType.Max(finding => finding.Error));
    }

    private static string Allowed(IEnumerable<GateFinding> findings, string type) =>
        findings.Where(finding => finding.Type == type).Select(finding => Number(finding.Tolerance)).FirstOrDefault() ?? Shown.Nothing;

    private static string Number(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);

    /// <summary>Without what differs between types: which tensor of a model was worst.</summary>
    private static string Plain(string name) => name.IndexOf(" (model.", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;

    private static string Cut(string name) => name.Length <= NameWidth ? name : $"{name[..(NameWidth - 1)]}…";
}

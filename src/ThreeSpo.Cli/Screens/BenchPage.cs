using System.Globalization;
using ThreeSpo.Torch.Measuring;

namespace ThreeSpo.Cli.Screens;

/// <summary>What was measured of a model, in lines of at most 80 letters.</summary>
/// <param name="settings">What was asked for.</param>
internal sealed class BenchPage(BenchSettings settings)
{
    private const double Giga = 1e9;

    /// <summary>Prints a report.</summary>
    public void Print(BenchReport it)
    {
        foreach (string line in Lines(it))
            Console.WriteLine(line);
    }

    /// <summary>The lines of a report.</summary>
    public IEnumerable<string> Lines(BenchReport it)
    {
        BenchMachine machine = it.Machine;
        foreach (string line in Prose.Lines(string.Create(CultureInfo.InvariantCulture, $"{it.Shape}: {it.Parameters:N0} numbers in {Name(settings.Precision)}, prompts of {it.PromptTokens} tokens, answers of {it.AnswerTokens}"), ""))
            yield return line;
        foreach (string line in Prose.Lines(string.Create(CultureInfo.InvariantCulture, $"machine: {machine.Processor}, {machine.Cores} cores, vectors of {machine.VectorBits} bits; ")
            + (machine.Device is null ? $"on the processor with {machine.Workers} threads" : $"on {machine.Device}") + $"; libtorch {machine.Libtorch ?? "of unknown version"}", ""))
        {
            yield return line;
        }

        string rounded = it.Peaks.Tensor32 is { } tf32 ? $", tf32 {Flop(tf32)}" : "";
        yield return $"peaks: matrix products fp32 {Flop(it.Peaks.Single)}{rounded}, bf16 {Flop(it.Peaks.Brain)}; copy {Bytes(it.Peaks.Copy)}";
        yield return "";

        string[] headers = ["what", "engine", "tokens/s", "answers/s", "GF/s", "of peak", "GB/s", "of copy"];
        foreach (string line in Columns.Lines("llrrrrrr", [headers, .. it.Rows.Where(row => row.Problem is null).Select(Row)]))
            yield return line;

        foreach (BenchRow row in it.Rows.Where(row => row.Problem is not null))
            yield return $"{What(row)}, {row.Engine}: not measured, {row.Problem}";
    }

    private static string[] Row(BenchRow row) =>
    [
        What(row), row.Engine, Speed(row.TokensPerSecond), row.AnswersPerSecond is { } answers ? Speed(answers) : Shown.Nothing, Speed(row.FlopPerSecond / Giga),
        Percent(row.PeakShare), row.BytesPerSecond is { } bytes ? Speed(bytes / Giga) : Shown.Nothing, row.CopyShare is { } share ? Percent(share) : Shown.Nothing,
    ];

    private static string What(BenchRow row) => row.What switch
    {
        BenchSubject.Prefill => string.Create(CultureInfo.InvariantCulture, $"prefill {row.Prompts}"),
        BenchSubject.Decode => string.Create(CultureInfo.InvariantCulture, $"decode B={row.Prompts}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(row.What is BenchSubject.Sampling ? "sampling" : "training")} {row.Prompts}×{row.Answers}"),
    };

    private static string Name(BenchPrecision precision) => precision is BenchPrecision.Bf16 ? "bf16" : "fp32";

    private static string Speed(double value) => value >= 100 ? Shown.Number((long)Math.Round(value)) : value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Flop(double value) => value >= 1000 * Giga
        ? string.Create(CultureInfo.InvariantCulture, $"{value / Giga / 1000:0.0} TF/s") : string.Create(CultureInfo.InvariantCulture, $"{value / Giga:0.0} GF/s");

    private static string Bytes(double value) => string.Create(CultureInfo.InvariantCulture, $"{value / Giga:0.0} GB/s");
}

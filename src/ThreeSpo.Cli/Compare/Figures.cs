using System.Globalization;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>Figures of a study as its tables write them.</summary>
internal static class Figures
{
    /// <summary>What stands for a ratio where no run gets there.</summary>
    public const string Neither = "neither";

    /// <summary>A share in percent, over seeds: "85.4 ± 3.5"; "85.4 ± –" where one seed tells of no deviation.</summary>
    public static string Percent(Spread share) => share.Count == 0 ? Shown.Nothing
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share.Mean:0.0} ± {(share.Count == 1 ? "–" : Percent(share.Deviation))}");

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) : Shown.Nothing;

    /// <summary>A large number: "22k".</summary>
    public static string Short(double number) => double.IsFinite(number) ? Shown.Short((long)Math.Round(number)) : Shown.Nothing;

    /// <summary>A number with two digits after the point.</summary>
    public static string Real(double number) => double.IsFinite(number) ? number.ToString("0.00", CultureInfo.InvariantCulture) : Shown.Nothing;

    /// <summary>A ratio: "1.8×".</summary>
    public static string Times(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.0#×", CultureInfo.InvariantCulture) : Shown.Nothing;

    /// <summary>How much sooner a variant gets to the threshold, and on which side censored runs push the ratio: "≥ 1.8×"; "neither" where no run of both does.</summary>
    public static string Sooner(VariantComparison one)
    {
        bool baselineCensored = one.Baseline.To.Any(time => !time.Reached);
        bool censored = one.Variant.To.Any(time => !time.Reached);
        bool nothing = one.Baseline.To.All(time => !time.Reached) && one.Variant.To.All(time => !time.Reached);
        return nothing ? Neither : $"{(baselineCensored && censored ? "≈ " : baselineCensored ? "≥ " : censored ? "≤ " : "")}{Times(one.Sooner)}";
    }

    /// <summary>A difference in points, with its interval: "+22.6 [18.0, 27.1]".</summary>
    public static string Points(Difference difference) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * difference.Mean:+0.0;-0.0;0.0} [{100 * difference.Low:0.0}, {100 * difference.High:0.0}]");

    /// <summary>A probability; small ones as a bound.</summary>
    public static string Probability(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>How far runs went to a threshold: the restricted mean and how many of them reached it, "22k (5/5)"; "never (0/5)".</summary>
    /// <param name="times">A run each.</param>
    /// <param name="horizon">Where the mean is cut off.</param>
    /// <param name="unit">Writes a number.</param>
    public static string To(IReadOnlyList<TimeToReach> times, double horizon, Func<double, string> unit)
    {
        int reached = times.Count(one => one.Reached);
        string share = string.Create(CultureInfo.InvariantCulture, $"({reached}/{times.Count})");
        return times.Count == 0 ? Shown.Nothing : reached == 0 ? $"never {share}" : $"{unit(TimeToReach.RestrictedMean(times, horizon))} {share}";
    }

    /// <summary>Where half of the runs reached a threshold; "never" where fewer did.</summary>
    public static string Median(IReadOnlyList<TimeToReach> times, Func<double, string> unit) =>
        times.Count == 0 ? Shown.Nothing : TimeToReach.Median(times) is { } median ? unit(median) : "never";
}

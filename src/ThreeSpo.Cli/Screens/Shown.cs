using System.Globalization;

namespace ThreeSpo.Cli.Screens;

/// <summary>Numbers as people read them.</summary>
internal static class Shown
{
    /// <summary>What stands where there is nothing.</summary>
    public const string Nothing = "-";

    /// <summary>1234567 as 1,234,567.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1234567 as 1.2M: at most five letters, for tables.</summary>
    public static string Short(long value) => value switch
    {
        < 1000 => value.ToString(CultureInfo.InvariantCulture),
        < 999_950 => Scaled(value / 1e3, "k"),
        < 999_950_000 => Scaled(value / 1e6, "M"),
        _ => Scaled(value / 1e9, "G"),
    };

    /// <summary>A size: 1.2 MiB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => Scaled(bytes / 1024.0, " KiB"),
        < 1 << 30 => Scaled(bytes / (1024.0 * 1024), " MiB"),
        _ => Scaled(bytes / (1024.0 * 1024 * 1024), " GiB"),
    };

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double? share) => share?.ToString("P1", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>A number with as many digits as say something.</summary>
    public static string Real(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>A time in seconds: 12.3 s, 4:05, or 3:04:05.</summary>
    public static string Time(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds is < 0 or > 1e10)
            return Nothing;

        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalMinutes < 1 ? seconds.ToString("0.0 s", CultureInfo.InvariantCulture)
            : time.TotalHours < 1 ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
    }

    private static string Scaled(double value, string unit) =>
        value.ToString(value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture) + unit;
}

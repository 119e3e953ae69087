using System.Globalization;
using System.Text.Json;

namespace ThreeSpo.Tests.Golden;

/// <summary>Compares numbers with recorded ones.</summary>
internal static class Compare
{
    /// <summary>Relative tolerance against double-precision recordings.</summary>
    public const double Double = 1e-9;

    /// <summary>Relative tolerance against single-precision recordings.</summary>
    public const double Single = 1e-5;

    /// <summary>Reads a recorded number; what JSON cannot write stands there as "nan", "inf" or "-inf".</summary>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            string text => double.Parse(text, CultureInfo.InvariantCulture),
            null => throw new FormatException("Found null where a number was expected."),
        },
        _ => throw new FormatException($"Found {value.GetRawText()} where a number was expected."),
    };

    /// <summary>Reads a list of recorded numbers.</summary>
    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    /// <summary>Fails unless a number lies within a relative tolerance of the recorded one, or within an absolute noise.</summary>
    public static void Close(double expected, double actual, double relative, string where, double noise = 0) =>
        Assert.True(
            IsClose(expected, actual, relative, noise),
            $"{where}: recorded {expected:R}, computed {actual:R}, apart by {Math.Abs(expected - actual):g3} " +
            $"where {relative:g3} relative or {noise:g3} absolute is allowed.");

    /// <summary>Whether a number lies within a relative tolerance of the recorded one, or within an absolute noise.</summary>
    public static bool IsClose(double expected, double actual, double relative, double noise = 0)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual);

        // Any tolerance relative to an infinity would be infinite.
        if (double.IsInfinity(expected) || double.IsInfinity(actual))
            return expected.Equals(actual);

        return Math.Abs(expected - actual) <= Math.Max(relative * Math.Abs(expected), noise);
    }

    /// <summary>Compares row advantages with a recorded matrix [B, T], in which each row is repeated under its response mask.</summary>
    public static void Masked(JsonElement recorded, double[] advantages, JsonElement mask, double relative, string where, double[] noise)
    {
        double[][] expected = [.. recorded.EnumerateArray().Select(Numbers)];
        double[][] masks = [.. mask.EnumerateArray().Select(Numbers)];
        Assert.Equal(expected.Length, advantages.Length);

        for (int row = 0; row < expected.Length; row++)
            for (int token = 0; token < expected[row].Length; token++)
                Close(expected[row][token], advantages[row] * masks[row][token], relative, $"{where}, row {row}, token {token}", noise[row]);
    }
}

using System.Globalization;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Prices, log-normal about the kind's middle price, in whole cents so that no machine rounds them otherwise.</summary>
internal static class PriceDraw
{
    private const int MissingPercent = 8;
    private const int RangePercentWithOptions = 20;

    /// <summary>Every 24th part of a log-normal distribution with median 1 and σ = 0.45, cut off at its ends. Unit: thousandths.</summary>
    private static readonly int[] Quantiles =
        [303, 459, 537, 596, 647, 694, 738, 781, 824, 866, 910, 954, 1000, 1048, 1099, 1154, 1214, 1280, 1355, 1441, 1545, 1678, 1863, 2180, 3298];

    /// <summary>A price as the files write it: "$12.99", "$9.99 - $14.99", or empty.</summary>
    public static string Of(int middle, bool hasOptions, Dice dice)
    {
        int part = dice.Below(Quantiles.Length - 1);
        int within = dice.Below(1000);
        long thousandths = Quantiles[part] + ((Quantiles[part + 1] - Quantiles[part]) * within / 1000);
        int low = Ending((int)(middle * thousandths / 1000), dice);

        if (dice.Chance(MissingPercent))
            return "";

        return hasOptions && dice.Chance(RangePercentWithOptions)
            ? $"{Text(low)} - {Text(low + ((int)((long)low * (15 + dice.Below(70)) / 100)))}"
            : Text(low);
    }

    // Most prices of shops end in 99 or 95 cents.
    private static int Ending(int cents, Dice dice) => dice.Below(20) switch
    {
        < 11 => (cents / 100 * 100) + 99,
        < 14 => (cents / 100 * 100) + 95,
        < 15 => Math.Max(cents / 100, 1) * 100,
        _ => Math.Max(cents, 99),
    };

    private static string Text(int cents) => string.Create(CultureInfo.InvariantCulture, $"${cents / 100:N0}.{cents % 100:00}");
}

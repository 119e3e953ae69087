using System.Globalization;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The highest price that a goal allows: a round one, somewhat above what its product costs.</summary>
internal static class PriceCap
{
    /// <summary>The cap of a goal that names no price. Unit: dollars.</summary>
    public const double None = 1_000_000;

    private const int Step = 10;
    private const int Last = 99;
    private const int Considered = 4;
    private const int Drawn = 2;

    /// <summary>Draws a cap: of the next four multiples of 10 dollars up to 990, the larger of two; none where fewer than two are left.</summary>
    /// <param name="price">What the product costs. Unit: dollars.</param>
    /// <param name="random">The stream.</param>
    public static double Draw(double price, PythonRandom random)
    {
        int first = price < Step ? 1 : price >= Step * (double)Last ? Last + 1 : (int)(price / Step) + 1;
        int candidates = Math.Min(Considered, Last - first + 1);
        if (candidates < Drawn)
            return None;

        Span<int> two = stackalloc int[Drawn];
        random.Sample(candidates, two);
        return Step * (first + Math.Max(two[0], two[1]));
    }

    /// <summary>How an instruction ends that has a cap.</summary>
    public static string Text(double cap) =>
        cap >= None ? "" : string.Create(CultureInfo.InvariantCulture, $", and price lower than {cap:0.00} dollars");
}

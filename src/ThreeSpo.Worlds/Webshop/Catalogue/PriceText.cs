using System.Globalization;
using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads prices as the catalogue spells them: "$12.99", "$9.99 - $14.99", or nothing.</summary>
internal static class PriceText
{
    /// <summary>What a product without a price costs. Unit: dollars.</summary>
    public const double Unknown = 100;

    private const double Largest = 1e9;

    /// <summary>The prices, one or two, and the tag that pages show.</summary>
    /// <exception cref="InvalidDataException">A part is no price.</exception>
    /// <remarks>What stands before the first dollar sign is left out, and of what follows each one, digits and points alone count.</remarks>
    public static (IReadOnlyList<double> Prices, string Tag) Read(string pricing)
    {
        string[] parts = pricing.Length == 0 ? [] : pricing.Split('$')[1..];
        double[] prices = pricing.Length == 0 ? [Unknown] : [.. parts.Take(2).Select(part => Price(part, pricing))];
        return prices.Length switch
        {
            0 => throw Unlike(pricing),
            1 => (prices, "$" + PythonNumber.Of(prices[0])),
            _ => (prices, $"${PythonNumber.Of(prices[0])} to ${PythonNumber.Of(prices[1])}"),
        };
    }

    private static double Price(string part, string pricing)
    {
        StringBuilder digits = new(part.Length);
        foreach (char letter in part)
        {
            if (letter == '.')
                digits.Append(letter);
            else if (char.IsDigit(letter))
                digits.Append(CharUnicodeInfo.GetDecimalDigitValue(letter));
        }

        return double.TryParse(digits.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double price) && price <= Largest
            ? price
            : throw Unlike(pricing);
    }

    private static InvalidDataException Unlike(string pricing) =>
        new($"found the price '{Printable.Line(pricing)}', wanted one like '$12.99' or '$9.99 - $14.99', up to a thousand million, or none");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>A short text that changes whenever what is asked for does: the content of a task, for panels' hashes.</summary>
public static class GoalFingerprint
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 over a goal.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="price">What its product costs in its book. Unit: dollars.</param>
    public static string Of(Goal goal, double price)
    {
        ArgumentNullException.ThrowIfNull(goal);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{goal.Product.Asin}\n{goal.Instruction}\n{goal.PriceUpper:R}\n{price:R}\n");
        foreach (string attribute in goal.Attributes)
            text.Append(CultureInfo.InvariantCulture, $"{attribute.Length} {attribute}\n");
        foreach (GoalOption option in goal.Options)
            text.Append(CultureInfo.InvariantCulture, $"{option.Name?.Length} {option.Name} {option.Value.Length} {option.Value}\n");

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}

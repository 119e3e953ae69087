using System.Globalization;
using System.Text.RegularExpressions;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>An instruction as a shopper reads it. Nothing in it comes from the goal itself.</summary>
/// <remarks>
/// Instructions of the benchmark read "Find me a, b things with c with color: x, and size: y, and price lower than 60.00 dollars"; those
/// by people have the price alone in this form. What does not follow it is all in <see cref="Core"/>.
/// </remarks>
public sealed partial class Request
{
    private const string Opening = "find me ";

    private Request(string core, string head, IReadOnlyList<GoalOption> options, double mostDollars)
    {
        Core = core;
        Head = head;
        Options = options;
        MostDollars = mostDollars;
        Words = [.. Analyzer.Tokens(core).Distinct()];
    }

    /// <summary>What is asked for, without options and price, in lower case.</summary>
    public string Core { get; }

    /// <summary>The part of it before its first "with" or "for": properties, then the kind of thing.</summary>
    public string Head { get; }

    /// <summary>The options asked for by name.</summary>
    public IReadOnlyList<GoalOption> Options { get; }

    /// <summary>The price asked for, at most; infinite where none is. Unit: dollars.</summary>
    public double MostDollars { get; }

    /// <summary>The distinct stems of <see cref="Core"/>, in order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads an instruction.</summary>
    public static Request Read(string instruction)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        string text = instruction.ToLowerInvariant().Trim();
        Match price = Price().Match(text);
        if (price.Success)
            text = text[..price.Index];

        Match options = Choices().Match(text);
        string core = options.Success ? text[..options.Index] : text;
        if (core.StartsWith(Opening, StringComparison.Ordinal))
            core = core[Opening.Length..];

        return new Request(
            core, Joint().Split(core, 2)[0], options.Success ? Pairs(options.Groups[1].Value) : [],
            price.Success && double.TryParse(price.Groups[1].Value, CultureInfo.InvariantCulture, out double most) ? most : double.PositiveInfinity);
    }

    /// <summary>The value asked for of a group: the one named, or for a person's request, one whose words all stand in it; null for none.</summary>
    public string? Wanted(OptionGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        foreach (GoalOption option in Options)
        {
            if (option.Name == group.Name)
                return group.Values.FirstOrDefault(value => value.Trim() == option.Value.Trim());
        }

        return Options.Count > 0 ? null
            : group.Values.Where(value => value.Trim().Length > 0 && Mentions(value.Trim())).MaxBy(value => value.Length);
    }

    private bool Mentions(string value)
    {
        for (int at = Core.IndexOf(value, StringComparison.Ordinal); at >= 0; at = Core.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            bool begins = at == 0 || !char.IsLetterOrDigit(Core[at - 1]);
            int end = at + value.Length;
            if (begins && (end == Core.Length || !char.IsLetterOrDigit(Core[end])))
                return true;
        }

        return false;
    }

    private static List<GoalOption> Pairs(string text)
    {
        List<GoalOption> pairs = [];
        foreach (string piece in text.Split(", and "))
        {
            int colon = piece.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
                pairs.Add(new GoalOption(piece[..colon], piece[(colon + 2)..]));
            else if (pairs.Count > 0)
                pairs[^1] = pairs[^1] with { Value = $"{pairs[^1].Value}, and {piece}" };
        }

        return pairs;
    }

    [GeneratedRegex(@",? and price lower than (\d{1,9}(?:\.\d{1,9})?) dollars$", RegexOptions.CultureInvariant)]
    private static partial Regex Price();

    [GeneratedRegex(@" with ((?:(?! with )[^,:\n]){1,60}: .*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Choices();

    [GeneratedRegex(@" (?:with|for) ", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();
}

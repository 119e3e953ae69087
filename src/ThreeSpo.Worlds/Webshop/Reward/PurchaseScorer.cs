namespace ThreeSpo.Worlds.Webshop;

/// <summary>Says what a purchase earns. Safe to share between threads.</summary>
/// <param name="nouns">Which words of titles are nouns.</param>
/// <param name="mode">WebShop's own rewards, or those where every goal can be reached.</param>
/// <remarks>
/// WebShop (arXiv 2207.01206), Sec. 3, as its program computes it: an attribute counts where one of the product's is alike (a fuzzy
/// score above 85) or where it occurs in the title, the short texts or the long one; an option where one that was chosen is alike,
/// every shade of a colour being that colour.
/// </remarks>
public sealed class PurchaseScorer(INouns nouns, RewardMode mode)
{
    private const int Alike = 85;
    private const int MostProducts = 1 << 12;
    private const int MostTexts = 1 << 16;

    private readonly BoundedMemory<Product, ProductTraits> _products =
        new(MostProducts, product => new ProductTraits(product, nouns), ReferenceEqualityComparer.Instance);

    private readonly BoundedMemory<string, FuzzyText> _attributes = new(MostTexts, FuzzyText.Of, StringComparer.Ordinal);

    private readonly BoundedMemory<string, FuzzyText> _chosen =
        new(MostTexts, value => FuzzyText.Of(Colours.NormalizeColor(value)), StringComparer.Ordinal);

    private readonly BoundedMemory<GoalOption, FuzzyText> _wanted = new(MostTexts, option => FuzzyText.Of(Colours.NormalizeColor(option)));

    /// <summary>What a purchase earns, part by part.</summary>
    /// <param name="goal">What was asked for.</param>
    /// <param name="bought">What was bought.</param>
    /// <param name="options">The options chosen; may be empty.</param>
    /// <param name="price">The price paid. Unit: dollars.</param>
    public PurchaseReward Of(Goal goal, Product bought, IReadOnlyList<ChosenOption> options, double price)
    {
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(bought);
        ArgumentNullException.ThrowIfNull(options);
        ProductTraits traits = _products.Of(bought);

        int attributeHits = 0;
        for (int i = 0; i < goal.Attributes.Count; i++)
            attributeHits += Attribute(goal.Attributes[i], bought, traits).Hit == Hit.None ? 0 : 1;

        int optionHits = 0;
        for (int i = 0; i < goal.Options.Count; i++)
            optionHits += Option(goal.Options[i], options).Hit == Hit.None ? 0 : 1;

        ProductTraits asked = ReferenceEquals(goal.Product, bought) ? traits : _products.Of(goal.Product);
        bool queryMatch = string.Equals(goal.Product.Query, bought.Query, StringComparison.Ordinal);
        bool categoryMatch = TypeMatch.CategoryMatch(asked.Families, traits.Families);
        double titleScore = TypeMatch.TitleScore(asked.Nouns, asked.NounCount, traits.Nouns);
        return new PurchaseReward(
            TypeMatch.Of(queryMatch, categoryMatch, titleScore), attributeHits, goal.Attributes.Count, optionHits, goal.Options.Count,
            price <= goal.PriceUpper, queryMatch, categoryMatch, titleScore);
    }

    /// <summary>What a purchase earns, and for each wanted attribute and option whether it counts, and why.</summary>
    /// <inheritdoc cref="Of"/>
    public PurchaseExplanation Explain(Goal goal, Product bought, IReadOnlyList<ChosenOption> options, double price)
    {
        PurchaseReward reward = Of(goal, bought, options, price);
        ProductTraits traits = _products.Of(bought);
        return new PurchaseExplanation(
            reward,
            [.. goal.Attributes.Select(wanted => Attribute(wanted, bought, traits))],
            [.. goal.Options.Select(wanted => Option(wanted, options))]);
    }

    private WantedPart Attribute(string wanted, Product bought, ProductTraits traits)
    {
        FuzzyText asked = _attributes.Of(wanted);
        FuzzyText[] has = traits.Attributes;
        for (int i = 0; i < has.Length; i++)
        {
            if (FuzzyMatch.Exceeds(has[i], asked, Alike))
                return new WantedPart(wanted, Hit.Alike, bought.Attributes[i]);
        }

        Hit hit = InTexts(wanted, traits);
        if (hit != Hit.None || mode == RewardMode.Faithful)
            return new WantedPart(wanted, hit, null);

        foreach (string attribute in bought.Attributes)
        {
            if (IsSame(attribute, wanted))
                return new WantedPart(wanted, Hit.Exact, attribute);
        }

        return new WantedPart(wanted, Hit.None, null);
    }

    private static Hit InTexts(string wanted, ProductTraits traits)
    {
        if (traits.Title.Contains(wanted, StringComparison.Ordinal))
            return Hit.Title;

        if (traits.Bullets.Contains(wanted, StringComparison.Ordinal))
            return Hit.Bullets;

        return traits.Description.Contains(wanted, StringComparison.Ordinal) ? Hit.Description : Hit.None;
    }

    private WantedPart Option(GoalOption wanted, IReadOnlyList<ChosenOption> chosen)
    {
        FuzzyText asked = _wanted.Of(wanted);
        for (int i = 0; i < chosen.Count; i++)
        {
            if (FuzzyMatch.Exceeds(_chosen.Of(chosen[i].Value), asked, Alike))
                return new WantedPart(wanted.Value, Hit.Alike, chosen[i].Value);
        }

        for (int i = 0; mode == RewardMode.Fixed && i < chosen.Count; i++)
        {
            if (IsSame(chosen[i].Value, wanted.Value))
                return new WantedPart(wanted.Value, Hit.Exact, chosen[i].Value);
        }

        return new WantedPart(wanted.Value, Hit.None, null);
    }

    private static bool IsSame(string one, string other) =>
        MemoryExtensions.Equals(one.AsSpan().Trim(), other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
}

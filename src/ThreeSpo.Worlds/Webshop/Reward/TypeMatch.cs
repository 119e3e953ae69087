namespace ThreeSpo.Worlds.Webshop;

/// <summary>r_type: how far a product is of the kind that was asked for.</summary>
/// <remarks>WebShop (arXiv 2207.01206), Appendix A.2, as its program computes it: a low title score overrides a match of families.</remarks>
public static class TypeMatch
{
    // The score of titles where the wanted one has no noun.
    private const double Unknown = 0.2;

    private const int FamiliesInCommon = 2;

    /// <summary>The share of the wanted title's nouns that the bought title has.</summary>
    /// <param name="wanted">The wanted title's nouns, with repeats.</param>
    /// <param name="bought">The bought title's nouns.</param>
    /// <returns>Distinct common nouns by nouns wanted, repeats counted. In [0, 1]; 0.2 where none is wanted.</returns>
    public static double TitleScore(IReadOnlyList<string> wanted, IReadOnlyList<string> bought)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(bought);
        return TitleScore(wanted.Distinct(StringComparer.Ordinal), wanted.Count, bought.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether two paths of families have at least two distinct parts in common.</summary>
    /// <param name="wanted">A path, parts joined by "›".</param>
    /// <param name="bought">Another one.</param>
    public static bool CategoryMatch(string wanted, string bought) => CategoryMatch(Families(wanted), Families(bought));

    /// <summary>r_type of two products.</summary>
    /// <param name="queryMatch">Whether both belong to the same narrowest family.</param>
    /// <param name="categoryMatch">Whether their paths have at least two parts in common.</param>
    /// <param name="titleScore">The score of their titles. In [0, 1].</param>
    /// <returns>One of 0, 0.1, 0.5, 1.</returns>
    public static double Of(bool queryMatch, bool categoryMatch, double titleScore)
    {
        if (titleScore < 0.1)
            return titleScore == 0 ? 0 : 0.1;

        return queryMatch || categoryMatch || titleScore > Unknown ? 1 : 0.5;
    }

    internal static double TitleScore(IEnumerable<string> distinctWanted, int wanted, HashSet<string> bought)
    {
        if (wanted == 0)
            return Unknown;

        int common = 0;
        foreach (string noun in distinctWanted)
            common += bought.Contains(noun) ? 1 : 0;

        return (double)common / wanted;
    }

    internal static bool CategoryMatch(string[] wanted, string[] bought)
    {
        int common = 0;
        foreach (string family in wanted)
            common += Array.IndexOf(bought, family) >= 0 ? 1 : 0;

        return common >= FamiliesInCommon;
    }

    /// <summary>The distinct parts of a path.</summary>
    internal static string[] Families(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return [.. path.Split('›').Select(PythonText.Strip).Distinct(StringComparer.Ordinal)];
    }
}

using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Which kind every product of a catalogue is.</summary>
internal static class Assortment
{
    private const int ProductsOfAKind = 4;
    private const int MostPopular = 6;

    /// <summary>Chooses the kinds.</summary>
    /// <param name="products">How many products.</param>
    /// <param name="seed">The catalogue's seed.</param>
    /// <returns>For each product its kind. A small catalogue has few kinds, so that several products compete for every query.</returns>
    public static ProductKind[] Of(int products, int seed)
    {
        Dice dice = new(new Draw((uint)seed, SyntheticCatalogue.Version, products, Node: 1), Use.Product);
        List<ProductKind> chosen = new(products);
        int perMille = 0;

        foreach ((string category, int share) in ShopTable.Shares)
        {
            perMille += share;
            int count = (int)((((long)products * perMille) + 500) / 1000) - chosen.Count;
            Fill(chosen, count, Stocked(category, count, dice), dice);
        }

        ProductKind[] kinds = [.. chosen];
        dice.Shuffle<ProductKind>(kinds);
        return kinds;
    }

    private static ProductKind[] Stocked(string category, int count, Dice dice)
    {
        ProductKind[] all = [.. ShopTable.Kinds.Where(kind => kind.Department.Category == category)];
        dice.Shuffle<ProductKind>(all);
        return all[..Math.Clamp((count + ProductsOfAKind - 1) / ProductsOfAKind, 1, all.Length)];
    }

    // Kinds are popular in different degrees, from one part to six; cumulated shares are rounded, so that the counts add up.
    private static void Fill(List<ProductKind> chosen, int count, ProductKind[] kinds, Dice dice)
    {
        int[] upTo = new int[kinds.Length];
        int parts = 0;
        for (int i = 0; i < kinds.Length; i++)
            upTo[i] = parts += 1 + dice.Below(MostPopular);

        for (int i = 0, done = 0; i < kinds.Length; i++)
        {
            int until = (int)((long)count * upTo[i] / parts);
            for (; done < until; done++)
                chosen.Add(kinds[i]);
        }
    }
}

using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>Catalogues that several tests look at.</summary>
internal static class SampleCatalogue
{
    /// <summary>The listings of the catalogue that is used where nothing else is asked for.</summary>
    public static IReadOnlyList<Listing> Default { get; } = Listings(products: 1000, seed: 1);

    /// <summary>Five thousand listings, for rates.</summary>
    public static IReadOnlyList<Listing> Large { get; } = Listings(products: 5000, seed: 2);

    /// <summary>All listings of a catalogue.</summary>
    public static IReadOnlyList<Listing> Listings(int products, int seed)
    {
        SyntheticCatalogue catalogue = SyntheticCatalogue.Create(products, seed);
        return [.. Enumerable.Range(0, products).Select(index => catalogue[index])];
    }

    /// <summary>The value below which a share of the numbers lies.</summary>
    public static T Quantile<T>(IEnumerable<T> numbers, double share)
    {
        T[] sorted = [.. numbers.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>The groups of a listing that can be chosen from.</summary>
    public static IReadOnlyList<ListingOption> Choosable(Listing listing) => [.. listing.Options.Where(option => option.Values.Count > 0)];
}

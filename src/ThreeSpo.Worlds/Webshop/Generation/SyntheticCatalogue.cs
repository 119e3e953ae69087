namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>An invented catalogue with the statistics of the benchmark's small one. The same for the same size and seed on every machine.</summary>
/// <remarks>Listings are generated when they are asked for, so a catalogue of any size takes little memory. Safe for many threads.</remarks>
public sealed class SyntheticCatalogue
{
    /// <summary>Raised whenever any listing changes; part of every draw.</summary>
    public const int Version = 1;

    /// <summary>The smallest catalogue.</summary>
    public const int FewestProducts = 10;

    /// <summary>The largest catalogue.</summary>
    public const int MostProducts = 200_000;

    private readonly ProductKind[] _kinds;

    private SyntheticCatalogue(int seed, ProductKind[] kinds)
    {
        Seed = seed;
        _kinds = kinds;
    }

    /// <summary>How many products it has.</summary>
    public int Count => _kinds.Length;

    /// <summary>What it was made from.</summary>
    public int Seed { get; }

    /// <summary>Generates a listing.</summary>
    /// <param name="index">Its place in the catalogue, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Listing this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return ListingGenerator.Generate(_kinds[index], Seed, index);
        }
    }

    /// <summary>Makes a catalogue.</summary>
    /// <param name="products">How many products, from 10 to 200,000. 100 do for tests.</param>
    /// <param name="seed">Another seed makes other products.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more products than that.</exception>
    public static SyntheticCatalogue Create(int products = 1000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(products, FewestProducts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(products, MostProducts);
        return new SyntheticCatalogue(seed, Assortment.Of(products, seed));
    }
}

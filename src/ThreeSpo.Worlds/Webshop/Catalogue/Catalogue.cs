using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>All products of a shop, and what people asked for. Immutable; shared by every session.</summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, int> _byAsin;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="name">What to call it, for example the folder it was read from.</param>
    /// <param name="products">The products, in order.</param>
    /// <param name="people">Sentences by people, in order; those of unknown products are left to whoever makes goals of them.</param>
    /// <exception cref="InvalidDataException">Two products have the same asin.</exception>
    public Catalogue(string name, IReadOnlyList<Product> products, IReadOnlyList<HumanInstruction> people)
    {
        ArgumentNullException.ThrowIfNull(products);
        Name = name;
        Products = products;
        People = people;
        Dictionary<string, int> byAsin = new(products.Count, StringComparer.Ordinal);
        for (int i = 0; i < products.Count; i++)
        {
            if (!byAsin.TryAdd(products[i].Asin, i))
                throw new InvalidDataException($"Two products have the asin '{products[i].Asin}', wanted distinct ones. Leave one out.");
        }

        _byAsin = byAsin.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The products, in order. Elsewhere a product's number is its place here.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>Sentences by people.</summary>
    public IReadOnlyList<HumanInstruction> People { get; }

    /// <summary>The number of the product with an asin, spelled exactly; -1 where there is none.</summary>
    public int NumberOf(string asin) => _byAsin.GetValueOrDefault(asin, -1);
}

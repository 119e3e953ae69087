using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads a catalogue's three files one after the other.</summary>
/// <param name="most">Only so many products are read, counted before any is left out; null for all.</param>
/// <param name="fault">Told of each fault, and may throw; otherwise what has the fault is left out.</param>
/// <param name="progress">Told now and then how far it is; may throw.</param>
internal sealed class CatalogueReader(int? most, Action<CatalogueFault> fault, Action<CatalogueProgress>? progress)
{
    /// <summary>A file with so many faulty items is another file: it is not read on.</summary>
    public const int MostFaulty = 10_000;

    private const int ProgressEvery = 512;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<RawProduct> _products = [];
    private readonly Dictionary<string, ProductNotes?> _notes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<HumanInstruction>> _people = new(StringComparer.Ordinal);

    /// <summary>What was left out, and what products lacked.</summary>
    public CatalogueTally Tally { get; } = new();

    public void ReadProducts(string file, Stream stream)
    {
        RawReader reader = new(Shared);
        ForEach(stream, file, "product", named: false, most ?? int.MaxValue, (_, item) =>
        {
            string asin = RawReader.Asin(item);
            if (IsLeftOut(asin))
                return;

            _notes.Add(asin, null);
            RawProduct product = reader.Product(item);
            PriceText.Read(product.Pricing);
            _products.Add(product);
            Tally.Count(product);
        });
    }

    /// <summary>Reads notes of the products read before; those of others are looked at and let go.</summary>
    public void ReadNotes(string file, Stream stream)
    {
        RawReader reader = new(Shared);
        ForEach(stream, file, "entry", named: true, int.MaxValue, (asin, item) =>
        {
            ProductNotes notes = reader.Notes(item);
            if (_notes.ContainsKey(asin))
                _notes[asin] = notes;
        });
    }

    public void ReadPeople(string file, Stream stream)
    {
        RawReader reader = new(Shared);
        ForEach(stream, file, "entry", named: true, int.MaxValue, (asin, item) => _people[asin] = reader.People(asin, item));
    }

    /// <summary>The catalogue of what was read.</summary>
    public Catalogue Finish(string name)
    {
        Tally.WithoutNotes = _products.Count(one => _notes[one.Asin] is null);
        return new Catalogue(name, [.. _products.Select(one => one.ToProduct(_notes[one.Asin], Shared))], [.. _people.Values.SelectMany(one => one)]);
    }

    /// <summary>Calls <paramref name="take"/> with each item; an item that it refuses is a fault, and so is the place where the file cannot be read on.</summary>
    private void ForEach(Stream stream, string file, string what, bool named, int count, Action<string, JsonElement> take)
    {
        using JsonItems items = new(stream, file, what, named);
        int faulty = 0;
        try
        {
            while (items.Number < count && faulty < MostFaulty && items.Next())
            {
                try
                {
                    take(items.Name, items.Value);
                }
                catch (InvalidDataException refused)
                {
                    fault(new CatalogueFault(file, $"{what} {items.Number}{Called(items)}", refused.Message));
                    faulty++;
                }

                if (items.Number % ProgressEvery == 0)
                    progress?.Invoke(new CatalogueProgress(file, items.Bytes, items.Number));
            }
        }
        catch (CatalogueFaultException broken)
        {
            fault(broken.Fault);
        }

        progress?.Invoke(new CatalogueProgress(file, items.Bytes, items.Number));
    }

    /// <summary>The name of an entry, or the asin of a product that has one.</summary>
    private static string Called(JsonItems items)
    {
        try
        {
            return $" ('{Printable.Line(items.Name.Length > 0 ? items.Name : RawReader.Asin(items.Value), 20)}')";
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    private bool IsLeftOut(string asin)
    {
        if (asin == "nan")
            Tally.Nameless++;
        else if (asin.EnumerateRunes().Count() > RawProduct.MaxAsinLength)
            Tally.LongNamed++;
        else if (_notes.ContainsKey(asin))
            Tally.Repeated++;
        else
            return false;

        return true;
    }

    private string Shared(string text)
    {
        if (_texts.TryGetValue(text, out string? known))
            return known;

        _texts.Add(text, text);
        return text;
    }
}

using System.Runtime.CompilerServices;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Everything that may be asked of a catalogue, before a seed decides on order and prices. Made once for a catalogue; shared by all books.</summary>
internal sealed class Wishes
{
    private const int MaxCount = 50_000_000;

    private static readonly ConditionalWeakTable<Catalogue, Lazy<Wishes>> Synthetic = [];
    private static readonly ConditionalWeakTable<Catalogue, Lazy<Wishes>> Human = [];

    private readonly int[] _sourceOf; // [wishes]
    private readonly int[] _first;    // [sources]

    private Wishes(IReadOnlyList<WishSource> sources)
    {
        long count = sources.Sum(source => (long)source.Count);
        if (count > MaxCount)
            throw new InvalidDataException($"The catalogue makes {count} goals, wanted at most {MaxCount}. Read fewer of its products.");

        Sources = sources;
        _sourceOf = new int[count];
        _first = new int[sources.Count];
        for (int i = 0, next = 0; i < sources.Count; next += sources[i].Count, i++)
        {
            _first[i] = next;
            _sourceOf.AsSpan(next, sources[i].Count).Fill(i);
        }
    }

    /// <summary>The sentences, in the order of their products.</summary>
    public IReadOnlyList<WishSource> Sources { get; }

    /// <summary>How many goals there are.</summary>
    public int Count => _sourceOf.Length;

    /// <summary>The wishes of a catalogue.</summary>
    /// <exception cref="InvalidDataException">A product can be chosen in too many ways, or has an instruction without attributes.</exception>
    public static Wishes Of(Catalogue catalogue, GoalKind kind) => kind is GoalKind.Human
        ? Human.GetValue(catalogue, one => new(() => new Wishes(OfPeople(one)))).Value
        : Synthetic.GetValue(catalogue, one => new(() => new Wishes(OfProducts(one)))).Value;

    /// <summary>The number of a wish's source.</summary>
    public int SourceOf(int wish) => _sourceOf[wish];

    /// <summary>The goal of a wish at a price.</summary>
    public Goal Make(int wish, double cap)
    {
        int source = _sourceOf[wish];
        return Sources[source].Make(wish - _first[source], cap);
    }

    private static WishSource[] OfProducts(Catalogue catalogue)
    {
        WishSource[] sources = [.. Enumerable.Range(0, catalogue.Products.Count)
            .Where(i => catalogue.Products[i].Instruction is not null)
            .Select(i => WishSource.OfProduct(i, catalogue.Products[i]))];
        Weigh(sources);
        return sources;
    }

    /// <summary>A goal weighs the mean over its attributes of 1 / the number of goals that want the attribute.</summary>
    private static void Weigh(WishSource[] sources)
    {
        Dictionary<string, long> goals = new(StringComparer.Ordinal);
        foreach (WishSource source in sources)
        {
            foreach (string attribute in source.Attributes)
                goals[attribute] = goals.GetValueOrDefault(attribute) + source.Count;
        }

        foreach (WishSource source in sources.Where(source => source.Count > 0))
        {
            double sum = 0;
            foreach (string attribute in source.Attributes)
                sum += 1.0 / goals[attribute];

            source.Weight = sum / source.Attributes.Count;
        }
    }

    private static WishSource[] OfPeople(Catalogue catalogue)
    {
        ILookup<string, HumanInstruction> sentences = catalogue.People.Where(one => one.Attributes.Count > 0).ToLookup(one => one.Asin, StringComparer.Ordinal);
        return [.. Enumerable.Range(0, catalogue.Products.Count).SelectMany(i =>
            sentences[catalogue.Products[i].Asin].Select(sentence => WishSource.OfPerson(i, catalogue.Products[i], sentence)))];
    }
}

namespace ThreeSpo.Worlds.Webshop;

/// <summary>What one seed makes of a catalogue: what products cost, and goals in an order. Holds numbers alone, so hundreds of books are cheap.</summary>
/// <remarks>WebShop's order of draws: seed; a price for every product with a range; a cap for every sentence; seed again; shuffle.</remarks>
public sealed class GoalBook
{
    private readonly Wishes _wishes;
    private readonly double[] _prices; // [products]
    private readonly double[] _caps;   // [sources]
    private readonly int[] _order;     // [goals] numbers of wishes
    private readonly int? _limit;
    private readonly Lazy<double[]> _cumulativeWeights;

    private GoalBook(Catalogue catalogue, GoalKind kind, long seed, int? limit)
    {
        (Catalogue, Kind, Seed, _limit) = (catalogue, kind, seed, limit);
        _wishes = Wishes.Of(catalogue, kind);
        PythonRandom random = new(seed);
        _prices = DrawPrices(catalogue, random);
        _caps = [.. _wishes.Sources.Select(source => PriceCap.Draw(_prices[source.Number], random))];
        _order = DrawOrder(random);
        _cumulativeWeights = new(() => Cumulative(_order));
    }

    /// <summary>The catalogue.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Where the goals come from.</summary>
    public GoalKind Kind { get; }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>What each product costs, by its number in the catalogue. Unit: dollars.</summary>
    public IReadOnlyList<double> Prices => _prices;

    /// <summary>How many goals there are.</summary>
    public int Count => _order.Length;

    /// <summary>The sums of the goals' weights up to each one, itself included. [<see cref="Count"/>]</summary>
    public IReadOnlyList<double> CumulativeWeights => _cumulativeWeights.Value;

    /// <summary>A goal. Made when asked for; equal indices give equal goals.</summary>
    /// <param name="index">Its place after the shuffle, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such goal.</exception>
    public Goal this[int index]
    {
        get
        {
            int wish = Wish(index);
            return _wishes.Make(wish, _caps[_wishes.SourceOf(wish)]);
        }
    }

    /// <summary>Draws a book.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="kind">Which goals.</param>
    /// <param name="seed">The seed. One and its negative make the same book.</param>
    /// <param name="limit">Keeps only so many goals, drawn by weight without repeats; null for all. At least 0.</param>
    /// <exception cref="InvalidDataException">A product can be chosen in too many ways, or has an instruction without attributes.</exception>
    public static GoalBook Draw(Catalogue catalogue, GoalKind kind, long seed, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (limit is { } most)
            ArgumentOutOfRangeException.ThrowIfNegative(most, nameof(limit));

        return new GoalBook(catalogue, kind, seed, limit);
    }

    /// <summary>The number of a goal's product in the catalogue, without making the goal.</summary>
    /// <param name="index">The goal's place, from 0.</param>
    public int ProductNumber(int index) => _wishes.Sources[_wishes.SourceOf(Wish(index))].Number;

    /// <summary>A goal's sentence without options and price.</summary>
    internal string Sentence(int index) => _wishes.Sources[_wishes.SourceOf(Wish(index))].Text;

    /// <summary>Draws the place of a goal by weight, with WebShop's own shift: place 0 is never drawn, the last one takes two goals' share.</summary>
    /// <param name="random">The stream.</param>
    /// <remarks>WebShop looks a number up in the sums with a 0 put before them, so that the place found is one too high.</remarks>
    /// <exception cref="InvalidOperationException">There are no goals.</exception>
    public int PickWeighted(PythonRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Count == 0)
            throw new InvalidOperationException("A goal was to be drawn from a book without goals. Use a catalogue that has some of this kind.");

        return Pick(_cumulativeWeights.Value, random);
    }

    /// <summary>The stream as it stands when the book is made: what WebShop goes on drawing from.</summary>
    public PythonRandom StreamAfter()
    {
        PythonRandom random = new(Seed);
        DrawOrder(random);
        return random;
    }

    private static double[] DrawPrices(Catalogue catalogue, PythonRandom random)
    {
        double[] prices = new double[catalogue.Products.Count];
        for (int i = 0; i < prices.Length; i++)
        {
            IReadOnlyList<double> range = catalogue.Products[i].Prices;
            prices[i] = range.Count switch
            {
                0 => PriceText.Unknown,
                1 => range[0],
                _ => random.Uniform(range[0], range[1]),
            };
        }

        return prices;
    }

    private int[] DrawOrder(PythonRandom random)
    {
        random.Seed(Seed);
        int[] order = [.. Enumerable.Range(0, _wishes.Count)];
        random.Shuffle<int>(order);
        return _limit is { } most && most < order.Length ? Limited(order, most, random) : order;
    }

    private int[] Limited(int[] order, int most, PythonRandom random)
    {
        double[] sums = Cumulative(order);
        HashSet<int> seen = new(most);
        List<int> kept = new(most);
        while (kept.Count < most)
        {
            int place = Pick(sums, random);
            if (seen.Add(place))
                kept.Add(order[place]);
        }

        return [.. kept];
    }

    private double[] Cumulative(int[] order)
    {
        double[] sums = new double[order.Length];
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
            sums[i] = sum += _wishes.Sources[_wishes.SourceOf(order[i])].Weight;

        return sums;
    }

    /// <summary>bisect_right in [0, ..sums], at most the last place.</summary>
    private static int Pick(double[] sums, PythonRandom random)
    {
        double mark = random.Uniform(0, sums[^1]);
        int from = 0;
        int to = sums.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (mark < sums[middle])
                to = middle;
            else
                from = middle + 1;
        }

        return Math.Min(from + 1, sums.Length - 1);
    }

    private int Wish(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _order.Length);
        return _order[index];
    }
}

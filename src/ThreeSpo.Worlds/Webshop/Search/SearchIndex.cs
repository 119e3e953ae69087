namespace ThreeSpo.Worlds.Webshop;

/// <summary>Finds the products of a catalogue that match a query. Immutable; any number of threads may search at once.</summary>
/// <remarks>
/// Searches look at title, description, first bullet and options. Memory: 6 bytes for each pair of a product and a token, 5 for each product,
/// and 2 to 4 for each letter of the distinct tokens; 1 MB for 1,000 products of 100 tokens, 60 MB for 100,000; 32 KB for each thread that searches.
/// </remarks>
public sealed class SearchIndex
{
    /// <summary>The tokens of a query that are looked at: the distinct ones that come first. Lucene refuses queries of more.</summary>
    public const int MostQueryTokens = 1024;

    /// <summary>The part of a query that is looked at. Unit: UTF-16 units.</summary>
    public const int MostQueryLength = 1 << 16;

    private readonly Postings _postings;
    private readonly int[] _order;
    private readonly float[] _inverseNorms;

    internal SearchIndex(IReadOnlyList<Product> products, int[] order, Postings postings)
    {
        Products = products;
        _order = order;
        _postings = postings;
        _inverseNorms = Bm25.InverseNorms((float)AverageLength);
    }

    /// <summary>What is searched.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>Distinct tokens.</summary>
    public int TermCount => _postings.Terms.Count;

    /// <summary>Pairs of a product and a token that it has.</summary>
    public int PostingCount => _postings.Matches.Length;

    /// <summary>Tokens of all products; of one token in one product at most 65,535 are counted.</summary>
    public long TokenCount => _postings.TokenCount;

    /// <summary>avgdl, over the products that have any token; 0 where none has. Unit: tokens.</summary>
    public double AverageLength => _postings.Filled == 0 ? 0 : TokenCount / (double)_postings.Filled;

    internal Postings Postings => _postings;

    /// <summary>Makes an index.</summary>
    /// <param name="products">The products, of distinct asins. Kept, and not to be changed.</param>
    public static SearchIndex Build(IReadOnlyList<Product> products) => Build(products, Environment.ProcessorCount);

    /// <summary>Reads an index from a file that <see cref="Save"/> wrote: for catalogues that take long to index.</summary>
    /// <param name="path">The file.</param>
    /// <param name="products">The products that it was made of, in the same order. Kept, and not to be changed.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no index, damaged, of another version, or one of other products.</exception>
    public static SearchIndex Load(string path, IReadOnlyList<Product> products)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(products);
        return new SearchIndex(products, Order(products), SearchIndexFile.Read(path, SearchFingerprint.Of(products), products.Count));
    }

    /// <summary>Reads an index, or makes and saves it where there is none, or one that is damaged, outdated or of another version.</summary>
    /// <param name="path">The file; folders above it are made as needed.</param>
    /// <param name="products">The products. Kept, and not to be changed.</param>
    /// <exception cref="InvalidDataException">There is a folder, or a file that never was an index: it is left as it is.</exception>
    /// <exception cref="IOException">The index cannot be saved there.</exception>
    public static SearchIndex LoadOrBuild(string path, IReadOnlyList<Product> products)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: is a folder, wanted a file to keep the search index in. Name a file, in that folder for example.");

        try
        {
            return Load(path, products);
        }
        catch (FileNotFoundException)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (InvalidDataException) when (SearchIndexFile.SaysSo(path))
        {
            // Made again below.
        }

        SearchIndex index = Build(products);
        index.Save(path);
        return index;
    }

    /// <summary>Writes the index to a file, whole or not at all.</summary>
    /// <param name="path">The file, in a folder that exists. Replaced where it exists.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SearchIndexFile.Write(path, SearchFingerprint.Of(Products), _postings);
    }

    /// <summary>Finds the products that match a query best.</summary>
    /// <param name="query">Any text. Looked at are its first 65,536 UTF-16 units, and 1,024 distinct tokens of them.</param>
    /// <param name="most">The most products to find. At least 1.</param>
    /// <returns>Products that share a token with the query, best first, equal ones by ascending asin; none where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public IReadOnlyList<SearchHit> Search(string query, int most = 50)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);

        Dictionary<int, int> counts = [];
        HashSet<string>? distinct = null;
        foreach (string token in Analyzer.Tokens(query.Length > MostQueryLength ? query[..MostQueryLength] : query))
        {
            distinct ??= new HashSet<string>(StringComparer.Ordinal);
            if (distinct.Count == MostQueryTokens && !distinct.Contains(token))
                continue;

            distinct.Add(token);
            if (_postings.Terms.Find(token) is >= 0 and int term)
                counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        TopHits hits = new(most);
        if (counts.Count > 0)
            new SearchRun(_postings, _inverseNorms).Score(counts, hits);

        return hits.Take(_order);
    }

    internal static SearchIndex Build(IReadOnlyList<Product> products, int threads)
    {
        ArgumentNullException.ThrowIfNull(products);
        int[] order = Order(products);
        return new SearchIndex(products, order, PostingsBuilder.Build(products, order, threads));
    }

    /// <summary>The products' numbers by ascending asin.</summary>
    internal static int[] Order(IReadOnlyList<Product> products)
    {
        string[] asins = [.. products.Select(product => product.Asin)];
        int[] order = [.. Enumerable.Range(0, asins.Length)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(asins[a], asins[b]) is var sign and not 0 ? sign : a.CompareTo(b));
        return order;
    }

    /// <summary>The code of a product's length.</summary>
    internal byte LengthCodeOf(int product) => _postings.LengthCodes[Array.IndexOf(_order, product)];
}

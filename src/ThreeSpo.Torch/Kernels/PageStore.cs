namespace ThreeSpo.Torch.Kernels;

/// <summary>Pages for keys and values, used again and again. For one thread.</summary>
/// <remarks>Two sizes: long stretches want few products, short answers little room.</remarks>
internal sealed class PageStore(KeyValueShape shape)
{
    /// <summary>Tokens of a long page.</summary>
    public const int Long = 64;

    private const int Short = 16;
    private readonly Stack<KeyValuePage> _short = [];
    private readonly Stack<KeyValuePage> _long = [];

    /// <summary>Pages made so far.</summary>
    public int Made { get; private set; }

    /// <summary>Memory of the pages made so far. Unit: bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Pages that nobody uses.</summary>
    public int Free => _short.Count + _long.Count;

    /// <summary>Room of the next page for some tokens.</summary>
    /// <param name="tokens">How many are still to be placed, at least 1.</param>
    /// <param name="before">How many the stretch holds already.</param>
    public static int CapacityFor(int tokens, int before) => tokens > 2 * Short || before >= 2 * Short ? Long : Short;

    /// <summary>Memory for a stretch that is placed at once or grows token by token, whichever takes more. Unit: bytes.</summary>
    public long BytesFor(int tokens)
    {
        int atOnce = 0;
        int grown = 0;
        while (atOnce < tokens)
            atOnce += CapacityFor(tokens - atOnce, atOnce);

        while (grown < tokens)
            grown += CapacityFor(1, grown);

        return shape.BytesFor(Math.Max(atOnce, grown));
    }

    /// <summary>Takes a page.</summary>
    public KeyValuePage Take(int capacity)
    {
        if ((capacity == Short ? _short : _long).TryPop(out KeyValuePage? page))
            return page;

        Made++;
        Bytes += shape.BytesFor(capacity);
        return new KeyValuePage(shape, capacity);
    }

    /// <summary>Takes a page back.</summary>
    public void Return(KeyValuePage page) => (page.Capacity == Short ? _short : _long).Push(page);
}

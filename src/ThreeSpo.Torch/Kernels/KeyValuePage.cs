namespace ThreeSpo.Torch.Kernels;

/// <summary>Keys and values of consecutive tokens, all layers and heads, laid out as the columns of products.</summary>
/// <remarks>Keys of one layer and head: shape [capacity / 16, d, 16], a column per token. Values: shape [d / 16 rounded up, capacity, 16], a column per component.</remarks>
internal sealed unsafe class KeyValuePage
{
    private readonly KeptFloats _numbers;
    private readonly KeyValueShape _shape;

    public KeyValuePage(KeyValueShape shape, int capacity)
    {
        _shape = shape;
        Capacity = capacity;
        _numbers = new KeptFloats(checked((int)(shape.BytesFor(capacity) / sizeof(float))));
    }

    /// <summary>Tokens that it has room for, a multiple of 16.</summary>
    public int Capacity { get; }

    /// <summary>Position of its first token.</summary>
    public int Start { get; set; }

    /// <summary>Tokens that it holds, or will at the end of the pass that is under way.</summary>
    public int Count { get; set; }

    /// <summary>Numbers from one panel of values to the next.</summary>
    public nint ValueStride => (nint)Capacity * Product.Panel;

    /// <summary>The keys of a layer and key head.</summary>
    public float* Keys(int layer, int head) =>
        _numbers.Pointer + (((layer * _shape.KeyHeads) + head) * (nint)Capacity * _shape.HeadSize);

    /// <summary>The values of a layer and key head.</summary>
    public float* Values(int layer, int head) =>
        _numbers.Pointer + ((nint)_shape.Layers * _shape.KeyHeads * Capacity * _shape.HeadSize)
        + (((layer * _shape.KeyHeads) + head) * (nint)Capacity * _shape.PaddedHead);

    /// <summary>Writes the key and the value of one token in one layer and head.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="head">The key head.</param>
    /// <param name="slot">Which of the page's tokens.</param>
    /// <param name="key">Shape [d].</param>
    /// <param name="value">Shape [d].</param>
    public void Write(int layer, int head, int slot, float* key, float* value)
    {
        int size = _shape.HeadSize;
        float* keys = Keys(layer, head) + (slot / Product.Panel * (nint)size * Product.Panel) + (slot % Product.Panel);
        for (int i = 0; i < size; i++)
            keys[i * Product.Panel] = key[i];

        float* values = Values(layer, head) + (slot * Product.Panel);
        for (int i = 0; i < size; i += Product.Panel)
        {
            int count = Math.Min(Product.Panel, size - i);
            new ReadOnlySpan<float>(value + i, count).CopyTo(new Span<float>(values + (i / Product.Panel * ValueStride), count));
        }
    }
}

/// <summary>The sizes that keys and values have.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="KeyHeads">K.</param>
/// <param name="HeadSize">d.</param>
internal readonly record struct KeyValueShape(int Layers, int KeyHeads, int HeadSize)
{
    /// <summary>d rounded up to 16.</summary>
    public int PaddedHead => Product.Padded(HeadSize);

    /// <summary>Memory for some tokens. Unit: bytes.</summary>
    public long BytesFor(long tokens) => (long)Layers * KeyHeads * tokens * (HeadSize + PaddedHead) * sizeof(float);
}

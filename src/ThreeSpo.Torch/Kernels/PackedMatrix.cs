namespace ThreeSpo.Torch.Kernels;

/// <summary>Weights as products want them: the outputs of one or more linear maps of the same input side by side, in panels of 16.</summary>
internal sealed unsafe class PackedMatrix
{
    private readonly KeptFloats _panels;
    private readonly KeptFloats _bias;

    /// <summary>Packs maps; each begins with a panel of its own.</summary>
    /// <param name="depth">Inputs.</param>
    /// <param name="maps">At least one: the weights, shape [outputs, depth], and the bias, shape [outputs], or null.</param>
    public PackedMatrix(int depth, params IReadOnlyList<(float[] Weight, float[]? Bias)> maps)
    {
        Depth = depth;
        PanelCount = maps.Sum(map => Product.PanelsFor(map.Weight.Length / depth));
        _panels = new KeptFloats(checked(PanelCount * depth * Product.Panel));
        _bias = new KeptFloats(Columns);
        int first = 0;
        foreach ((float[] weight, float[]? bias) in maps)
        {
            int outputs = weight.Length / depth;
            for (int output = 0; output < outputs; output++)
            {
                int column = first + output;
                float* to = _panels.Pointer + (column / Product.Panel * PanelStride) + (column % Product.Panel);
                ReadOnlySpan<float> from = weight.AsSpan(output * depth, depth);
                for (int k = 0; k < from.Length; k++)
                    to[k * Product.Panel] = from[k];
            }

            bias?.CopyTo(_bias.Span[first..]);
            first += Product.Padded(outputs);
        }
    }

    /// <summary>Inputs.</summary>
    public int Depth { get; }

    /// <summary>Panels of all maps.</summary>
    public int PanelCount { get; }

    /// <summary>Outputs of all maps, each rounded up to 16; those that are too many are 0.</summary>
    public int Columns => PanelCount * Product.Panel;

    private nint PanelStride => (nint)Depth * Product.Panel;

    /// <summary>The product of rows with these weights, plus the bias.</summary>
    /// <param name="rows">Shape [count, depth].</param>
    /// <param name="rowStride">Numbers from one row to the next.</param>
    /// <param name="count">Rows.</param>
    /// <param name="output">Shape [count, <see cref="Columns"/>].</param>
    /// <param name="outputStride">Numbers from one output to the next.</param>
    /// <param name="adds">Whether it is added to the output.</param>
    public Product By(float* rows, int rowStride, int count, float* output, int outputStride, bool adds = false) => new()
    {
        Rows = rows,
        RowStride = rowStride,
        RowCount = count,
        Panels = _panels.Pointer,
        PanelStride = PanelStride,
        PanelCount = PanelCount,
        Depth = Depth,
        Start = _bias.Pointer,
        StartStride = 0,
        Output = output,
        OutputStride = outputStride,
        Adds = adds,
    };
}

using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Kernels;

/// <summary>A decoder's forward pass in plain loops over vectors. For one thread at a time; any number of them may share the weights.</summary>
/// <remarks>
/// What a token gets depends on its stretch and the tokens before it alone, to the last bit: not on what else is in the pass, on where prompts
/// were split, or on whether tokens came one by one. Every sum in here goes over positions or components in a fixed order.
/// </remarks>
internal sealed unsafe class VectorDecoder
{
    /// <summary>Rows that go through all layers together: enough to use each weight often while it is near, few enough to stay near themselves.</summary>
    private const int BlockRows = 128;

    private readonly VectorWeights _weights;
    private readonly VectorKernels _kernels;
    private readonly DecoderConfig _config;
    private readonly VectorAttention _attention;
    private readonly RowBlock _block = new(BlockRows);
    private readonly int _width;
    private readonly KeptFloats _stream;
    private readonly KeptFloats _normal;
    private readonly KeptFloats _keyValue;
    private readonly KeptFloats _query;
    private readonly KeptFloats _mixed;
    private readonly KeptFloats _gateUp;
    private readonly KeptFloats _logits;

    /// <summary>Makes room for passes.</summary>
    public VectorDecoder(VectorWeights weights, VectorKernels kernels)
    {
        _weights = weights;
        _kernels = kernels;
        _config = weights.Config;
        _width = Product.Padded(_config.HiddenSize);
        VectorLayer layer = weights.Layers[0];
        _stream = new KeptFloats(BlockRows * _width);
        _normal = new KeptFloats(BlockRows * _width);
        _keyValue = new KeptFloats(BlockRows * layer.KeyValue.Columns);
        _query = new KeptFloats(BlockRows * layer.Query.Columns);
        _mixed = new KeptFloats(BlockRows * layer.Query.Columns);
        _gateUp = new KeptFloats(BlockRows * layer.GateUp.Columns);
        _logits = new KeptFloats(BlockRows * weights.Head.Columns);
        _attention = new VectorAttention(weights.Config, kernels, BlockRows);
    }

    /// <summary>Reads tokens.</summary>
    /// <param name="runs">What to read, stretches before those that follow them.</param>
    /// <param name="logits">A row of V for each run that wants one.</param>
    public void Read(ReadOnlySpan<TokenRun> runs, float[] logits)
    {
        _block.Clear();
        foreach (TokenRun run in runs)
        {
            for (int done = 0; done < run.Tokens.Length;)
            {
                if (_block.Rows == _block.Capacity)
                    ReadBlock(logits);

                done += _block.Add(run, done);
            }
        }

        ReadBlock(logits);
    }

    private void ReadBlock(float[] logits)
    {
        int longest = 0;
        for (int row = 0; row < _block.Rows; row++)
        {
            longest = Math.Max(longest, _block.Positions[row] + 1);
            _weights.Embedding.Span.Slice(_block.Tokens[row] * _width, _width).CopyTo(_stream.Span[(row * _width)..]);
        }

        TurnRows turns = _weights.Turns.For(longest);
        int last = _config.Layers - 1;
        for (int layer = 0; layer < last; layer++)
        {
            WriteKeys(layer, turns);
            ReadLayer(layer, _block.All, _block.Rows, turns);
        }

        WriteKeys(last, turns);
        int wanted = _block.Wanted.Count;
        if (wanted > 0)
        {
            // Sources ascend and are never below their targets: nothing is overwritten before it has moved.
            for (int row = 0; row < wanted; row++)
            {
                Move(_stream, row);
                Move(_normal, row);
                _block.Positions[row] = _block.Wanted[row].Position;
            }

            ReadLayer(last, _block.Wanted, wanted, turns);
            WriteLogits(wanted, logits);
        }

        _block.Clear();
    }

    private void Move(KeptFloats rows, int row) =>
        rows.Span.Slice(_block.Sources[row] * _width, _width).CopyTo(rows.Span[(row * _width)..]);

    /// <summary>Normalises the stream and writes the keys and values of all rows.</summary>
    private void WriteKeys(int layer, TurnRows turns)
    {
        VectorLayer weights = _weights.Layers[layer];
        Normalise(_stream, weights.Before, _block.Rows);
        _kernels.Multiply(weights.KeyValue.By(_normal.Pointer, _width, _block.Rows, _keyValue.Pointer, weights.KeyValue.Columns));
        _attention.Write(layer, weights, _block, _keyValue.Pointer, turns);
    }

    /// <summary>Rows whose normalised stream is at hand through one layer.</summary>
    private void ReadLayer(int layer, List<RowRun> runs, int rows, TurnRows turns)
    {
        VectorLayer weights = _weights.Layers[layer];
        int queryWidth = weights.Query.Columns;
        _kernels.Multiply(weights.Query.By(_normal.Pointer, _width, rows, _query.Pointer, queryWidth));
        _attention.Read(layer, weights, runs, rows, _block.Positions, _query.Pointer, _mixed.Pointer, queryWidth, turns);
        _kernels.Multiply(weights.Output.By(_mixed.Pointer, queryWidth, rows, _stream.Pointer, _width, adds: true));

        Normalise(_stream, weights.Between, rows);
        int both = weights.GateUp.Columns;
        _kernels.Multiply(weights.GateUp.By(_normal.Pointer, _width, rows, _gateUp.Pointer, both));
        for (int row = 0; row < rows; row++)
        {
            float* gate = _gateUp.Pointer + (row * (nint)both);
            _kernels.Gate(gate, gate + (both / 2), both / 2);
        }

        _kernels.Multiply(weights.Down.By(_gateUp.Pointer, both, rows, _stream.Pointer, _width, adds: true));
    }

    private void WriteLogits(int rows, float[] logits)
    {
        Normalise(_stream, _weights.Norm, rows);
        int padded = _weights.Head.Columns;
        _kernels.Multiply(_weights.Head.By(_normal.Pointer, _width, rows, _logits.Pointer, padded));
        int vocabulary = _config.VocabularySize;
        for (int row = 0; row < rows; row++)
            _logits.Span.Slice(row * padded, vocabulary).CopyTo(logits.AsSpan(_block.Targets[row] * vocabulary));
    }

    private void Normalise(KeptFloats stream, KeptFloats weight, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            _kernels.Normalise(
                stream.Pointer + (row * _width), weight.Pointer, _normal.Pointer + (row * _width), _width, _config.HiddenSize, (float)_config.NormEpsilon);
        }
    }
}

using System.Runtime.InteropServices;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Grouped-query attention over the pages of stretches that tokens follow, and over their own.</summary>
/// <remarks>
/// Scores of a row lie by position, wherever the keys lie: softmax and the sum over values go over positions in one order, however prompts
/// were split. Rows that follow the same stretch, and the Q queries of a key head, go over its pages as one product: keys are loaded once.
/// </remarks>
internal sealed unsafe class VectorAttention
{
    /// <summary>Scores that are in use at once, unless one run needs more: they are to stay in the second cache. Unit: numbers.</summary>
    private const int MostScores = 1 << 16;

    private readonly VectorKernels _kernels;
    private readonly DecoderConfig _config;
    private readonly int _padded;
    private readonly float _epsilon;
    private readonly float _scale;
    private readonly int _rows;
    private readonly KeptFloats _queries;
    private readonly KeptFloats _key;
    private readonly KeptFloats _sums;
    private readonly KeptFloats _attended;
    private readonly KeptFloats _zeros;
    private KeptFloats _scores;

    /// <summary>Makes room.</summary>
    /// <param name="config">The decoder's sizes.</param>
    /// <param name="kernels">Kernels.</param>
    /// <param name="rows">Most rows at once.</param>
    public VectorAttention(DecoderConfig config, VectorKernels kernels, int rows)
    {
        _config = config;
        _kernels = kernels;
        _rows = rows;
        _padded = Product.Padded(config.HeadSize);
        _epsilon = (float)config.NormEpsilon;
        _scale = (float)(1 / Math.Sqrt(config.HeadSize));
        _queries = new KeptFloats(config.Heads * rows * _padded);
        _key = new KeptFloats(_padded);
        _sums = new KeptFloats(config.QueriesPerKey * rows);
        _attended = new KeptFloats(config.QueriesPerKey * rows * _padded);
        _zeros = new KeptFloats(Math.Max(_padded, PageStore.Long));
        _scores = new KeptFloats(MostScores);
    }

    /// <summary>Writes keys and values of all rows of a block into their pages.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="block">The rows.</param>
    /// <param name="keyValue">Shape [rows, keys and values].</param>
    /// <param name="turns">Cosines and sines.</param>
    public void Write(int layer, VectorLayer weights, RowBlock block, float* keyValue, TurnRows turns)
    {
        int size = _config.HeadSize;
        int stride = weights.KeyValue.Columns;
        int values = Product.Padded(_config.KeyValueHeads * size);
        foreach (RowRun run in block.All)
        {
            for (int i = 0; i < run.Count; i++)
            {
                (KeyValuePage page, int slot) = run.Branch.At(run.Position + i);
                float* row = keyValue + ((run.Row + i) * (nint)stride);
                for (int head = 0; head < _config.KeyValueHeads; head++)
                {
                    new ReadOnlySpan<float>(row + (head * size), size).CopyTo(_key.Span);
                    Prepare(_key.Pointer, weights.KeyNorm, run.Position + i, turns, scale: 1);
                    page.Write(layer, head, slot, _key.Pointer, row + values + (head * size));
                }
            }
        }
    }

    /// <summary>Attends.</summary>
    /// <param name="layer">The layer, whose keys and values are written.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="runs">The rows, in order and without gaps.</param>
    /// <param name="rows">How many.</param>
    /// <param name="positions">Their positions.</param>
    /// <param name="query">Shape [rows, H·d].</param>
    /// <param name="mixed">Shape [rows, H·d].</param>
    /// <param name="stride">Numbers from one row of both to the next.</param>
    /// <param name="turns">Cosines and sines.</param>
    public void Read(int layer, VectorLayer weights, List<RowRun> runs, int rows, int[] positions, float* query, float* mixed, int stride, TurnRows turns)
    {
        int size = _config.HeadSize;
        int perKey = _config.QueriesPerKey;
        for (int head = 0; head < _config.Heads; head++)
        {
            float* to = Queries(head / perKey, 0) + (head % perKey * _padded);
            for (int row = 0; row < rows; row++, to += perKey * _padded)
            {
                new ReadOnlySpan<float>(query + (row * (nint)stride) + (head * size), size).CopyTo(new Span<float>(to, size));
                Prepare(to, weights.QueryNorm, positions[row], turns, _scale);
            }
        }

        ReadOnlySpan<RowRun> rest = CollectionsMarshal.AsSpan(runs);
        while (rest.Length > 0)
        {
            int count = 1;
            int columns = rest[0].End;
            while (count < rest.Length && rest[count].Branch.Before == rest[0].Branch.Before)
            {
                int longest = Math.Max(columns, rest[count].End);
                if ((rest[count].Row + rest[count].Count - rest[0].Row) * perKey * Stride(longest) > MostScores)
                    break;

                columns = longest;
                count++;
            }

            for (int head = 0; head < _config.KeyValueHeads; head++)
                Group(layer, head, rest[..count], Stride(columns), mixed + (head * perKey * size), stride);

            rest = rest[count..];
        }
    }

    /// <summary>Runs after the same stretch attend with the queries of one key head.</summary>
    private void Group(int layer, int head, ReadOnlySpan<RowRun> runs, int stride, float* mixed, int mixedStride)
    {
        int perKey = _config.QueriesPerKey;
        int first = runs[0].Row;
        int rows = runs[^1].Row + runs[^1].Count - first;
        _scores = KeptFloats.AtLeast(_scores, rows * perKey * stride);
        foreach (KeyValuePage page in runs[0].Branch.Before)
            Score(layer, head, page, page.Count, first, rows, _scores.Pointer, stride);

        foreach (RowRun run in runs)
        {
            float* scores = _scores.Pointer + ((run.Row - first) * perKey * (nint)stride);
            foreach (KeyValuePage page in run.Branch.OwnUpTo(run.End))
                Score(layer, head, page, Math.Min(page.Count, run.End - page.Start), run.Row, run.Count, scores, stride);

            Weigh(run, first, scores, stride);
        }

        bool isFirst = true;
        foreach (KeyValuePage page in runs[0].Branch.Before)
        {
            Mix(layer, head, page, page.Count, 0, rows, stride, isFirst);
            isFirst = false;
        }

        foreach (RowRun run in runs)
        {
            bool isRunsFirst = isFirst;
            foreach (KeyValuePage page in run.Branch.OwnUpTo(run.End))
            {
                Mix(layer, head, page, Math.Min(page.Count, run.End - page.Start), run.Row - first, run.Count, stride, isRunsFirst);
                isRunsFirst = false;
            }
        }

        for (int row = 0; row < rows * perKey; row++)
        {
            float* to = mixed + ((first + (row / perKey)) * (nint)mixedStride) + (row % perKey * _config.HeadSize);
            _kernels.Scale(_attended.Pointer + (row * _padded), _sums.Pointer[row], to, _config.HeadSize);
        }
    }

    /// <summary>Scores of rows on the first keys of a page; what it writes behind those, up to a multiple of 16, means nothing.</summary>
    private void Score(int layer, int head, KeyValuePage page, int count, int row, int rows, float* scores, int stride) => _kernels.Multiply(new Product
    {
        Rows = Queries(head, row),
        RowStride = _padded,
        RowCount = rows * _config.QueriesPerKey,
        Panels = page.Keys(layer, head),
        PanelStride = (nint)_config.HeadSize * Product.Panel,
        PanelCount = Product.PanelsFor(count),
        Depth = _config.HeadSize,
        Start = _zeros.Pointer,
        Output = scores + page.Start,
        OutputStride = stride,
    });

    /// <summary>The softmax of each row over what it sees, and 0 for what only later rows of its run see.</summary>
    private void Weigh(RowRun run, int first, float* scores, int stride)
    {
        int perKey = _config.QueriesPerKey;
        for (int row = 0; row < run.Count * perKey; row++, scores += stride)
        {
            int seen = run.Position + (row / perKey) + 1;
            _sums.Pointer[((run.Row - first) * perKey) + row] = _kernels.Softmax(scores, seen);
            int written = Product.Padded(seen);
            if (written < run.End)
                new Span<float>(scores + written, run.End - written).Clear();
        }
    }

    /// <summary>Adds the values of a page's first tokens, weighed.</summary>
    private void Mix(int layer, int head, KeyValuePage page, int count, int row, int rows, int stride, bool isFirst)
    {
        int perKey = _config.QueriesPerKey;
        float* attended = _attended.Pointer + (row * perKey * (nint)_padded);
        _kernels.Multiply(new Product
        {
            Rows = _scores.Pointer + (row * perKey * (nint)stride) + page.Start,
            RowStride = stride,
            RowCount = rows * perKey,
            Panels = page.Values(layer, head),
            PanelStride = page.ValueStride,
            PanelCount = _padded / Product.Panel,
            Depth = count,
            Start = isFirst ? _zeros.Pointer : attended,
            StartStride = isFirst ? 0 : _padded,
            Output = attended,
            OutputStride = _padded,
        });
    }

    /// <summary>Normalises a head where the family does, and turns it.</summary>
    private void Prepare(float* head, KeptFloats? norm, int position, TurnRows turns, float scale)
    {
        if (norm is not null)
            _kernels.Normalise(head, norm.Pointer, head, _padded, _config.HeadSize, _epsilon);

        nint at = position * (nint)turns.Half;
        _kernels.Turn(head, turns.Cosine.Pointer + at, turns.Sine.Pointer + at, turns.Half, scale);
    }

    /// <summary>The queries of a key head from some row on, shape [rows · Q, d rounded up].</summary>
    private float* Queries(int keyHead, int row) => _queries.Pointer + (((keyHead * (nint)_rows) + row) * _config.QueriesPerKey * _padded);

    /// <summary>Numbers from one row of scores to the next: a page's last product may reach 15 behind the last position.</summary>
    private static int Stride(int columns) => Product.Padded(columns) + Product.Panel;
}

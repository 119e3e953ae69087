namespace ThreeSpo.Torch.Models.Fused;

/// <summary>One key head over one prompt and its tree.</summary>
/// <remarks>Letters: T' prompt rows up to a multiple of 16, d' the same of d, C' columns of a block; "flat" is row by row, "tall" is transposed.</remarks>
internal readonly unsafe ref struct AttentionPass<T>
    where T : struct, INumbers
{
    private const int MostRows = RowGroup.MostRows;

    /// <summary>Rows of a prompt that are looked at together: of the square on the diagonal, half is computed for nothing.</summary>
    private const int PromptRows = 32;

    private readonly PackedRows _rows;
    private readonly RowGroup _group;
    private readonly AttentionShape _shape;
    private readonly AttentionPlace _at;
    private readonly int _keyHead;
    private readonly int _width;
    private readonly int _size;

    // The prompt: flat [T', d'], tall [d', T'].
    private readonly float* _keys;
    private readonly float* _values;
    private readonly float* _tallKeys;
    private readonly float* _tallValues;
    private readonly float* _keySlopes;
    private readonly float* _valueSlopes;

    // The tree: flat [M, d'].
    private readonly float* _treeKeys;
    private readonly float* _treeValues;
    private readonly float* _treeKeySlopes;
    private readonly float* _treeValueSlopes;

    // What a block of the tree sees of it: flat [C', d'], tall [d', C'].
    private readonly float* _blockKeys;
    private readonly float* _blockValues;
    private readonly float* _tallBlockKeys;
    private readonly float* _tallBlockValues;
    private readonly float* _blockKeySlopes;
    private readonly float* _blockValueSlopes;

    // Queries of a block and what belongs to them: [64, d'], scores [64, T' + C'].
    private readonly float* _queries;
    private readonly float* _mixed;
    private readonly float* _slopes;
    private readonly float* _scores;
    private readonly float* _scoreSlopes;

    public AttentionPass(PackedRows rows, RowGroup group, in AttentionShape shape, in AttentionPlace at, int keyHead, bool withSlopes)
    {
        (_rows, _group, _shape, _at, _keyHead) = (rows, group, shape, at, keyHead);
        _width = (group.PromptLength + 15) & ~15;
        _size = shape.Padded;
        int block = group.Blocks.Max(one => one.Width);
        long prompt = (long)_width * _size;
        long tree = (long)group.TreeLength * _size;
        long seen = (long)block * _size;
        long queries = (long)MostRows * _size;
        long scores = (long)MostRows * (_width + block);
        float* next = Workspace.Of((6 * prompt) + (4 * tree) + (6 * seen) + (3 * queries) + (2 * scores));
        _keys = Take(ref next, prompt);
        _values = Take(ref next, prompt);
        _tallKeys = Take(ref next, prompt);
        _tallValues = Take(ref next, prompt);
        _keySlopes = Take(ref next, prompt);
        _valueSlopes = Take(ref next, prompt);
        _treeKeys = Take(ref next, tree);
        _treeValues = Take(ref next, tree);
        _treeKeySlopes = Take(ref next, tree);
        _treeValueSlopes = Take(ref next, tree);
        _blockKeys = Take(ref next, seen);
        _blockValues = Take(ref next, seen);
        _tallBlockKeys = Take(ref next, seen);
        _tallBlockValues = Take(ref next, seen);
        _blockKeySlopes = Take(ref next, seen);
        _blockValueSlopes = Take(ref next, seen);
        _queries = Take(ref next, queries);
        _mixed = Take(ref next, queries);
        _slopes = Take(ref next, queries);
        _scores = Take(ref next, scores);
        _scoreSlopes = Take(ref next, scores);
        ReadKeys(withSlopes);
    }

    /// <summary>o of every query of the key head.</summary>
    public void Forward(void* output)
    {
        for (int query = 0; query < _shape.PerKey; query++)
        {
            int head = (_keyHead * _shape.PerKey) + query;
            for (int first = 0; !_at.AnswersOnly && first < _group.PromptLength; first += PromptRows)
            {
                int count = Math.Min(PromptRows, _group.PromptLength - first);
                int columns = PromptScores(_group.PromptStart + first, first, count, head);
                Mix(_group.PromptStart + first, count, head, columns, columns, 0, output);
            }
        }

        foreach (RowBlock block in _group.Blocks)
        {
            Gather(block, withSlopes: false);
            for (int query = 0; query < _shape.PerKey; query++)
            {
                int head = (_keyHead * _shape.PerKey) + query;
                TreeScores(block, head);
                Mix(_group.TreeStart + block.First, block.Count, head, _width + block.Width, _width, block.Width, output);
            }
        }
    }

    /// <summary>Slopes of the key head's queries, keys and values.</summary>
    public void Backward(void* slopes, void* querySlopes, void* keySlopes, void* valueSlopes)
    {
        for (int query = 0; query < _shape.PerKey; query++)
        {
            int head = (_keyHead * _shape.PerKey) + query;
            for (int first = 0; !_at.AnswersOnly && first < _group.PromptLength; first += PromptRows)
            {
                int count = Math.Min(PromptRows, _group.PromptLength - first);
                int columns = PromptScores(_group.PromptStart + first, first, count, head);
                Unmix(_group.PromptStart + first, count, head, columns, columns, 0, slopes, querySlopes);
            }
        }

        foreach (RowBlock block in _group.Blocks)
        {
            Gather(block, withSlopes: true);
            for (int query = 0; query < _shape.PerKey; query++)
            {
                int head = (_keyHead * _shape.PerKey) + query;
                TreeScores(block, head);
                Unmix(_group.TreeStart + block.First, block.Count, head, _width + block.Width, _width, block.Width, slopes, querySlopes);
            }

            for (int i = 0; i < block.Columns.Length; i++)
            {
                SoftmaxRow.Add(_blockKeySlopes + (i * _size), _treeKeySlopes + (block.Columns[i] * _size), _size);
                SoftmaxRow.Add(_blockValueSlopes + (i * _size), _treeValueSlopes + (block.Columns[i] * _size), _size);
            }
        }

        WriteKeys(_group.PromptStart, _group.PromptLength, _keySlopes, _valueSlopes, keySlopes, valueSlopes);
        WriteKeys(_group.TreeStart, _group.TreeLength, _treeKeySlopes, _treeValueSlopes, keySlopes, valueSlopes);
    }

    private static float* Take(ref float* next, long numbers)
    {
        float* taken = next;
        next += numbers;
        return taken;
    }

    private void ReadKeys(bool withSlopes)
    {
        ReadKeys(_group.PromptStart, _group.PromptLength, _keys, _values);
        ReadKeys(_group.TreeStart, _group.TreeLength, _treeKeys, _treeValues);
        Clear(_keys + ((long)_group.PromptLength * _size), (_width - _group.PromptLength) * _size);
        Clear(_values + ((long)_group.PromptLength * _size), (_width - _group.PromptLength) * _size);
        HeadRows<T>.Transpose(_keys, _group.PromptLength, _tallKeys, _width, _shape);
        if (!withSlopes)
            return;

        HeadRows<T>.Transpose(_values, _group.PromptLength, _tallValues, _width, _shape);
        Clear(_keySlopes, _width * _size);
        Clear(_valueSlopes, _width * _size);
        Clear(_treeKeySlopes, _group.TreeLength * _size);
        Clear(_treeValueSlopes, _group.TreeLength * _size);
    }

    private void ReadKeys(int start, int count, float* keys, float* values)
    {
        nint wide = _shape.KeyHeads * _shape.Size;
        for (int i = 0; i < count; i++)
        {
            nint at = ((start + i) * wide) + (_keyHead * _shape.Size);
            HeadRows<T>.Read((void*)_at.Key, at, keys + (i * _size), _shape);
            HeadRows<T>.Read((void*)_at.Value, at, values + (i * _size), _shape);
            Turn(keys + (i * _size), start + i, 1, 1);
        }
    }

    private void WriteKeys(int start, int count, float* keys, float* values, void* keySlopes, void* valueSlopes)
    {
        nint wide = _shape.KeyHeads * _shape.Size;
        for (int i = 0; i < count; i++)
        {
            nint at = ((start + i) * wide) + (_keyHead * _shape.Size);
            Turn(keys + (i * _size), start + i, -1, 1);
            HeadRows<T>.Write(keys + (i * _size), keySlopes, at, _shape);
            HeadRows<T>.Write(values + (i * _size), valueSlopes, at, _shape);
        }
    }

    private void Turn(float* head, int row, float direction, float scale)
    {
        nint at = (nint)_rows.Positions[row] * _shape.Size;
        HeadRows<T>.Turn(head, (float*)_at.Cosine + at, (float*)_at.Sine + at, _shape, direction, scale);
    }

    /// <summary>What a block sees of its tree.</summary>
    private void Gather(RowBlock block, bool withSlopes)
    {
        int columns = block.Columns.Length;
        for (int i = 0; i < block.Width; i++)
        {
            if (i < columns)
            {
                new Span<float>(_treeKeys + (block.Columns[i] * _size), _size).CopyTo(new Span<float>(_blockKeys + (i * _size), _size));
                new Span<float>(_treeValues + (block.Columns[i] * _size), _size).CopyTo(new Span<float>(_blockValues + (i * _size), _size));
            }
            else
            {
                Clear(_blockKeys + (i * _size), _size);
                Clear(_blockValues + (i * _size), _size);
            }
        }

        HeadRows<T>.Transpose(_blockKeys, columns, _tallBlockKeys, block.Width, _shape);
        if (!withSlopes)
            return;

        HeadRows<T>.Transpose(_blockValues, columns, _tallBlockValues, block.Width, _shape);
        Clear(_blockKeySlopes, block.Width * _size);
        Clear(_blockValueSlopes, block.Width * _size);
    }

    /// <summary>Scores of a prompt's rows on those up to themselves.</summary>
    /// <returns>How many columns they have.</returns>
    private int PromptScores(int row, int first, int count, int head)
    {
        ReadQueries(row, count, head);
        int columns = Math.Min(_width, (first + count + 15) & ~15);
        SmallProduct.Of(Fours(count), columns, _size, _queries, _size, 1, _tallKeys, _width, _scores, columns, adds: false);
        for (int i = 0; i < count; i++)
            new Span<float>(_scores + ((long)i * columns), columns)[(first + i + 1)..].Fill(float.NegativeInfinity);

        return columns;
    }

    /// <summary>Scores of a tree's rows on the prompt, and behind them on the tree.</summary>
    private void TreeScores(RowBlock block, int head)
    {
        ReadQueries(_group.TreeStart + block.First, block.Count, head);
        int columns = _width + block.Width;
        SmallProduct.Of(Fours(block.Count), _width, _size, _queries, _size, 1, _tallKeys, _width, _scores, columns, adds: false);
        SmallProduct.Of(Fours(block.Count), block.Width, _size, _queries, _size, 1, _tallBlockKeys, block.Width, _scores + _width, columns, adds: false);
        fixed (float* mask = block.Mask)
        {
            for (int i = 0; i < block.Count; i++)
            {
                float* line = _scores + ((long)i * columns);
                new Span<float>(line, _width)[_group.PromptLength..].Fill(float.NegativeInfinity);
                SoftmaxRow.Add(mask + (i * block.Width), line + _width, block.Width);
            }
        }
    }

    private void ReadQueries(int row, int count, int head)
    {
        for (int i = 0; i < count; i++)
        {
            HeadRows<T>.Read((void*)_at.Query, QueryAt(row + i, head), _queries + (i * _size), _shape);
            Turn(_queries + (i * _size), row + i, 1, _shape.Scale);
        }

        Clear(_queries + (count * _size), (Fours(count) - count) * _size);
    }

    /// <summary>o of a block's queries from their scores.</summary>
    private void Mix(int row, int count, int head, int columns, int ofPrompt, int ofTree, void* output)
    {
        Span<float> sums = stackalloc float[count];
        for (int i = 0; i < count; i++)
        {
            (sums[i], float logSum) = SoftmaxRow.Forward(_scores + ((long)i * columns), columns);
            ((float*)_at.LogSums)[(QueryRow(row + i) * _shape.Heads) + head] = logSum;
        }

        SmallProduct.Of(Fours(count), _size, ofPrompt, _scores, columns, 1, _values, _size, _mixed, _size, adds: false);
        SmallProduct.Of(Fours(count), _size, ofTree, _scores + ofPrompt, columns, 1, _blockValues, _size, _mixed, _size, adds: true);
        for (int i = 0; i < count; i++)
        {
            SoftmaxRow.Scale(_mixed + (i * _size), _size, 1 / sums[i]);
            HeadRows<T>.Write(_mixed + (i * _size), output, QueryAt(row + i, head), _shape);
        }
    }

    /// <summary>Slopes of a block's queries, and their parts of those of keys and values.</summary>
    private void Unmix(int row, int count, int head, int columns, int ofPrompt, int ofTree, void* slopes, void* querySlopes)
    {
        int fours = Fours(count);
        for (int i = 0; i < count; i++)
            HeadRows<T>.Read(slopes, QueryAt(row + i, head), _slopes + (i * _size), _shape);

        Clear(_slopes + (count * _size), (fours - count) * _size);
        SmallProduct.Of(fours, ofPrompt, _size, _slopes, _size, 1, _tallValues, _width, _scoreSlopes, columns, adds: false);
        SmallProduct.Of(fours, ofTree, _size, _slopes, _size, 1, _tallBlockValues, ofTree, _scoreSlopes + ofPrompt, columns, adds: false);
        for (int i = 0; i < count; i++)
        {
            float logSum = ((float*)_at.LogSums)[(QueryRow(row + i) * _shape.Heads) + head];
            SoftmaxRow.Backward(_scores + ((long)i * columns), _scoreSlopes + ((long)i * columns), columns, logSum);
        }

        // Queries and slopes of rows that only pad are 0; what stands in their scores must be a number.
        Clear(_scores + ((long)count * columns), (fours - count) * columns);
        Clear(_scoreSlopes + ((long)count * columns), (fours - count) * columns);

        SmallProduct.Of(ofPrompt, _size, fours, _scores, 1, columns, _slopes, _size, _valueSlopes, _size, adds: true);
        SmallProduct.Of(ofPrompt, _size, fours, _scoreSlopes, 1, columns, _queries, _size, _keySlopes, _size, adds: true);
        SmallProduct.Of(fours, _size, ofPrompt, _scoreSlopes, columns, 1, _keys, _size, _mixed, _size, adds: false);
        if (ofTree > 0)
        {
            SmallProduct.Of(ofTree, _size, fours, _scores + ofPrompt, 1, columns, _slopes, _size, _blockValueSlopes, _size, adds: true);
            SmallProduct.Of(ofTree, _size, fours, _scoreSlopes + ofPrompt, 1, columns, _queries, _size, _blockKeySlopes, _size, adds: true);
            SmallProduct.Of(fours, _size, ofTree, _scoreSlopes + ofPrompt, columns, 1, _blockKeys, _size, _mixed, _size, adds: true);
        }

        for (int i = 0; i < count; i++)
        {
            Turn(_mixed + (i * _size), row + i, -1, _shape.Scale);
            HeadRows<T>.Write(_mixed + (i * _size), querySlopes, QueryAt(row + i, head), _shape);
        }
    }

    private nint QueryRow(int row) => _at.AnswersOnly ? row - _rows.PromptRows : row;

    private nint QueryAt(int row, int head) => (QueryRow(row) * _shape.Heads * _shape.Size) + (head * _shape.Size);

    private static int Fours(int count) => (count + 3) & ~3;

    private static void Clear(float* from, int count) => new Span<float>(from, count).Clear();
}

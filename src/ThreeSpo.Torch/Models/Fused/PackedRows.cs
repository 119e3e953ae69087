namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Prompts and answers as the rows of one matrix, without padding: first all prompts, then a tree of answers for each of them.</summary>
/// <remarks>
/// A tree begins with the last token of its prompt. A row is a beginning of answers: those that begin alike share it. Every row sees the
/// prompt and the rows from its tree's root down to itself. Letters: T rows of a prompt, M rows of a tree.
/// </remarks>
internal sealed class PackedRows
{
    private readonly List<long> _tokens = [];
    private readonly List<int> _positions = [];

    /// <summary>Lays prompts and answers out.</summary>
    /// <param name="groups">Token ids of each prompt, at least one, and of each of its answers, at least one.</param>
    public PackedRows(IReadOnlyList<(int[] Prompt, IReadOnlyList<int[]> Answers)> groups)
    {
        Groups = new RowGroup[groups.Count];
        foreach ((int[] prompt, _) in groups)
        {
            for (int i = 0; i < prompt.Length - 1; i++)
                Add(prompt[i], i);
        }

        PromptRows = _tokens.Count;
        int start = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            (int[] prompt, IReadOnlyList<int[]> answers) = groups[i];
            int treeStart = _tokens.Count;
            (List<int> parents, int[][] rows) = Tree(prompt, answers);
            Groups[i] = new RowGroup(start, prompt.Length - 1, treeStart, [.. parents], rows);
            start += prompt.Length - 1;
        }
    }

    /// <summary>Rows of prompts; those of trees follow.</summary>
    public int PromptRows { get; }

    /// <summary>N: all rows.</summary>
    public int Count => _tokens.Count;

    /// <summary>Token ids, shape [N].</summary>
    public IReadOnlyList<long> Tokens => _tokens;

    /// <summary>Place of each row in its sequence, shape [N].</summary>
    public ReadOnlySpan<int> Positions => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_positions);

    /// <summary>One more than the largest position.</summary>
    public int Longest => _positions.Max() + 1;

    /// <summary>What belongs together.</summary>
    public RowGroup[] Groups { get; }

    /// <summary>Rows of one tree: each answer's token after token, those that begin alike once.</summary>
    private (List<int> Parents, int[][] Rows) Tree(int[] prompt, IReadOnlyList<int[]> answers)
    {
        Add(prompt[^1], prompt.Length - 1);
        List<int> parents = [-1];
        Dictionary<(int Parent, int Token), int> known = [];
        int[][] rows = new int[answers.Count][];
        for (int answer = 0; answer < answers.Count; answer++)
        {
            int[] tokens = answers[answer];
            rows[answer] = new int[tokens.Length];
            int row = 0;

            // A row's output is the next token: an answer's last token is no row.
            for (int i = 1; i < tokens.Length; i++)
            {
                if (!known.TryGetValue((row, tokens[i - 1]), out int next))
                {
                    next = parents.Count;
                    known.Add((row, tokens[i - 1]), next);
                    parents.Add(row);
                    Add(tokens[i - 1], prompt.Length - 1 + i);
                }

                rows[answer][i] = row = next;
            }
        }

        return (parents, rows);
    }

    private void Add(int token, int position)
    {
        _tokens.Add(token);
        _positions.Add(position);
    }
}

/// <summary>A prompt and the tree of its answers.</summary>
internal sealed class RowGroup
{
    /// <summary>Most rows of queries that are looked at together.</summary>
    public const int MostRows = 64;

    private const int FewestRows = 16;

    /// <summary>Makes it.</summary>
    /// <param name="promptStart">First row of the prompt.</param>
    /// <param name="promptLength">T: its rows; the last token is the tree's root. May be 0.</param>
    /// <param name="treeStart">First row of the tree.</param>
    /// <param name="parents">The row before each row of the tree, counted in the tree; −1 for the root. Shape [M].</param>
    /// <param name="rows">The row whose output each token of each answer was chosen from, counted in the tree.</param>
    public RowGroup(int promptStart, int promptLength, int treeStart, int[] parents, int[][] rows)
    {
        (PromptStart, PromptLength, TreeStart, TreeLength, Rows) = (promptStart, promptLength, treeStart, parents.Length, rows);

        // What the rows of a block see is computed for all of them: about an answer each, so that most of it is seen.
        int size = Math.Clamp((parents.Length / rows.Length + 3) & ~3, FewestRows, MostRows);
        Blocks = [.. Enumerable.Range(0, (parents.Length + size - 1) / size)
            .Select(block => new RowBlock(parents, block * size, Math.Min(size, parents.Length - (block * size))))];
    }

    public int PromptStart { get; }

    public int PromptLength { get; }

    public int TreeStart { get; }

    /// <summary>M.</summary>
    public int TreeLength { get; }

    /// <summary>The row whose output each token of each answer was chosen from, counted in the tree.</summary>
    public int[][] Rows { get; }

    public RowBlock[] Blocks { get; }
}

/// <summary>Rows of a tree that are looked at together, and the rows of it that any of them sees.</summary>
/// <remarks>C columns, and C' of them with padding up to a multiple of 16.</remarks>
internal sealed class RowBlock
{
    /// <summary>Finds what some rows see.</summary>
    /// <param name="parents">The row before each row; −1 for the root.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many they are.</param>
    public RowBlock(int[] parents, int first, int count)
    {
        (First, Count) = (first, count);
        SortedSet<int> seen = [];
        for (int row = first; row < first + count; row++)
        {
            for (int at = row; at >= 0 && seen.Add(at); at = parents[at])
            {
            }
        }

        Columns = [.. seen];
        Width = (Columns.Length + 15) & ~15;
        Mask = new float[count * Width];
        Mask.AsSpan().Fill(float.NegativeInfinity);
        int[] column = new int[parents.Length];
        for (int i = 0; i < Columns.Length; i++)
            column[Columns[i]] = i;

        for (int row = 0; row < count; row++)
        {
            for (int at = first + row; at >= 0; at = parents[at])
                Mask[(row * Width) + column[at]] = 0;
        }
    }

    /// <summary>The first row, counted in the tree.</summary>
    public int First { get; }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>Rows of the tree that are seen, ascending, shape [C].</summary>
    public int[] Columns { get; }

    /// <summary>C'.</summary>
    public int Width { get; }

    /// <summary>0 where a row sees a column, −∞ where not and in the padding, shape [count, C'].</summary>
    public float[] Mask { get; }
}

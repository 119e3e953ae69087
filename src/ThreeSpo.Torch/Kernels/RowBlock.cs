namespace ThreeSpo.Torch.Kernels;

/// <summary>Rows that go through the layers together: consecutive tokens of one or more stretches.</summary>
/// <remarks>
/// The last layer has fewer rows than the others: there, only tokens whose logits are wanted go on after their keys and values are written.
/// </remarks>
internal sealed class RowBlock(int capacity)
{
    private readonly List<RowRun> _all = [];
    private readonly List<RowRun> _wanted = [];

    /// <summary>Rows of a run, at most: a run is attended to with its longest row's columns.</summary>
    private const int LongestRun = 32;

    /// <summary>Rows it holds.</summary>
    public int Rows { get; private set; }

    /// <summary>Most rows.</summary>
    public int Capacity => capacity;

    /// <summary>The token of each row.</summary>
    public int[] Tokens { get; } = new int[capacity];

    /// <summary>The position of each row.</summary>
    public int[] Positions { get; } = new int[capacity];

    /// <summary>The runs of all rows.</summary>
    public List<RowRun> All => _all;

    /// <summary>The runs that the last layer goes on with, of one row each; their rows are counted anew.</summary>
    public List<RowRun> Wanted => _wanted;

    /// <summary>Of each wanted row: which row it is among all.</summary>
    public int[] Sources { get; } = new int[capacity];

    /// <summary>Of each wanted row: which row of the logits it makes.</summary>
    public int[] Targets { get; } = new int[capacity];

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Rows = 0;
        _all.Clear();
        _wanted.Clear();
    }

    /// <summary>Adds tokens of a run, as many as there is room for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="done">How many of its tokens earlier blocks had.</param>
    /// <returns>How many it took.</returns>
    public int Add(in TokenRun run, int done)
    {
        ReadOnlySpan<int> tokens = run.Tokens.Span[done..];
        int count = Math.Min(Math.Min(tokens.Length, LongestRun), capacity - Rows);
        int position = run.Branch.End - tokens.Length;
        for (int i = 0; i < count; i++)
        {
            Tokens[Rows + i] = tokens[i];
            Positions[Rows + i] = position + i;
        }

        _all.Add(new RowRun(Rows, count, position, run.Branch));
        Rows += count;
        if (count == tokens.Length && run.Row >= 0)
        {
            Sources[_wanted.Count] = Rows - 1;
            Targets[_wanted.Count] = run.Row;
            _wanted.Add(new RowRun(_wanted.Count, 1, position + count - 1, run.Branch));
        }

        return count;
    }
}

/// <summary>Consecutive rows of one stretch.</summary>
/// <param name="Row">The first row.</param>
/// <param name="Count">How many.</param>
/// <param name="Position">The position of the first.</param>
/// <param name="Branch">The stretch.</param>
internal readonly record struct RowRun(int Row, int Count, int Position, KeyValueBranch Branch)
{
    /// <summary>The position behind the last.</summary>
    public int End => Position + Count;
}

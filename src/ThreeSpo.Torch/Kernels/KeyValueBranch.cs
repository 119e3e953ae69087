using System.Runtime.InteropServices;

namespace ThreeSpo.Torch.Kernels;

/// <summary>A stretch of tokens after others, with their keys and values: part of a prompt, or an answer.</summary>
internal sealed class KeyValueBranch
{
    private readonly List<KeyValuePage> _own = [];

    private KeyValuePage[]? _whole;

    /// <summary>Begins a stretch.</summary>
    /// <param name="parent">The stretch before it, to which nothing may be added any more; null where it is the first.</param>
    public KeyValueBranch(KeyValueBranch? parent)
    {
        Parent = parent;
        Start = parent?.End ?? 0;
        End = Start;
        Before = parent?.Whole ?? [];
    }

    /// <summary>The stretch before it.</summary>
    public KeyValueBranch? Parent { get; }

    /// <summary>Position of its first token.</summary>
    public int Start { get; }

    /// <summary>Position behind its last token.</summary>
    public int End { get; private set; }

    /// <summary>The pages of all stretches before it, in order: one object for all stretches after the same one.</summary>
    public KeyValuePage[] Before { get; }

    /// <summary>Any number; runs are put in its order.</summary>
    public long Number { get; init; }

    /// <summary>Prompts that need it.</summary>
    public int Users { get; set; }

    /// <summary>Makes room for tokens that the next pass will write.</summary>
    public void Grow(int tokens, PageStore store)
    {
        while (tokens > 0)
        {
            KeyValuePage? last = _own.Count > 0 ? _own[^1] : null;
            if (last is null || last.Count == last.Capacity)
            {
                last = store.Take(PageStore.CapacityFor(tokens, End - Start));
                (last.Start, last.Count) = (End, 0);
                _own.Add(last);
            }

            int added = Math.Min(tokens, last.Capacity - last.Count);
            last.Count += added;
            End += added;
            tokens -= added;
        }
    }

    /// <summary>The page and the place in it of one of its own tokens.</summary>
    public (KeyValuePage Page, int Slot) At(int position)
    {
        int page = _own.Count - 1;
        while (_own[page].Start > position)
            page--;

        return (_own[page], position - _own[page].Start);
    }

    /// <summary>Its own pages that hold a token before some position, in order.</summary>
    public ReadOnlySpan<KeyValuePage> OwnUpTo(int position)
    {
        int count = _own.Count;
        while (count > 0 && _own[count - 1].Start >= position)
            count--;

        return CollectionsMarshal.AsSpan(_own)[..count];
    }

    /// <summary>Gives its own pages back.</summary>
    public void Free(PageStore store)
    {
        foreach (KeyValuePage page in _own)
            store.Return(page);

        _own.Clear();
    }

    private KeyValuePage[] Whole => _whole ??= [.. Before, .. _own];
}

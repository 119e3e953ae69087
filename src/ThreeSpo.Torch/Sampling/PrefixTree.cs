namespace ThreeSpo.Torch.Sampling;

/// <summary>A stretch of tokens that one or more prompts have in common, after another stretch that they have in common.</summary>
/// <param name="Parent">Index of the stretch before; negative where the prompts begin with this one. Parents come before their children.</param>
/// <param name="Start">Position of its first token.</param>
/// <param name="End">Position behind its last token.</param>
/// <param name="Prompt">A prompt that holds it.</param>
internal readonly record struct PrefixStretch(int Parent, int Start, int End, int Prompt);

/// <summary>Prompts as a tree of stretches that they share: each stretch has to be encoded once.</summary>
internal static class PrefixTree
{
    /// <summary>Makes the tree.</summary>
    /// <param name="prompts">Token ids of the prompts.</param>
    /// <param name="shortest">Shared stretches shorter than this are not worth their own pass. Unit: tokens, at least 1.</param>
    /// <returns>The stretches, and the last stretch of each prompt. No stretch is empty; equal prompts end in the same one.</returns>
    public static (PrefixStretch[] Stretches, int[] Last) Of(IReadOnlyList<int[]> prompts, int shortest = 1)
    {
        int[] order = [.. Enumerable.Range(0, prompts.Count)];
        Array.Sort(order, (left, right) =>
        {
            int compared = prompts[left].AsSpan().SequenceCompareTo(prompts[right]);
            return compared != 0 ? compared : left.CompareTo(right);
        });
        List<PrefixStretch> stretches = [];
        int[] last = new int[prompts.Count];
        Split(prompts, order, parent: -1, start: 0, Math.Max(1, shortest), stretches, last);
        return ([.. stretches], last);
    }

    /// <summary>Splits sorted prompts that agree up to a position.</summary>
    private static void Split(
        IReadOnlyList<int[]> prompts, ReadOnlySpan<int> sorted, int parent, int start, int shortest, List<PrefixStretch> stretches, int[] last)
    {
        while (sorted.Length > 0)
        {
            int first = sorted[0];
            int length = prompts[first].Length;

            // Neighbours of a sorted list agree in no more than those between them: a run ends where the first agrees in too little.
            int end = length;
            int alike = 1;
            while (alike < sorted.Length)
            {
                int common = prompts[first].AsSpan(start).CommonPrefixLength(prompts[sorted[alike]].AsSpan(start));
                bool same = start + common == length && prompts[sorted[alike]].Length == length;
                if (common < shortest && !same)
                    break;

                end = Math.Min(end, start + common);
                alike++;
            }

            int index = stretches.Count;
            stretches.Add(new PrefixStretch(parent, start, end, first));
            int whole = 0;
            while (whole < alike && prompts[sorted[whole]].Length == end)
                last[sorted[whole++]] = index;

            Split(prompts, sorted[whole..alike], index, end, shortest, stretches, last);
            sorted = sorted[alike..];
        }
    }
}

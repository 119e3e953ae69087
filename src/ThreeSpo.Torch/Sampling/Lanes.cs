namespace ThreeSpo.Torch.Sampling;

/// <summary>Splits questions into lanes, each of which one engine works through alone.</summary>
/// <remarks>A function of the questions and the budget, never of the number of threads: any number of them gives the same bytes.</remarks>
internal static class Lanes
{
    /// <summary>Beyond this many, a lane more would serve no machine.</summary>
    private const int Most = 64;

    /// <summary>Tokens that make a lane worth its thread: a few prompts with their answers.</summary>
    private const int Worth = 2048;

    /// <summary>Most tokens of an answer that are counted: few come near a large limit.</summary>
    private const int Usual = 32;

    /// <summary>Splits questions.</summary>
    /// <param name="questions">At least one.</param>
    /// <param name="needs">Memory of each, none above the budget. Unit: bytes.</param>
    /// <param name="budget">Memory of all lanes together. Unit: bytes.</param>
    /// <param name="most">Most lanes: 1 where one device does all the work.</param>
    /// <returns>Lanes of about equal work, prompts that begin alike next to each other; and the memory of each lane.</returns>
    public static (IReadOnlyList<Question[]> Lanes, long Budget) Of(IReadOnlyList<Question> questions, IReadOnlyList<long> needs, long budget, int most = Most)
    {
        Question[] sorted = [.. questions.Index().OrderBy(one => one.Item.Prompt.Tokens, Comparer<int[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
            .ThenBy(one => one.Index).Select(one => one.Item)];
        long[] work = [.. sorted.Select(one => one.Prompt.Tokens.Length + ((long)one.Prompt.Answers * Math.Min(one.Prompt.LongestAnswer, Usual)))];
        long total = work.Sum();

        // Fewer lanes rather than a question that none of them has the memory for.
        long count = Math.Clamp(Math.Min((total + Worth - 1) / Worth, budget / Math.Max(1, needs.Max())), 1, Math.Min(most, Most));
        List<Question>[] lanes = [.. Enumerable.Range(0, (int)count).Select(_ => new List<Question>())];
        long before = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            lanes[(before + (work[i] / 2)) * count / total].Add(sorted[i]);
            before += work[i];
        }

        return ([.. lanes.Where(lane => lane.Count > 0).Select(lane => lane.ToArray())], budget / count);
    }
}

using System.Runtime.InteropServices;

namespace ThreeSpo.Credit;

/// <summary>Groups the steps of a batch that start from the same state of the same task.</summary>
/// <remarks>GiGPO (arXiv 2505.10978), anchor state grouping: G(s) = {steps of one prompt group whose anchor state is s}.</remarks>
public static class StepGrouping
{
    /// <summary>Groups steps whose anchors are the same text.</summary>
    /// <param name="anchors">The text that stands for each step's state, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="group">Receives the group of each row, shape [B]: 0, 1, 2, … by first appearance.</param>
    /// <returns>How many groups there are.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>Equal prompt and equal text, code unit by code unit, share a group.</remarks>
    public static int Exact(ReadOnlySpan<string> anchors, ReadOnlySpan<int> prompt, Span<int> group)
    {
        MustMatch(anchors, prompt, group);

        Dictionary<(int Prompt, string Anchor), int> labels = [];
        for (int row = 0; row < anchors.Length; row++)
        {
            ref int label = ref CollectionsMarshal.GetValueRefOrAddDefault(labels, (prompt[row], anchors[row]), out bool known);
            if (!known)
                label = labels.Count - 1;

            group[row] = label;
        }

        return labels.Count;
    }

    /// <summary>Groups steps whose anchors are similar texts.</summary>
    /// <param name="anchors">The text that stands for each step's state, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="threshold">The least <see cref="SequenceSimilarity.Ratio"/> that shares a group. In [0, 1]; GiGPO's is 0.95.</param>
    /// <param name="group">Receives the group of each row, shape [B]: 0, 1, 2, … by first appearance.</param>
    /// <returns>How many groups there are.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// A row joins the first group of its prompt, in order of appearance, whose first text it resembles:
    /// ratio(anchor, first text) ≥ threshold. Not the most similar one, and the group's later texts are not asked.
    /// </remarks>
    public static int Similar(ReadOnlySpan<string> anchors, ReadOnlySpan<int> prompt, double threshold, Span<int> group)
    {
        MustMatch(anchors, prompt, group);

        int count = 0;
        Dictionary<int, List<(string First, int Label)>> groupsOfPrompt = [];
        for (int row = 0; row < anchors.Length; row++)
        {
            ref List<(string First, int Label)>? groups = ref CollectionsMarshal.GetValueRefOrAddDefault(groupsOfPrompt, prompt[row], out _);
            groups ??= [];

            int label = FirstSimilar(anchors[row], groups, threshold);
            if (label < 0)
            {
                label = count++;
                groups.Add((anchors[row], label));
            }

            group[row] = label;
        }

        return count;
    }

    private static int FirstSimilar(string anchor, List<(string First, int Label)> groups, double threshold)
    {
        foreach ((string first, int label) in groups)
            if (SequenceSimilarity.AtLeast(anchor, first, threshold))
                return label;

        return -1;
    }

    private static void MustMatch(ReadOnlySpan<string> anchors, ReadOnlySpan<int> prompt, Span<int> group)
    {
        Rows.MustMatch(anchors.Length, prompt.Length, "prompt labels", nameof(prompt));
        Rows.MustMatch(anchors.Length, group.Length, "group labels", nameof(group));
    }
}

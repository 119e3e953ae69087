namespace ThreeSpo.Credit;

/// <summary>Groups the steps of a task that start from the same state and came there through the same states.</summary>
/// <remarks>HGPO (Hierarchy-of-Groups Policy Optimization), context-aware hierarchical grouping: the groups of length k + 1 lie inside those of length k.</remarks>
public static class HistoryGrouping
{
    /// <summary>The label of a row whose trajectory is too young to have that much history: it belongs to no group.</summary>
    public const int None = -1;

    /// <summary>Groups rows by their state and the states before it.</summary>
    /// <param name="anchors">The text that stands for each row's state, shape [B]. Rows of one trajectory lie in order of time.</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers; told apart within a prompt group.</param>
    /// <param name="length">How many states before its own a row must share, in order. At least 0. Unit: steps.</param>
    /// <param name="group">Receives the group of each row, shape [B]: 0, 1, 2, … by first appearance, or <see cref="None"/>.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Of(
        ReadOnlySpan<string> anchors, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, int length, Span<int> group)
    {
        Rows.MustMatch(anchors.Length, prompt.Length, "prompt labels", nameof(prompt));
        Rows.MustMatch(anchors.Length, trajectory.Length, "trajectory labels", nameof(trajectory));
        Rows.MustMatch(anchors.Length, group.Length, "group labels", nameof(group));

        // The group of length k is named by that of length k − 1 and the state k steps back, so no history is ever spelled out.
        int[] earlier = Earlier(prompt, trajectory); // [B]
        Dictionary<(int Prompt, string Anchor), int> states = [];
        int[] back = new int[anchors.Length]; // the row k steps before each row, shape [B]
        for (int row = 0; row < anchors.Length; row++)
        {
            group[row] = Label(states, (prompt[row], anchors[row]));
            back[row] = row;
        }

        for (int k = 1; k <= length; k++)
        {
            Dictionary<(int Inner, string Anchor), int> longer = [];
            for (int row = 0; row < anchors.Length; row++)
            {
                back[row] = back[row] == None ? None : earlier[back[row]];
                group[row] = back[row] == None ? None : Label(longer, (group[row], anchors[back[row]]));
            }
        }
    }

    private static int Label(Dictionary<(int, string), int> labels, (int, string) key)
    {
        labels.TryAdd(key, labels.Count);
        return labels[key];
    }

    /// <summary>The row before each row in its trajectory, shape [B].</summary>
    private static int[] Earlier(ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory)
    {
        Dictionary<(int Prompt, int Trajectory), int> last = [];
        int[] earlier = new int[prompt.Length];
        for (int row = 0; row < earlier.Length; row++)
        {
            (int, int) path = (prompt[row], trajectory[row]);
            earlier[row] = last.TryGetValue(path, out int before) ? before : None;
            last[path] = row;
        }

        return earlier;
    }
}

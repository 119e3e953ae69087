using System.Text;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.History;

/// <summary>An abstract state that needs no knowledge of the world: what a moment, its actions and the way to it share with the goal.</summary>
/// <remarks>
/// Ours (specification, choice 3.3). Words are runs of letters and digits, compared without case. The key holds the goal and three
/// sets: words of the goal that the observation shows; for each action on offer that shares words with the goal, its first word
/// and those words; the same for the actions taken so far. What differs in other words alone (another drawer, another product
/// number) is the same state.
/// </remarks>
public static class GoalWords
{
    private const char Between = '\u001f';

    /// <summary>The text that stands for a node's state.</summary>
    public static string Of(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        Snapshot here = node.Snapshot;
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> goal = Words(here.Goal);
        SortedSet<string> seen = new(StringComparer.Ordinal);
        foreach (Range word in new WordRanges(here.Observation))
        {
            if (goal.TryGetValue(here.Observation.AsSpan(word), out string? shared))
                seen.Add(shared);
        }

        SortedSet<string> offered = new(StringComparer.Ordinal);
        foreach (string action in here.Actions)
            AddShared(action, goal, offered);

        SortedSet<string> done = new(StringComparer.Ordinal);
        foreach (string action in node.ActionsBefore())
            AddShared(action, goal, done);

        var text = new StringBuilder(here.Goal);
        foreach (SortedSet<string> part in (SortedSet<string>[])[seen, offered, done])
            text.Append(Between).AppendJoin(',', part);

        return text.ToString();
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string goal)
    {
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (Range word in new WordRanges(goal))
            words.Add(goal[word]);

        return words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Adds "first word:shared words" of an action; nothing where it shares none.</summary>
    private static void AddShared(string action, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> goal, SortedSet<string> to)
    {
        StringBuilder? text = null;
        Range? first = null;
        foreach (Range word in new WordRanges(action))
        {
            if (first is null)
            {
                first = word;
                continue;
            }

            if (!goal.TryGetValue(action.AsSpan(word), out string? shared))
                continue;

            text ??= new StringBuilder(action[first.Value]);
            text.Append(':').Append(shared);
        }

        if (text is not null)
            to.Add(text.ToString());
    }
}

using System.Text;
using ThreeSpo.Environments;

namespace ThreeSpo.History;

/// <summary>An abstract state that needs no knowledge of the world: what a moment, its actions and the way to it share with the goal.</summary>
/// <remarks>
/// Ours (specification, choice 3.3). Words are runs of letters and digits, compared without case. The key holds the goal and three
/// sets: words of the goal that the observation shows; for each action on offer that shares words with the goal beyond its first
/// word, that first word and those shared; the same for the actions taken so far. Moments that differ in other words alone
/// (another drawer, another product's number) are the same state.
/// </remarks>
public sealed class GoalWords
{
    private const char Between = '\u001f';

    private readonly string _goal;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly SortedSet<string> _done;

    private GoalWords(string goal, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words, SortedSet<string> done) =>
        (_goal, _words, _done) = (goal, words, done);

    /// <summary>The words of a goal, and nothing done yet.</summary>
    public static GoalWords Of(string goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (Range word in new WordRanges(goal))
            words.Add(goal[word]);

        return new GoalWords(goal, words.GetAlternateLookup<ReadOnlySpan<char>>(), new SortedSet<string>(StringComparer.Ordinal));
    }

    /// <summary>As this, after one more action.</summary>
    public GoalWords After(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Shared(action) is { } shared && !_done.Contains(shared)
            ? new GoalWords(_goal, _words, new SortedSet<string>(_done, StringComparer.Ordinal) { shared })
            : this;
    }

    /// <summary>The text that stands for the state at a moment.</summary>
    public string TextOf(Snapshot here)
    {
        ArgumentNullException.ThrowIfNull(here);
        SortedSet<string> seen = new(StringComparer.Ordinal);
        foreach (Range word in new WordRanges(here.Observation))
        {
            if (_words.TryGetValue(here.Observation.AsSpan(word), out string? shared))
                seen.Add(shared);
        }

        SortedSet<string> offered = new(StringComparer.Ordinal);
        foreach (string action in here.Actions)
        {
            if (Shared(action) is { } shared)
                offered.Add(shared);
        }

        var text = new StringBuilder(_goal);
        foreach (SortedSet<string> part in (SortedSet<string>[])[seen, offered, _done])
            text.Append(Between).AppendJoin(',', part);

        return text.ToString();
    }

    /// <summary>"first word:shared words" of an action; null where it shares none.</summary>
    private string? Shared(string action)
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

            if (!_words.TryGetValue(action.AsSpan(word), out string? shared))
                continue;

            text ??= new StringBuilder(action[first.Value]);
            text.Append(':').Append(shared);
        }

        return text?.ToString();
    }
}

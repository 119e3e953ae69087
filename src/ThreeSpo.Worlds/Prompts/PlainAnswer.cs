using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Prompts;

/// <summary>An answer that is the action and nothing else.</summary>
public static class PlainAnswer
{
    private const int MostCharacters = 100;

    /// <summary>Reads an answer.</summary>
    /// <returns>The answer in lower case without the white space around it; well formed where that is one line of at most 100 characters.</returns>
    public static Reading Read(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string action = answer.Trim().ToLowerInvariant();
        return new Reading(action, action.Length is > 0 and <= MostCharacters && !action.AsSpan().ContainsAny('\n', '\r'));
    }
}

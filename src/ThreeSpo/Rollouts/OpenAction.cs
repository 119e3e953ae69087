namespace ThreeSpo.Rollouts;

/// <summary>A form of action with a hole that any one-line text goes into, such as search[…].</summary>
/// <param name="Before">What stands before the text, "search[".</param>
/// <param name="After">What stands after it, "]". Begins with a bracket of any kind, or is empty: the text itself holds none.</param>
public sealed record OpenAction(string Before, string After)
{
    /// <summary>The text in an action's hole; null where the action has another form.</summary>
    public string? TextOf(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.Length >= Before.Length + After.Length
            && action.StartsWith(Before, StringComparison.Ordinal) && action.EndsWith(After, StringComparison.Ordinal)
                ? action[Before.Length..^After.Length] : null;
    }
}

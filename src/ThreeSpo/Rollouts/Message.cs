namespace ThreeSpo.Rollouts;

/// <summary>One message of a prompt.</summary>
/// <param name="Role">Who speaks: "system", "user" or "assistant".</param>
/// <param name="Text">What is said.</param>
public sealed record Message(string Role, string Text)
{
    /// <summary>A message that sets the rules.</summary>
    public static Message FromSystem(string text) => new("system", text);

    /// <summary>A message that the model is to answer.</summary>
    public static Message FromUser(string text) => new("user", text);
}

namespace ThreeSpo.Rollouts;

/// <summary>One message of a prompt.</summary>
/// <param name="Role">Who speaks: "system", "user" or "assistant".</param>
/// <param name="Text">What is said.</param>
public sealed record Message(string Role, string Text);

namespace ThreeSpo.Torch;

/// <summary>The policy's numbers are no numbers any more.</summary>
/// <param name="message">What was found, and what to change.</param>
public sealed class DivergedException(string message) : Exception(message);

namespace ThreeSpo.Cli;

/// <summary>A run broke off and can be gone on with; the message says how.</summary>
/// <param name="folder">Its folder.</param>
/// <param name="fault">Why it broke off.</param>
internal sealed class RunBrokeOffException(string folder, Exception fault) : Exception(
    $"The run broke off; what it had learned by its last checkpoint is kept. Go on from there with: {Invocation.Of($"train {folder}")}", fault)
{
    /// <summary>Why it broke off.</summary>
    public Exception Fault { get; } = fault;
}

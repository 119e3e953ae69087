namespace ThreeSpo.Cli;

/// <summary>A command was interrupted, and the message says what to run now.</summary>
internal sealed class InterruptedException(string message, OperationCanceledException fault) : Exception(message, fault);

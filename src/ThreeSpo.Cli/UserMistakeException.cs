namespace ThreeSpo.Cli;

/// <summary>Something that the user can mend. Printed as it is, exit code 2.</summary>
internal sealed class UserMistakeException(string message) : Exception(message);

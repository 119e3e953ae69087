namespace ThreeSpo.Settings;

/// <summary>Settings that cannot be run with. The message lists every fault, a line each.</summary>
/// <param name="faults">The faults; at least one.</param>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>The faults, a line each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

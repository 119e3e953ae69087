using static TorchSharp.torch;

namespace ThreeSpo.Torch.Gate;

/// <summary>How far one thing was off.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Type">In which type: fp32 or bf16.</param>
/// <param name="Pass">Forward or backward.</param>
/// <param name="Error">How far it was off; not a number where it did not run.</param>
/// <param name="Tolerance">How far it may be.</param>
public sealed record GateFinding(string Name, string Type, GatePass Pass, double Error, double Tolerance)
{
    /// <summary>Why it did not run; null where it did.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it is as good as it must be.</summary>
    public bool Passed => Problem is null && Error <= Tolerance;

    internal static string NameOf(ScalarType type) => type is ScalarType.BFloat16 ? "bf16" : "fp32";
}

/// <summary>Which way something was tried.</summary>
public enum GatePass
{
    /// <summary>Its result.</summary>
    Forward,

    /// <summary>Its gradients.</summary>
    Backward,
}

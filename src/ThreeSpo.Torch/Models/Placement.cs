using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>The type that a model's numbers have, and where they lie.</summary>
/// <param name="Type">The type.</param>
/// <param name="Device">The device.</param>
internal readonly record struct Placement(ScalarType Type, Device Device)
{
    /// <summary>Single precision on the processor.</summary>
    public static Placement Processor => new(ScalarType.Float32, CPU);
}

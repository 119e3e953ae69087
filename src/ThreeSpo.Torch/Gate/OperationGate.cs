using System.Runtime.InteropServices;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Gate;

/// <summary>Tries operations on a device, against the same in double precision on the processor.</summary>
internal static class OperationGate
{
    private const int MostLetters = 300;

    /// <summary>Tries one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="device">The device.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <returns>What was found forward, and backward where it is learned through.</returns>
    public static IReadOnlyList<GateFinding> Try(Operation operation, Device device, ScalarType type)
    {
        double tolerance = type is ScalarType.BFloat16 ? operation.Brain : operation.Single;
        try
        {
            using var scope = NewDisposeScope();
            ulong seed = (ulong)operation.Name.Length;
            using var source = new Generator(seed, CPU);
            Tensor[] inputs = [.. operation.Inputs.Select(input => Numbers(input, source).to(input.Kind is InputKind.Ids ? ScalarType.Int64 : type))];
            Tensor[] exact = Run(operation, [.. inputs.Select(input => input.is_floating_point() ? input.to(ScalarType.Float64) : input)], seed);
            Tensor[] found = Run(operation, [.. inputs.Select(input => input.to(device))], seed);
            double[] errors = [.. exact.Zip(found, Error)];
            return
            [
                new GateFinding(operation.Name, GateFinding.NameOf(type), GatePass.Forward, errors[0], tolerance),
                .. operation.IsDifferentiated ? new[] { new GateFinding(operation.Name, GateFinding.NameOf(type), GatePass.Backward, errors[1..].Max(), tolerance) } : [],
            ];
        }
        catch (Exception fault) when (fault is ExternalException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return [new GateFinding(operation.Name, GateFinding.NameOf(type), GatePass.Forward, double.NaN, tolerance) { Problem = Printable.Line(fault.Message, MostLetters) }];
        }
    }

    /// <summary>The largest difference, relative to the largest number.</summary>
    public static double Error(Tensor exact, Tensor found)
    {
        using var scope = NewDisposeScope();
        Tensor right = exact.detach().to(ScalarType.Float64);
        Tensor difference = (found.detach().to(ScalarType.Float64).cpu() - right).abs();
        double largest = right.numel() == 0 ? 0 : right.abs().max().item<double>();
        return right.numel() == 0 ? 0 : difference.max().item<double>() / Math.Max(largest, 1e-30);
    }

    /// <summary>The result, and where the operation is learned through the gradient of every input, for a sum of the result that weighs each number differently.</summary>
    private static Tensor[] Run(Operation operation, Tensor[] inputs, ulong seed)
    {
        if (!operation.IsDifferentiated)
        {
            using var guard = no_grad();
            return [operation.Act(inputs)];
        }

        Tensor[] leaves = [.. inputs.Select((input, i) => Learned(operation.Inputs[i]) ? input.detach().requires_grad_(true) : input)];
        Tensor result = operation.Act(leaves);
        using var source = new Generator(seed + 1, CPU);
        Tensor weights = randn(result.shape, ScalarType.Float32, CPU, generator: source).to(ScalarType.BFloat16).to(result.dtype).to(result.device);

        // Where autograd.grad meets a fault the process ends; this way it is an exception.
        (result * weights).sum().backward();
        return [result, .. leaves.Where((_, i) => Learned(operation.Inputs[i])).Select(leaf => leaf.grad ?? zeros_like(leaf))];
    }

    private static bool Learned(Input input) => input.Kind is InputKind.Normal or InputKind.Positive;

    private static Tensor Numbers(Input input, Generator source) => input.Kind switch
    {
        InputKind.Ids => randint(0, input.Below, input.Shape, ScalarType.Int64, CPU, generator: source),
        InputKind.Positive => rand(input.Shape, ScalarType.Float64, CPU, generator: source).mul(1.9).add(0.1),
        InputKind.Causal => full(input.Shape, double.NegativeInfinity, ScalarType.Float64).triu(1),
        _ => randn(input.Shape, ScalarType.Float64, CPU, generator: source),
    };
}

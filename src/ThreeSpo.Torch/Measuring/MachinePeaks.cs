using ThreeSpo.Rollouts;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>What a machine can do at most, as libtorch gets it: what speeds of models are fractions of.</summary>
/// <param name="Single">Matrix products of fp32. Unit: floating-point operations per second.</param>
/// <param name="Brain">Matrix products of bf16.</param>
/// <param name="Tensor32">Matrix products of fp32 rounded to tf32; null where there is no such thing.</param>
/// <param name="Copy">Bytes read and written per second while a large block is copied.</param>
public sealed record MachinePeaks(double Single, double Brain, double? Tensor32, double Copy)
{
    private const int HostSize = 1536;
    private const int DeviceSize = 8192;
    private const long HostCopy = 1 << 27;
    private const long DeviceCopy = 1 << 30;

    /// <summary>The peak of the type that a model computes in.</summary>
    internal double Of(ScalarType type) => type is ScalarType.BFloat16 ? Brain : Single;

    /// <summary>Measures them; on the processor with a thread for each worker, as the engine uses it.</summary>
    internal static MachinePeaks Measure(Device device, int workers, Timing timing)
    {
        using var guard = no_grad();
        bool onHost = device.type == TorchSharp.DeviceType.CPU;
        double single = Product(ScalarType.Float32, device, workers, timing);
        double brain = Product(ScalarType.BFloat16, device, workers, timing);
        double? rounded = null;
        if (!onHost)
        {
            bool before = backends.cuda.matmul.allow_tf32;
            backends.cuda.matmul.allow_tf32 = true;
            rounded = Product(ScalarType.Float32, device, workers, timing);
            backends.cuda.matmul.allow_tf32 = before;
        }

        return new MachinePeaks(single, brain, rounded, Copies(device, workers, timing));
    }

    /// <summary>Operations per second of square products, 2·n³ each.</summary>
    private static double Product(ScalarType type, Device device, int workers, Timing timing)
    {
        using var scope = NewDisposeScope();
        int size = device.type == TorchSharp.DeviceType.CPU ? HostSize : DeviceSize;
        (Tensor Left, Tensor Right)[] factors = [.. Enumerable.Range(0, workers).Select(_ =>
            (ones(size, size, type, device).mul_(0.5), ones(size, size, type, device).mul_(0.25)))];
        double time = timing.Least(() => InParallel.For(workers, workers, i =>
        {
            using var inner = NewDisposeScope();
            mm(factors[i].Left, factors[i].Right);
        }, CancellationToken.None));
        return 2.0 * size * size * size * workers / time;
    }

    private static double Copies(Device device, int workers, Timing timing)
    {
        using var scope = NewDisposeScope();
        long size = device.type == TorchSharp.DeviceType.CPU ? HostCopy : DeviceCopy;
        (Tensor From, Tensor To)[] blocks = [.. Enumerable.Range(0, workers).Select(_ =>
            (ones(size / 4, ScalarType.Float32, device), ones(size / 4, ScalarType.Float32, device)))];
        double time = timing.Least(() => InParallel.For(workers, workers, i => blocks[i].To.copy_(blocks[i].From), CancellationToken.None));
        return 2.0 * size * workers / time;
    }
}

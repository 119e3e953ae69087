using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Measuring;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Gate;

/// <summary>Whether a device computes what the engine asks of it, forward and backward, and how fast it is at most.</summary>
/// <remarks>
/// Everything is compared with double precision on the processor. On a machine without a GPU the processor's own single and half precision are,
/// so that the gate is worth something there too: a libtorch that was not built for this machine or for this TorchSharp fails it.
/// </remarks>
public static class DeviceGate
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.BFloat16];

    /// <summary>Tries everything.</summary>
    /// <param name="device">The device; by default a GPU where there is one.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="seconds">How long each peak is measured for.</param>
    /// <param name="progress">Told what is tried next.</param>
    /// <param name="cancellation">Ends it between two operations.</param>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine, or there is no such device.</exception>
    public static GateReport Run(ModelDevice device, TimeProvider clock, double seconds, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        TorchRuntime.Require();
        Device place = LanguageModel.DeviceOf(device);
        List<GateFinding> findings = [];
        foreach (ScalarType type in Types)
        {
            foreach (Operation operation in Operations.All)
            {
                cancellation.ThrowIfCancellationRequested();
                progress($"{operation.Name}, {GateFinding.NameOf(type)}");
                findings.AddRange(OperationGate.Try(operation, place, type));
            }

            // A fault in the middle of a model's gradient would end the process.
            if (findings.Any(finding => finding.Problem is not null))
                continue;

            foreach (DecoderFamily family in Enum.GetValues<DecoderFamily>())
            {
                cancellation.ThrowIfCancellationRequested();
                progress($"{family} model, {GateFinding.NameOf(type)}");
                findings.AddRange(ModelGate.Try(family, place, type));
            }
        }

        progress("matrix peak and copy bandwidth");
        bool onHost = place.type == TorchSharp.DeviceType.CPU;
        int workers = onHost ? Environment.ProcessorCount : 1;
        var peaks = MachinePeaks.Measure(place, workers, new Timing(clock, seconds, place, cancellation));
        CudaDevice? gpu = onHost ? null : CudaDevice.First;
        return new GateReport(
            onHost ? "cpu" : "cuda", gpu?.Name ?? Machine.Processor(), gpu?.Capability, gpu?.Bytes, TorchRuntime.Report.LoadedVersion, TorchRuntime.Report.Version,
            peaks, findings);
    }
}

/// <summary>What the gate found.</summary>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="Name">The device's name.</param>
/// <param name="Capability">A GPU's compute capability.</param>
/// <param name="Memory">A GPU's memory. Unit: bytes.</param>
/// <param name="Libtorch">The version of libtorch that was loaded.</param>
/// <param name="BuiltFor">The version that TorchSharp was built for.</param>
/// <param name="Peaks">The most that the device can do.</param>
/// <param name="Findings">Everything tried.</param>
public sealed record GateReport(
    string Device, string Name, string? Capability, long? Memory, string? Libtorch, string? BuiltFor, MachinePeaks Peaks, IReadOnlyList<GateFinding> Findings)
{
    /// <summary>Whether everything is as good as it must be.</summary>
    public bool Passed => Findings.All(finding => finding.Passed);
}

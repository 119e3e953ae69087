using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ThreeSpo.Outside;
using ThreeSpo.Torch.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>What a machine has.</summary>
internal static class Machine
{
    private const string Processors = "/proc/cpuinfo";

    public static BenchMachine Look(Device device, int workers) => new(
        Processor(), Environment.ProcessorCount, VectorBits, device.type == DeviceType.CPU ? null : CudaDevice.First?.Name ?? device.type.ToString(),
        workers, TorchRuntime.Report.LoadedVersion);

    /// <summary>Width of the processor's vector instructions. Unit: bits.</summary>
    public static int VectorBits => Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : 128;

    /// <summary>The processor's name; its kind where the system does not say.</summary>
    public static string Processor()
    {
        const string key = "model name";
        string? line = File.Exists(Processors) ? File.ReadLines(Processors).FirstOrDefault(one => one.StartsWith(key, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : Printable.Line(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), 80);
    }

    /// <summary>Memory that is free for a model. Unit: bytes.</summary>
    public static double FreeBytes(Device device)
    {
        if (device.type != DeviceType.CPU)
            return CudaDevice.FreeBytes ?? double.PositiveInfinity;

        // What the system says is as fresh as the last collection.
        GC.Collect();
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        return Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes);
    }
}

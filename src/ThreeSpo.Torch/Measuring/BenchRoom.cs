using System.Globalization;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Whether something fits a device's memory.</summary>
internal static class BenchRoom
{
    private const double Gibibyte = 1L << 30;

    /// <summary>What to say where it does not fit; null where it does.</summary>
    /// <param name="wanted">Unit: bytes.</param>
    /// <param name="device">The device.</param>
    public static string? Refusal(double wanted, Device device)
    {
        double free = Machine.FreeBytes(device);
        return wanted <= free ? null : string.Create(CultureInfo.InvariantCulture,
            $"needs {wanted / Gibibyte:0.0} GiB, {free / Gibibyte:0.0} GiB are free");
    }
}

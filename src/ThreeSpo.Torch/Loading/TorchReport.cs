namespace ThreeSpo.Torch.Loading;

/// <summary>What was found of the native tensor library.</summary>
/// <param name="Folder">Where libtorch lies; null where none was found.</param>
/// <param name="Shim">The file of TorchSharp's shim that was loaded.</param>
/// <param name="Renamed">Whether that is a copy with one symbol renamed, for an older C++ runtime.</param>
/// <param name="Version">The version of libtorch that TorchSharp was built for.</param>
/// <param name="Cuda">Whether a CUDA device can be used.</param>
/// <param name="Problem">Why tensors do not work and what to do, in one line; null where they do.</param>
public sealed record TorchReport(string? Folder, string? Shim, bool Renamed, string? Version, bool Cuda, string? Problem)
{
    /// <summary>The version of libtorch that was loaded; null where nothing says it.</summary>
    public string? LoadedVersion { get; init; }

    /// <summary>The GPU's name, memory and compute capability; null where there is none that can be used.</summary>
    public string? Gpu => Cuda && CudaDevice.First is { } gpu
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{gpu.Name}, {gpu.Bytes / (double)(1L << 30):0.0} GiB, compute capability {gpu.Capability}")
        : null;

    internal static TorchReport Failed(string problem) => new(null, null, false, null, false, problem);
}

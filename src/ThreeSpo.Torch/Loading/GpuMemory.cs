using System.Runtime.InteropServices;

namespace ThreeSpo.Torch.Loading;

/// <summary>How much memory a GPU has, which TorchSharp does not say.</summary>
internal static class GpuMemory
{
    /// <summary>Taken where the CUDA runtime cannot be asked: small enough for any card that trains.</summary>
    private const long Otherwise = 16L << 30;

    private static readonly string[] Libraries =
        ["libcudart.so.13", "libcudart.so.12", "libcudart.so.11.0", "cudart64_13.dll", "cudart64_12.dll", "cudart64_110.dll"];

    /// <summary>All memory of the current GPU, taken or not. Unit: bytes.</summary>
    public static unsafe long Total
    {
        get
        {
            foreach (string library in Libraries)
            {
                if (!NativeLibrary.TryLoad(library, out nint handle) || !NativeLibrary.TryGetExport(handle, "cudaMemGetInfo", out nint ask))
                    continue;

                nuint free;
                nuint total;
                if (((delegate* unmanaged<nuint*, nuint*, int>)ask)(&free, &total) == 0 && total > 0)
                    return (long)total;
            }

            return Otherwise;
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace ThreeSpo.Torch.Loading;

/// <summary>A CUDA device as its driver describes it; TorchSharp has no such question.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">All its memory.</param>
/// <param name="Capability">Its compute capability, such as "9.0".</param>
public sealed partial record CudaDevice(string Name, long Bytes, string Capability)
{
    private const int MajorCapability = 75;
    private const int MinorCapability = 76;
    private static readonly Lazy<CudaDevice?> Found = new(Look);

    /// <summary>The first device; null where the driver is not there or knows none.</summary>
    public static CudaDevice? First => Found.Value;

    /// <summary>Memory of the first device that nobody uses; null where it cannot be asked for.</summary>
    public static double? FreeBytes
    {
        get
        {
            if (First is null || DevicePrimaryCtxRetain(out nint context, 0) != 0 || CtxPushCurrent(context) != 0)
                return null;

            try
            {
                return MemGetInfo(out nuint free, out _) == 0 ? free : null;
            }
            finally
            {
                _ = CtxPopCurrent(out _);
                _ = DevicePrimaryCtxRelease(0);
            }
        }
    }

    private static CudaDevice? Look()
    {
        try
        {
            if (Init(0) != 0 || DeviceGet(out int device, 0) != 0)
                return null;

            byte[] name = new byte[256];
            _ = DeviceGetName(name, name.Length, device);
            _ = DeviceTotalMem(out nuint bytes, device);
            _ = DeviceGetAttribute(out int major, MajorCapability, device);
            _ = DeviceGetAttribute(out int minor, MinorCapability, device);
            return new CudaDevice(Encoding.ASCII.GetString(name).TrimEnd('\0'), (long)bytes, $"{major}.{minor}");
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    private const string Driver = "libcuda.so.1";

    [LibraryImport(Driver, EntryPoint = "cuInit")]
    private static partial int Init(uint flags);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGet")]
    private static partial int DeviceGet(out int device, int ordinal);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGetName")]
    private static partial int DeviceGetName([Out] byte[] name, int length, int device);

    [LibraryImport(Driver, EntryPoint = "cuDeviceTotalMem_v2")]
    private static partial int DeviceTotalMem(out nuint bytes, int device);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGetAttribute")]
    private static partial int DeviceGetAttribute(out int value, int attribute, int device);

    [LibraryImport(Driver, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial int DevicePrimaryCtxRetain(out nint context, int device);

    [LibraryImport(Driver, EntryPoint = "cuDevicePrimaryCtxRelease_v2")]
    private static partial int DevicePrimaryCtxRelease(int device);

    [LibraryImport(Driver, EntryPoint = "cuCtxPushCurrent_v2")]
    private static partial int CtxPushCurrent(nint context);

    [LibraryImport(Driver, EntryPoint = "cuCtxPopCurrent_v2")]
    private static partial int CtxPopCurrent(out nint context);

    [LibraryImport(Driver, EntryPoint = "cuMemGetInfo_v2")]
    private static partial int MemGetInfo(out nuint free, out nuint total);
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ThreeSpo.Torch.Loading;

/// <summary>Which version of libtorch was loaded, whatever TorchSharp was built for.</summary>
internal static partial class LibtorchVersion
{
    private const string Entry = "aoti_torch_abi_version";
    private const int MostBytes = 1 << 16;

    /// <summary>The version, as exactly as it is to be had; null where nothing says it.</summary>
    /// <param name="folder">Where it lies.</param>
    public static string? Of(string folder) => Written(folder) ?? Exported(folder);

    /// <summary>The version in a file that comes with it: PyTorch's version.py beside lib/, or the plain distribution's build-version.</summary>
    private static string? Written(string folder)
    {
        foreach (string file in new[] { Path.Combine(folder, "..", "version.py"), Path.Combine(folder, "..", "build-version"), Path.Combine(folder, "build-version") })
        {
            if (!File.Exists(file) || new FileInfo(file).Length > MostBytes)
                continue;
            if (Version().Match(File.ReadAllText(file)) is { Success: true } found)
                return found.Value;
        }

        return null;
    }

    /// <summary>The version in the library itself: a number of four parts, the first in the highest byte.</summary>
    private static unsafe string? Exported(string folder)
    {
        if (!NativeLibrary.TryLoad(Path.Combine(folder, LibtorchFolder.FileName("torch_cpu")), out nint library)
            || !NativeLibrary.TryGetExport(library, Entry, out nint entry))
        {
            return null;
        }

        ulong packed = ((delegate* unmanaged[Cdecl]<ulong>)entry)();
        return string.Create(CultureInfo.InvariantCulture, $"{packed >> 56}.{(packed >> 48) & 0xFF}.{(packed >> 40) & 0xFF}");
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+[\w.+]*")]
    private static partial Regex Version();
}

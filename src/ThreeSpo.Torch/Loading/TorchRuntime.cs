using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TorchSharp;

namespace ThreeSpo.Torch.Loading;

/// <summary>Loads libtorch and TorchSharp's shim by path, before anything of TorchSharp is touched, and once.</summary>
/// <remarks>
/// TorchSharp's own search would want half a gigabyte copied beside every program. Loading by path serves any program from one
/// folder, and lets a GPU user's own libtorch stand in: what is loaded under the right name wins.
/// </remarks>
public static class TorchRuntime
{
    /// <summary>The environment variable that names a folder of libtorch, for example an installed PyTorch's torch/lib with CUDA.</summary>
    public const string Variable = "THREESPO_LIBTORCH";

    private const string Shim = "LibTorchSharp";
    private static readonly Lazy<TorchReport> Loaded = new(Load);

    /// <summary>What was found; loads on the first call.</summary>
    public static TorchReport Report => Loaded.Value;

    /// <summary>Makes sure that tensors work.</summary>
    /// <exception cref="NotSupportedException">They do not; the message says what was looked for and what to do.</exception>
    public static void Require()
    {
        if (Report.Problem is { } problem)
            throw new NotSupportedException(problem);
    }

    private static TorchReport Load()
    {
        IReadOnlyList<string> candidates = LibtorchFolder.Candidates();
        string? folder = candidates.FirstOrDefault(LibtorchFolder.Holds);
        if (folder is null)
        {
            return TorchReport.Failed(
                $"No {LibtorchFolder.FileName("torch_cpu")} in {string.Join(" or ", candidates)}. "
                + $"Name the folder of libtorch 2.10 in {Variable}, or use a light policy: policy=start.");
        }

        try
        {
            foreach (string library in LibtorchFolder.Libraries(folder))
                NativeLibrary.Load(library);

            (nint handle, string path, bool renamed) = LoadShim();
            NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => name == Shim ? handle : 0);

            // Small products gain nothing from a second thread and lose much on a busy machine: parallelism is over batches instead.
            torch.set_num_threads(1);
            bool cuda = File.Exists(Path.Combine(folder, LibtorchFolder.FileName("torch_cuda"))) && HasCuda();
            return new TorchReport(folder, path, renamed, torch.__version__, cuda, Problem: null) { LoadedVersion = LibtorchVersion.Of(folder) };
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            or InvalidDataException or IOException or UnauthorizedAccessException or TypeInitializationException)
        {
            return TorchReport.Failed(
                $"libtorch in {folder} did not load: {fault.GetBaseException().Message.ReplaceLineEndings(" ")} "
                + $"Name the folder of libtorch 2.10 in {Variable}, or use a light policy: policy=start.");
        }
    }

    private static bool HasCuda()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CUDA);
            return torch.cuda.is_available();
        }
        catch (InvalidOperationException)
        {
            // A CUDA libtorch on a machine without a GPU that it can see: the processor still works.
            return false;
        }
    }

    /// <summary>Loads the shim, or where the C++ runtime is too old for it, a copy with one symbol renamed.</summary>
    private static (nint Handle, string Path, bool Renamed) LoadShim()
    {
        string path = ShimPath();
        if (NativeLibrary.TryLoad(path, out nint handle))
            return (handle, path, false);
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not Architecture.X64)
            return (NativeLibrary.Load(path), path, false);

        string copy = RenamedCopy(path);
        return (NativeLibrary.Load(copy), copy, true);
    }

    private static string ShimPath()
    {
        string file = LibtorchFolder.FileName(Shim);
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string[] candidates =
        [
            Path.Combine(AppContext.BaseDirectory, file),
            Path.Combine(AppContext.BaseDirectory, "runtimes", $"{system}-{machine}", "native", file),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"No {file} in {string.Join(" or ", candidates)}. Build the program again.");
    }

    private static string RenamedCopy(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string name = $"{Shim}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.so";
        SymbolRename.Apply(bytes);

        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        string[] folders = [.. new[] { home, AppContext.BaseDirectory }.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "3spo"))];
        foreach (string folder in folders)
        {
            try
            {
                return Written(Path.Combine(folder, name), bytes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The next folder may be writable.
            }
        }

        throw new DllNotFoundException(
            $"The copy of {Shim} that this C++ runtime needs could be written neither to {string.Join(" nor to ", folders)}. Make one of them writable.");
    }

    private static string Written(string copy, byte[] bytes)
    {
        if (File.Exists(copy) && File.ReadAllBytes(copy).AsSpan().SequenceEqual(bytes))
            return copy;

        // Another process may do the same at this moment: each writes a file of its own, and the rename is atomic.
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        string temporary = $"{copy}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, copy, overwrite: true);
        return copy;
    }
}

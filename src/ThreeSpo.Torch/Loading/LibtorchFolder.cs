using System.Reflection;
using System.Runtime.InteropServices;

namespace ThreeSpo.Torch.Loading;

/// <summary>Where libtorch, the native tensor library, may lie.</summary>
internal static class LibtorchFolder
{
    /// <summary>Folders to look in, the first that holds it wins: the variable's alone, or beside the program, then the package's own folder.</summary>
    public static IReadOnlyList<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(TorchRuntime.Variable) is { Length: > 0 } named)
            return [Path.GetFullPath(named)];

        string program = AppContext.BaseDirectory;
        string? package = typeof(LibtorchFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(one => one.Key == "LibtorchFolder")?.Value;
        return
        [
            program,
            Path.Combine(program, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            .. package is null ? [] : new[] { package },
        ];
    }

    /// <summary>The libraries to load, in order; those for CUDA where the folder has them.</summary>
    public static IReadOnlyList<string> Libraries(string folder)
    {
        string[] names = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];
        return [.. names.Select(name => Path.Combine(folder, FileName(name))).Where(File.Exists)];
    }

    /// <summary>Whether a folder holds libtorch.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, FileName("torch_cpu")));

    /// <summary>A native library's file name on this system.</summary>
    public static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}

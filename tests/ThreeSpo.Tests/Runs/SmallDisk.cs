using System.Diagnostics;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

/// <summary>A disk of a few MiB, in memory, that can be made larger or read-only. Only who may mount has one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _place = new();

    /// <summary>Mounts it, or skips the test.</summary>
    /// <param name="kibibytes">What fits on it.</param>
    public SmallDisk(int kibibytes)
    {
        bool mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", Path);
        if (!mounted)
            _place.Dispose();

        Assert.SkipUnless(mounted, "Only root may mount a small disk, and not everywhere.");
    }

    public string Path => _place.Path;

    /// <summary>Mounts it anew with other options: "size=64m", "ro".</summary>
    public void Change(string options) => Assert.True(Run("mount", "-o", $"remount,{options}", Path));

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        _place.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

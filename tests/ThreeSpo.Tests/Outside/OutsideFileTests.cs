using System.Diagnostics;
using ThreeSpo.Outside;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Outside;

/// <summary>Paths at which there is something else than the file that was expected.</summary>
public sealed class OutsideFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_to_its_end()
    {
        byte[] written = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        File.WriteAllBytes(_folder.File("a"), written);

        Assert.Equal(written, Read("a"));
        Assert.Equal(written, OutsideFile.Read(_folder.File("a"), written.Length, "such file"));
        Assert.Equal(written.Length, OutsideFile.Length(_folder.File("a")));
    }

    [Fact]
    public void A_file_larger_than_its_bound_is_not_read_to_its_end()
    {
        File.WriteAllBytes(_folder.File("a"), new byte[3000]);
        Assert.Contains("larger than 2 KiB, which no such file is", Refused("a", most: 2 << 10).Message, StringComparison.Ordinal);

        using (FileStream file = File.Create(_folder.File("vast")))
            file.SetLength(1L << 40);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("larger than 1 MiB", Refused("vast").Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_file_that_grows_after_it_was_opened_is_read_no_further_than_its_bound()
    {
        File.WriteAllBytes(_folder.File("a"), new byte[10]);
        using FileStream open = OutsideFile.Open(_folder.File("a"));
        File.WriteAllBytes(_folder.File("a"), new byte[2 << 20]);

        Refused("a");
    }

    [Fact]
    public void Nothing_at_a_path_is_told_as_that()
    {
        Assert.Throws<FileNotFoundException>(() => Read("nothing"));
        Assert.Throws<FileNotFoundException>(() => Read("no/folder"));
        Assert.Throws<FileNotFoundException>(() => Read("a\0b"));
        Assert.Throws<FileNotFoundException>(() => OutsideFile.Read(_folder.Path, 1 << 20, "such file"));
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        File.WriteAllText(_folder.File("a"), "");
        Assert.Contains("is empty, or a pipe or device", Refused("a").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_followed_and_the_length_is_that_of_its_target()
    {
        File.WriteAllBytes(_folder.File("a"), new byte[5000]);
        File.CreateSymbolicLink(_folder.File("b"), _folder.File("a"));
        File.CreateSymbolicLink(_folder.File("c"), _folder.File("b"));

        Assert.Equal(5000, OutsideFile.Length(_folder.File("c")));
        Assert.Equal(5000, Read("c").Length);
        Refused("c", most: 4999);
    }

    [Fact]
    public void Links_that_lead_nowhere_or_in_circles_are_refused()
    {
        File.CreateSymbolicLink(_folder.File("a"), _folder.File("gone"));
        File.CreateSymbolicLink(_folder.File("b"), _folder.File("c"));
        File.CreateSymbolicLink(_folder.File("c"), _folder.File("b"));

        Assert.Throws<FileNotFoundException>(() => Read("a"));
        Assert.Contains("cannot be read", Refused("b").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/urandom")]
    public void A_device_is_refused(string device)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices are Linux's.");
        File.CreateSymbolicLink(_folder.File("a"), device);

        Assert.Contains("is empty, or a pipe or device", Refused("a").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_refused_instead_of_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes are Unix's.");
        await MakePipeAsync(_folder.File("a"));

        Task<InvalidDataException> refused = Task.Run(() => Refused("a"), TestContext.Current.CancellationToken);

        Assert.Same(refused, await Task.WhenAny(refused, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        Assert.Contains("is empty, or a pipe or device", (await refused).Message, StringComparison.Ordinal);
    }

    /// <summary>Makes a named pipe.</summary>
    internal static async Task MakePipeAsync(string path)
    {
        using Process made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, made.ExitCode);
    }

    private byte[] Read(string name, int most = 1 << 20) => OutsideFile.Read(_folder.File(name), most, "such file");

    private InvalidDataException Refused(string name, int most = 1 << 20)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(name, most));
        Assert.StartsWith(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        return fault;
    }
}

using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

/// <summary>A disk that is full, or cannot be written to: one clear line, nothing half-written, and the same bytes once there is room.</summary>
public sealed class FullDiskTests
{
    private static readonly string[] Long = [.. RunOnDisk.Light, "actions=5000"];

    public FullDiskTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Disks are made full with what Linux has for it.");

    // What a checkpoint of the light policy's learner needs is 512 KiB; the database grows beyond 540 KiB later.
    [Theory]
    [InlineData(400, "checkpointSeconds=0", "is larger than its disk takes")]
    [InlineData(540, "checkpointSeconds=30", "The records of the run could not be written")]
    public async Task Where_files_cannot_grow_a_run_breaks_off_with_one_line_and_goes_on_with_room(int kibibytes, string saving, string expected)
    {
        using var folder = new TemporaryFolder(TemporaryFolder.Memory);
        var run = new RunOnDisk(folder.Path, "run", [.. Long, saving]);
        Program3spo.Outcome outcome = await Program3spo.WithinAsync(kibibytes, run.Words);

        CheckBrokenOff(outcome, run, expected);
        CheckBrokenOff(outcome, run, $"train {run.Folder}");
        await CheckEqualAsync(run);
    }

    [Theory]
    [InlineData(1000, "checkpointSeconds=0")]
    [InlineData(1100, "checkpointSeconds=30")]
    public async Task On_a_full_disk_a_run_breaks_off_with_one_line_and_goes_on_with_room(int kibibytes, string saving)
    {
        using var disk = new SmallDisk(kibibytes);
        var run = new RunOnDisk(disk.Path, "run", [.. Long, saving]);
        CheckBrokenOff(await run.TrainAsync(), run, $"train {run.Folder}");

        // It is still full: going on says so, and leaves what there is.
        CheckBrokenOff(await run.TrainAsync(), run, "Free some space");
        disk.Change("size=64m");
        await CheckEqualAsync(run);
    }

    [Fact]
    public async Task Where_there_is_no_room_to_begin_nothing_is_left()
    {
        using var disk = new SmallDisk(40);
        var run = new RunOnDisk(disk.Path, "run", RunOnDisk.Light);
        Program3spo.Outcome outcome = await run.TrainAsync();

        Assert.Equal((1, ""), (outcome.Code, outcome.Output));
        Assert.Contains("Free some space", Assert.Single(outcome.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }

    [Fact]
    public async Task A_run_that_cannot_be_written_to_is_refused_with_one_line_and_can_be_looked_at()
    {
        using var disk = new SmallDisk(32_000);
        var run = new RunOnDisk(disk.Path, "run", RunOnDisk.Light);
        Assert.Equal(0, (await run.TrainAsync()).Code);
        string end = run.End();
        disk.Change("ro");

        // With a larger budget, because it has ended.
        Program3spo.Outcome refused = await run.TrainAsync("actions=9000");
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains("nothing can be written", Assert.Single(refused.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);

        var other = new RunOnDisk(disk.Path, "other", RunOnDisk.Light);
        refused = await other.TrainAsync();
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains("Choose another place with out=FOLDER", Assert.Single(refused.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);

        Assert.Equal(end, run.End());
        Assert.Equal((0, ""), await Looked("eval", $"policy={run.Folder}", "unseenGames=6"));
        Assert.Equal((0, ""), await Looked("runs", "dump", run.Folder, "--hash"));
    }

    [Fact]
    public async Task A_run_folder_without_the_right_to_write_is_refused_with_one_line()
    {
        Assert.SkipWhen(Environment.UserName == "root", "Root may write everywhere.");
        if (OperatingSystem.IsWindows())
            return;

        using var folder = new TemporaryFolder();
        var run = new RunOnDisk(folder.Path, "run", RunOnDisk.Light);
        Assert.Equal(0, (await run.TrainAsync()).Code);
        foreach (string place in Directory.EnumerateFileSystemEntries(run.Folder).Append(run.Folder))
            File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Program3spo.Outcome refused = await run.TrainAsync("actions=9000");
        File.SetUnixFileMode(run.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(2, refused.Code);
        Assert.Single(refused.Errors.TrimEnd().Split('\n'));
    }

    private static async Task<(int Code, string Errors)> Looked(params string[] words)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, words);
        return (outcome.Code, outcome.Errors);
    }

    private static void CheckBrokenOff(Program3spo.Outcome outcome, RunOnDisk run, string expected)
    {
        Assert.Equal(1, outcome.Code);
        string line = Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("A fault of the program", line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Folder, "*.tmp", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "checkpoints", ".writing")));
        Assert.All(new Checkpoints(run.Folder).All, path => CheckpointManifest.Read(path).Verify(path));
    }

    private static async Task CheckEqualAsync(RunOnDisk run)
    {
        Program3spo.Outcome outcome = await run.TrainAsync("checkpointSeconds=30");
        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Equal((await RunOnDisk.UndisturbedAsync(Long)).End, run.End());
    }
}

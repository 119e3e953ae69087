using System.Diagnostics;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

/// <summary>One run, one process.</summary>
public sealed class RunInUseTests
{
    [Fact]
    public async Task A_second_process_on_a_run_is_refused_with_one_line_and_does_not_disturb_the_first()
    {
        using var folder = new TemporaryFolder();
        var run = new RunOnDisk(folder.Path, "run", [.. RunOnDisk.Light, "actions=1e9"]);
        using Process first = Program3spo.Launch(run.Words);
        try
        {
            await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            foreach (string[] words in new[] { run.Words, ["train", run.Folder] })
            {
                Program3spo.Outcome second = await Program3spo.RunAsync(null, words);
                Assert.Equal((2, ""), (second.Code, second.Output));
                Assert.Equal($"3spo: Another process is training in '{run.Folder}'. Wait for it to end, or choose another name=.", second.Errors.TrimEnd());
            }

            // Looking is safe all the while.
            Assert.Equal(0, (await Program3spo.RunAsync(null, "runs", "dump", run.Folder, "--hash")).Code);
            Assert.False(first.HasExited);
            Assert.True(RunLock.IsHeld(run.Folder));
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(RunLock.IsHeld(run.Folder));
    }

    [Fact]
    public async Task Of_two_processes_that_make_the_same_run_at_once_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var run = new RunOnDisk(folder.Path, "run", RunOnDisk.Light);
        Program3spo.Outcome[] both = await Task.WhenAll(run.TrainAsync(), run.TrainAsync());

        // Where one was so much faster that it had ended, the other says that.
        Assert.Contains(both, one => one.Code == 0);
        Assert.All(both, one => Assert.True(
            one.Code == 0 || (one.Code == 2 && one.Errors.StartsWith("3spo: Another process is training in", StringComparison.Ordinal)), one.ToString()));
        Assert.Equal([run.Folder], Directory.EnumerateDirectories(folder.Path));
    }

    [Fact]
    public async Task Two_processes_that_make_runs_without_a_name_at_once_make_two()
    {
        using var folder = new TemporaryFolder();
        Task<Program3spo.Outcome> Train() => Program3spo.RunAsync(null, ["train", .. RunOnDisk.Light, $"out={folder.Path}", "--json"]);
        Program3spo.Outcome[] both = await Task.WhenAll(Train(), Train());

        Assert.All(both, one => Assert.Equal(0, one.Code));
        Assert.Equal(["alfworld-scout-1", "alfworld-scout-1-2"], Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData()]
    [InlineData("lock")]
    [InlineData("lock", "start/", "run.db", "run.db-wal", "settings.json.tmp")]
    public void A_folder_that_a_killed_process_left_half_made_is_made_anew(params string[] entries)
    {
        using var folder = new TemporaryFolder();
        Fill(folder, entries);

        using RunFolder? made = RunFolder.TryCreate(folder.Path);

        Assert.NotNull(made);
        Assert.Equal([folder.File("lock")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("thesis.txt")]
    [InlineData("lock", "settings.json")]
    [InlineData("lock", "start/", "log.txt")]
    [InlineData("lock", "checkpoints/")]
    public void A_folder_with_anything_else_in_it_is_left_alone(params string[] entries)
    {
        using var folder = new TemporaryFolder();
        Fill(folder, entries);

        Assert.Null(RunFolder.TryCreate(folder.Path));
        Assert.Equal(entries.Length, Directory.EnumerateFileSystemEntries(folder.Path).Count());
    }

    private static void Fill(TemporaryFolder folder, string[] entries)
    {
        foreach (string entry in entries)
        {
            if (entry.EndsWith('/'))
                File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder.File(entry)).FullName, "some"), "");
            else
                File.WriteAllText(folder.File(entry), "");
        }
    }
}

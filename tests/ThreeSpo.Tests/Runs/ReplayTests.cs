using System.Text.Json;
using Microsoft.Data.Sqlite;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

/// <summary>A run that is repeated is held against its records; where they were changed, the place is found.</summary>
public sealed class ReplayTests(ReplayTests.Trained trained) : IClassFixture<ReplayTests.Trained>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_repeats_itself_and_its_policy_byte_for_byte()
    {
        string run = Copy();
        Program3spo.Outcome replay = await Program3spo.RunAsync(null, "replay", run);

        Assert.Equal((0, ""), (replay.Code, replay.Errors));
        Assert.Contains("all as recorded, and the policy has the same bytes.", replay.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE node SET action = 'dance' WHERE iteration = 1 AND slot = 2 AND number = 5", "iteration 1, tree 2 (")]
    [InlineData("UPDATE node SET log_probability = log_probability - 1e-12 WHERE iteration = 1 AND slot = 0 AND number = 3", "the weights differ")]
    [InlineData("UPDATE node SET ending = 'failed' WHERE iteration = 1 AND slot = 1 AND number = 1", "recorded")]
    [InlineData("DELETE FROM node WHERE iteration = 1", "not recorded any more")]
    [InlineData("UPDATE evaluation_task SET steps = steps + 1 WHERE evaluation = 0 AND number = 3", "evaluation 0, after 0 actions: ")]
    [InlineData("UPDATE state SET visits = visits + 1 WHERE id = 7", "row 7 of the table state")]
    public async Task A_changed_record_is_found(string change, string place)
    {
        string run = Copy();
        Change(run, change.StartsWith("UPDATE node", StringComparison.Ordinal) || change.StartsWith("DELETE", StringComparison.Ordinal)
            ? $"{change}; UPDATE iteration SET fingerprint = 'other' WHERE number = 1" : change);
        Program3spo.Outcome replay = await Program3spo.RunAsync(null, "replay", run, "--json");

        Assert.Equal(1, replay.Code);
        JsonElement finding = JsonDocument.Parse(replay.Output).RootElement;
        Assert.False(finding.GetProperty("equal").GetBoolean());
        Assert.Contains(place, finding.GetProperty("difference").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_with_another_byte_is_found()
    {
        string run = Copy();
        string policy = Path.Combine(run, "policy.light");
        byte[] bytes = File.ReadAllBytes(policy);
        bytes[^40]++;
        File.WriteAllBytes(policy, bytes);
        Program3spo.Outcome replay = await Program3spo.RunAsync(null, "replay", run);

        Assert.Equal(1, replay.Code);
        Assert.Contains("First difference: the policy's file policy.light", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_that_is_cut_short_says_that_the_policy_was_not_compared()
    {
        string run = Copy();
        Program3spo.Outcome replay = await Program3spo.RunAsync(null, "replay", run, "--to", "1");

        Assert.Equal(0, replay.Code);
        Assert.Contains("Repeated 1 iterations", replay.Output, StringComparison.Ordinal);
        Assert.Contains("its policy was not compared", replay.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A copy of the run that can be hurt.</summary>
    private string Copy()
    {
        foreach (string path in Directory.EnumerateFiles(trained.Run.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = _folder.File(Path.GetRelativePath(trained.Run.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return _folder.Path;
    }

    private static void Change(string run, string sql)
    {
        using SqliteConnection connection = RunDatabase.OpenToWrite(run);
        RunDatabase.Execute(connection, sql);
    }

    /// <summary>A run that has ended, trained once.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal RunOnDisk Run { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Run = new RunOnDisk(_folder.Path, "a", [.. RunOnDisk.Light, "evalEvery=500"]);
            Assert.Equal(0, (await Run.TrainAsync()).Code);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return default;
        }
    }
}

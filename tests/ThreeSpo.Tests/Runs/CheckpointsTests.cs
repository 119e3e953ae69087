using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

public sealed class CheckpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Checkpoints _checkpoints;

    public CheckpointsTests() => _checkpoints = new Checkpoints(_folder.Path);

    [Fact]
    public void The_newest_are_kept_and_the_best_one_that_was_measured()
    {
        Write(100, success: 0.2);
        Write(200, success: 0.9);
        Write(300, success: 0.5);
        Write(400, success: null);
        Write(500, success: null);
        _checkpoints.Prune(keep: 2);

        Assert.Equal([500, 400, 200], Kept());
    }

    [Fact]
    public void Of_equally_good_ones_the_newest_is_kept()
    {
        Write(100, success: 0.9);
        Write(200, success: 0.9);
        Write(300, success: null);
        _checkpoints.Prune(keep: 1);

        Assert.Equal([300, 200], Kept());
    }

    [Fact]
    public void One_made_at_the_same_number_of_actions_is_the_newer_one_even_where_older_ones_are_gone()
    {
        for (int i = 0; i < 12; i++)
        {
            Write(100, success: null, content: $"{i}");
            _checkpoints.Prune(keep: 2);
        }

        Assert.Equal(["11", "10"], _checkpoints.All.Select(path => File.ReadAllText(Path.Combine(path, RunFolder.StateFile))));
    }

    [Fact]
    public void A_writer_that_fails_leaves_nothing_behind()
    {
        Write(100, success: null);
        Assert.Throws<IOException>(() => _checkpoints.Write(Position(200, null), place =>
        {
            File.WriteAllText(Path.Combine(place, RunFolder.StateFile), "half");
            throw new IOException("no room");
        }));

        Assert.Equal([100], Kept());
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.File("checkpoints")));
    }

    public void Dispose() => _folder.Dispose();

    private static CheckpointManifest Position(long actions, double? success) =>
        new(CheckpointManifest.CurrentFormat, "test", 1, actions, 1, success, []);

    private void Write(long actions, double? success, string content = "state") =>
        _checkpoints.Write(Position(actions, success), place => File.WriteAllText(Path.Combine(place, RunFolder.StateFile), content));

    private IEnumerable<long> Kept() => _checkpoints.All.Select(path => CheckpointManifest.Read(path).Actions);
}

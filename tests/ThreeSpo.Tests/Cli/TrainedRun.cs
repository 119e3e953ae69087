using ThreeSpo.Tests.Cli;

[assembly: AssemblyFixture(typeof(TrainedRun))]

namespace ThreeSpo.Tests.Cli;

/// <summary>Two runs that the program trained, once for all tests that only look at them.</summary>
public sealed class TrainedRun : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task> _trained;

    public TrainedRun() => _trained = new Lazy<Task>(TrainAsync);

    /// <summary>The folder that both are in, with a folder that is no run and a run that is broken.</summary>
    public string Folder => _folder.Path;

    /// <summary>ALFWorld, late branching, small trees.</summary>
    public string Branch => _folder.File("branch");

    /// <summary>The corridor, with GRPO.</summary>
    public string Grpo => _folder.File("grpo");

    /// <summary>Waits until both are trained; they are only where a test asks.</summary>
    public Task ReadyAsync() => _trained.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TrainAsync()
    {
        Program3spo.Outcome branch = await Program3spo.RunAsync(
            null, "train", "actions=3000", "evalEvery=1000", "trees=4", "trainGames=20", "unseenGames=6", "keepTrees=3", $"out={Folder}", "name=branch");
        Program3spo.Outcome grpo = await Program3spo.RunAsync(
            null, "train", "world=corridor", "preset=grpo", "actions=1500", "recordTrees=0", $"out={Folder}", "name=grpo");
        Assert.Equal((0, 0), (branch.Code, grpo.Code));

        Directory.CreateDirectory(_folder.File("no-run"));
        Directory.CreateDirectory(_folder.File("broken"));
        File.WriteAllText(_folder.File("broken/settings.json"), "{}");
        File.WriteAllBytes(_folder.File("broken/run.db"), [.. File.ReadAllBytes(Path.Combine(Branch, "run.db")).Take(5000)]);
    }
}

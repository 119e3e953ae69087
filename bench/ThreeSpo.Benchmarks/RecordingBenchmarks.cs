using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Saving;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: keeping a run, every tree of it and a checkpoint, makes it little longer, with the policy that samples fastest of all; the aim is a twentieth.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 8)]
public class RecordingBenchmarks
{
    private readonly MethodSettings _settings = new(
        new TrainingSettings { Actions = 200_000 }, new RolloutSettings(), new HistorySettings(), new CreditSettings(), new LearnerSettings());

    private readonly Playground _games = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", trainGames: 500, unseenGames: 1);
    private string _folder = "";

    [IterationSetup]
    public void Open() => _folder = Directory.CreateTempSubdirectory("3spo-bench-").FullName;

    [IterationCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>The run alone; nothing of it is kept.</summary>
    [Benchmark(Baseline = true)]
    public async Task<long> NotKept()
    {
        (TrainingRun run, _) = NewRun();
        return (await run.RunAsync(_ => { }, CancellationToken.None)).Total.Actions;
    }

    /// <summary>As 3spo train does unless it is told otherwise.</summary>
    [Benchmark]
    public Task<long> Kept() => KeepAsync(new RecordSettings());

    [Benchmark]
    public Task<long> KeptWithEveryTenthIterationsTrees() => KeepAsync(new RecordSettings { RecordTrees = 10 });

    private async Task<long> KeepAsync(RecordSettings settings)
    {
        (TrainingRun run, SavedPolicy policy) = NewRun();
        using RunFolder folder = RunFolder.TryCreate(Path.Combine(_folder, "run"))!;
        SqliteConnection connection = RunDatabase.Create(folder.Path);
        var writer = new RunWriter(connection, folder.Path, settings, run.Memory);
        using var recorder = new RunRecorder(folder, writer, policy, settings, "bench", TimeSpan.Zero, TimeProvider.System);
        RunOutcome outcome = await run.RunAsync(recorder, CancellationToken.None);
        recorder.Flush();
        return outcome.Total.Actions;
    }

    private (TrainingRun Run, SavedPolicy Policy) NewRun()
    {
        LightWeights weights = _games.Start();
        var learner = new LightLearner(weights, weights.Copy(), _settings.Learner);
        var actor = new LightActor(weights, _games.Features, 1);
        ITrainingMethod method = MethodFactory.Create(_games.World, _games.Train.Tasks, actor, learner, _settings);
        return (
            new TrainingRun(method, new Evaluator(_games.World, actor, 1, 1), _games.Unseen, _settings.Training),
            new SavedPolicy(weights, _games.Features.Name, learner));
    }

    private sealed class SavedPolicy(LightWeights weights, string features, LightLearner learner) : IRunPolicy
    {
        public IProposalFormat Proposals { get; } = new LightProposalFormat();

        public void Save(string folder) => LightPolicyFile.Save(Path.Combine(folder, "policy.light"), weights, features);

        public void SaveLearner(string folder)
        {
            using FileStream file = File.Create(Path.Combine(folder, "learner.bin"));
            using var to = new StateWriter(file);
            learner.Save(to);
        }

        public void LoadLearner(string folder)
        {
        }
    }
}

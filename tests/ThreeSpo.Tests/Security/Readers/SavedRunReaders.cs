using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Saving;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Runs;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Torch.Text;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A small run that was left in the middle of an iteration, with lessons gathered.</summary>
internal sealed class SavedRun : IDisposable
{
    public static readonly string[] Words =
        ["world=corridor", "preset=paper", "explored=run", "trees=2", "treeTrajectories=3", "treeActions=30", "maxSteps=8", "updateEvery=7", "actions=400"];

    public SavedRun()
    {
        Run = new SmallRun(Words);
        Run.LeaveAsync(16).GetAwaiter().GetResult();
    }

    public SmallRun Run { get; }

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Run.Newest, file));

    public void Dispose() => Run.Dispose();
}

/// <summary>Where a run stands, in a checkpoint whose checksums are right.</summary>
internal sealed class StateFileReader : UntrustedReader
{
    private static readonly Playground Corridor = CorridorPlayground.Create();
    private readonly SavedRun _saved = new();
    private readonly SqliteConnection _records;

    public StateFileReader()
    {
        Sound = [_saved.Bytes(RunFolder.StateFile)];
        _records = RunDatabase.OpenToRead(_saved.Run.Folder);
    }

    public override string Name => "state.bin";

    public override IReadOnlyList<byte[]> Sound { get; }

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input)
    {
        MethodSettings settings = Preset.With("paper", [.. SavedRun.Words.Where(word => !word.StartsWith("world", StringComparison.Ordinal) && !word.StartsWith("preset", StringComparison.Ordinal))]);
        using var policy = new LightPolicy(new LightWeights(), Corridor.Features);
        IActor actor = policy.Actor(1);
        var run = new TrainingRun(
            MethodFactory.Create(Corridor.World, Corridor.Train.Tasks, actor, policy.Learner(settings.Learner), settings),
            new Evaluator(Corridor.World, actor, settings.Rollout.MaxSteps, 1), Corridor.Unseen, settings.Training);
        RunRestore.Fill(_records, run.Memory);
        using var from = new StateReader(new MemoryStream(input));
        RunLoader.LoadAsync(from, run, policy, CancellationToken.None).AsTask().GetAwaiter().GetResult();

        // What was accepted can be saved again.
        using var to = new StateWriter(new MemoryStream());
        run.Save(to, policy.Proposals);
    }

}

/// <summary>The light policy's optimiser, in a checkpoint.</summary>
internal sealed class LearnerFileReader : UntrustedReader
{
    public LearnerFileReader()
    {
        using var saved = new SavedRun();
        Sound = [saved.Bytes("learner.bin"), WithCritic()];
    }

    public override string Name => "learner.bin";

    public override IReadOnlyList<byte[]> Sound { get; }

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input)
    {
        using var from = new StateReader(new MemoryStream(input));
        new LightLearner(new LightWeights(), new LightWeights(), new LearnerSettings(), new TabularFeatures()).Load(from);
    }

    /// <summary>One with everything that can be in it: a critic, and a weight of the divergence that adapts.</summary>
    private static byte[] WithCritic()
    {
        var weights = new LightWeights();
        var learner = new LightLearner(weights, weights.Copy(), new LearnerSettings { KlWeight = 0.1, KlTarget = 0.1 }, new TabularFeatures());
        learner.Critic!.ValuesAsync([], CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var file = new MemoryStream();
        using (var to = new StateWriter(file))
            learner.Save(to);

        return file.ToArray();
    }
}

/// <summary>What a checkpoint says that it holds, compared with what it holds.</summary>
internal sealed class ManifestReader : UntrustedReader
{
    public ManifestReader()
    {
        using var saved = new SavedRun();
        foreach (string file in Directory.EnumerateFiles(saved.Run.Newest))
            File.Copy(file, Folder.File(Path.GetFileName(file)));

        Sound = [File.ReadAllBytes(Folder.File(CheckpointManifest.FileName))];
    }

    public override string Name => "manifest.json";

    public override IReadOnlyList<byte[]> Sound { get; }

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File(CheckpointManifest.FileName), input);
        CheckpointManifest.Read(Folder.Path).Verify(Folder.Path);
    }
}

/// <summary>A language model's answers that were gathered and not yet learned from.</summary>
internal sealed class SavedAnswersReader : UntrustedReader
{
    private static readonly FreeTokens Free = new(SmallTokenizer.Shared);

    public override string Name => "saved answers";

    public override IReadOnlyList<byte[]> Sound { get; } = [Written()];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input)
    {
        using var from = new StateReader(new MemoryStream(input));
        foreach (Proposal one in new LanguageProposalFormat(() => Free).Read(from))
            Assert.All(((LanguageProposal)one).Allowed, set => Assert.True(set is null || !set.Contains(-1)));
    }

    private static byte[] Written()
    {
        var memory = new MemoryStream();
        using var to = new StateWriter(memory);
        LanguageProposal One(string action, params int[] answer) => new(
            action, -1.5, [1, 2, 3], answer, new double[answer.Length], [.. answer.Select((token, i) => i switch
            {
                0 => null,
                1 => new TokenSet([token, token + 1]),
                _ => Free.Union([Free.Any, new TokenSet([0, token])]),
            })],
            1, action, Formed: true, AnswerEnd.Turn, PolicyVersion: 4);
        new LanguageProposalFormat(() => Free).Write(to, [One("go left", 5, 6, 297), One("go right", 5, 8)]);
        return memory.ToArray();
    }
}

/// <summary>A run's database, as going on with a run and dumping it read it.</summary>
internal sealed class DatabaseReader : UntrustedReader
{
    public DatabaseReader()
    {
        using var saved = new SavedRun();
        Sound = [File.ReadAllBytes(Path.Combine(saved.Run.Folder, RunDatabase.FileName))];
    }

    public override string Name => "run.db";

    public override IReadOnlyList<byte[]> Sound { get; }

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override bool IsRefusal(Exception fault) => fault is SqliteException or IOException or UnauthorizedAccessException || base.IsRefusal(fault);

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File(RunDatabase.FileName), input);
        using SqliteConnection records = RunDatabase.OpenToRead(Folder.Path);
        RunDatabase.Check(records, Folder.Path);
        var memory = new RunMemory(new ThreeSpo.History.StateHistory(), new ThreeSpo.History.StateHistory());
        RunRestore.Fill(records, memory);
        Assert.Equal(64, RunDump.Hash(records).Length);
    }
}

using Microsoft.Data.Sqlite;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A run folder whose database was written by hand: two iterations of one small tree each, and three evaluations.</summary>
internal sealed class HandRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="name">The name of its folder.</param>
    /// <param name="change">Whether the second iteration goes another way.</param>
    /// <param name="texts">Whether texts are recorded.</param>
    /// <param name="keepTrees">Of how many iterations trees are kept.</param>
    /// <param name="partly">The task score of what was not solved.</param>
    public HandRun(string name = "run", bool change = false, bool texts = true, int keepTrees = 0, double partly = 0)
    {
        Path = _folder.File(name);
        Directory.CreateDirectory(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, RunFolder.SettingsFile), "{}");
        File.WriteAllText(System.IO.Path.Combine(Path, RunFolder.LogFile), "2026-11-26 12:00:00 begun by hand\n2026-11-26 12:00:09 interrupted\n");
        SqliteConnection connection = RunDatabase.Create(Path);
        RunLoader.WriteFacts(connection, [("preset", "branch"), ("world", "hand"), ("policy", "light policy")],
            [("actions", "20", "command line"), ("keepTrees", $"{keepTrees}", "default"), ("recordTrees", "1", "default")]);
        var memory = new RunMemory(new StateHistory(), new StateHistory());
        using var writer = new RunWriter(connection, Path, new RecordSettings { RecordTexts = texts, KeepTrees = keepTrees }, memory);
        writer.Add(Measured(0, 0, Ending.Failed, partly), 0.5);
        writer.Add(Iterated(1, Tree(memory, change: false), 0.25), 1);
        writer.Add(Measured(1, 5, Ending.Succeeded), 1.5);
        writer.Add(Iterated(2, Tree(memory, change), double.NaN), 2);
        writer.Add(Measured(2, 10, Ending.Succeeded), 2.5);
        writer.Flush();
        writer.WriteCounts(memory);
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, RunDatabase.FileName);

    public void Dispose() => _folder.Dispose();

    /// <summary>Changes the database as anybody could.</summary>
    public void Execute(string sql)
    {
        using SqliteConnection connection = RunDatabase.OpenToWrite(Path);
        RunDatabase.Execute(connection, sql);
    }

    /// <summary>start; from it "left" to a dead end and "right", from where "in" succeeds and "out" does not; "stay" was tried and left alone.</summary>
    private static RolloutTree Tree(RunMemory memory, bool change)
    {
        var hand = new HandTree { Memory = memory };
        memory.Meet(hand.Root);
        StepGroup first = hand.Try(hand.Root, ("left", "=dead \u001b[31mend", Ending.Failed), ("right", change ? "other hall" : "hall", Ending.None), ("stay", "start", Ending.None));
        StepGroup second = hand.Try(first.Branches[1].Child, ("in", "goal", Ending.Succeeded), ("out", "yard, \"back\"", Ending.Truncated));
        foreach (TreeNode node in hand.Tree.All().Skip(1))
            memory.Meet(node);

        first.Branches[1].Child.Earn(0.125);
        first.Branches[1].Child.Teach(0.5);
        hand.Close(first.Branches[0].Child, Ending.Failed);
        hand.Close(second.Branches[0].Child, Ending.Succeeded);
        hand.Close(second.Branches[1].Child, Ending.Truncated);
        return hand.Tree;
    }

    private static RunProgress Iterated(int done, RolloutTree tree, double loss) => new(
        done,
        new Tally { Actions = 5, Groups = 2, Trajectories = 3, Successes = 1, Updates = new UpdateReport(5, 1, loss, 0, 0.5, 0) },
        new Tally { Actions = 5 * done }, 6, 6, null, [tree])
    {
        Sampled = new SampledStates(0.5, 2, 2),
    };

    private static RunProgress Measured(int done, long actions, Ending ending, double score = 1)
    {
        var task = new TaskInstance("task", "fake");
        return new RunProgress(done, new Tally(), new Tally { Actions = actions }, 6, 6, new Evaluation(new Panel("panel", [task], ["1"]), [new EpisodeOutcome(task, ending, 4, score)]), []);
    }
}

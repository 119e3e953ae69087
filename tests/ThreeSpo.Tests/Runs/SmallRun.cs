using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Runs;

/// <summary>A small run on disk, trained as 3spo train does it, but in this process: it can be left and gone on with at any wave.</summary>
internal sealed class SmallRun : IDisposable
{
    private static readonly Lazy<Playground> Corridor = new(() => CorridorPlayground.Create());
    private static readonly Lazy<Playground> Alfworld = new(() => AlfworldPlayground.Create("generated", "", 12, 4));

    private readonly TemporaryFolder _place;
    private readonly string[] _words;

    /// <summary>Describes it.</summary>
    /// <param name="words">Its settings, as on the command line.</param>
    public SmallRun(params string[] words)
        : this(new TemporaryFolder(TemporaryFolder.Memory), words)
    {
    }

    private SmallRun(TemporaryFolder place, string[] words)
    {
        _place = place;
        _words = [.. words, $"out={_place.Path}", "name=run"];
        Playground = words.Contains("world=corridor") ? Corridor.Value : Alfworld.Value;
    }

    /// <summary>What it is trained in.</summary>
    public Playground Playground { get; init; }

    /// <summary>Its folder.</summary>
    public string Folder => _place.File("run");

    /// <summary>How often it was left.</summary>
    public int Pauses { get; private set; }

    /// <summary>Trains it to its end. Wherever it is left, it is opened anew from what is on disk.</summary>
    /// <param name="leave">Whether to leave it at the n-th point where it can be left.</param>
    public async Task<RunOutcome> ToEndAsync(Func<int, bool> leave)
    {
        long budget = RunChoice.Of(_words).Source.Method.Training.Actions;
        for (int point = 0; ;)
        {
            using RunSession session = await OpenAsync();
            using RunRecorder recorder = session.Record(_ => { }, TimeProvider.System);
            using var left = new CancellationTokenSource();
            var observer = new Leaving(recorder, run => run.Actions < budget && leave(point++), left);
            RunOutcome outcome = await session.Run.RunAsync(observer, left.Token);
            recorder.Flush();
            if (!outcome.Cancelled)
                return outcome;

            Pauses++;
        }
    }

    /// <summary>Trains it, saved at every point where it can be saved, and leaves it at the n-th.</summary>
    public async Task LeaveAsync(int point)
    {
        using RunSession session = await OpenAsync();
        using RunRecorder recorder = session.Record(_ => { }, TimeProvider.System);
        using var left = new CancellationTokenSource();
        await session.Run.RunAsync(new Leaving(recorder, _ => point-- == 0, left), left.Token);
        recorder.Flush();
    }

    /// <summary>A copy of its folder, elsewhere.</summary>
    public SmallRun Copy()
    {
        var copy = new SmallRun(_words[..^2]);
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>Its newest checkpoint.</summary>
    public string Newest => new Checkpoints(Folder).All[0];

    /// <summary>Its log, as one text.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "log.txt"));

    /// <summary>Opens it as the program does.</summary>
    public async Task<RunSession> OpenAsync()
    {
        var choice = RunChoice.Of(_words);
        return choice.Folder is { } folder
            ? await RunSession.GoOnAsync(choice.Source, Playground, folder, TimeProvider.System, TestContext.Current.CancellationToken)
            : RunSession.Begin(choice.Source, Playground, TimeProvider.System);
    }

    /// <summary>Everything that it ended with, as one text: policy, optimiser, and the dump of its records.</summary>
    public string End()
    {
        using SqliteConnection connection = RunDatabase.OpenToRead(Folder);
        string learner = new Checkpoints(Folder).All[0];
        IEnumerable<string> files = Directory.EnumerateFiles(Folder, "policy.light").Concat(Policy()).Concat(
            Directory.EnumerateFiles(learner, "*", SearchOption.AllDirectories).Where(file => file.Contains("learner", StringComparison.Ordinal)));
        return string.Join('\n', files.Order(StringComparer.Ordinal).Select(Sum).Append(RunDump.Hash(connection)));
    }

    /// <summary>The same run with other settings; it lives as long as this one.</summary>
    public SmallRun With(params string[] words) => new(_place, [.. _words, .. words]) { Playground = Playground };

    public void Dispose()
    {
        if (Directory.Exists(_place.Path))
            _place.Dispose();
    }

    private IEnumerable<string> Policy() => Directory.Exists(Path.Combine(Folder, "policy"))
        ? Directory.EnumerateFiles(Path.Combine(Folder, "policy")) : [];

    private static string Sum(string file) => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}";

    /// <summary>Saves at every point where the run can be saved, and leaves it at some.</summary>
    private sealed class Leaving(RunRecorder recorder, Func<TrainingRun, bool> leave, CancellationTokenSource left) : IRunObserver
    {
        public bool IsCheckpointDue => true;

        public void Report(RunProgress progress) => recorder.Report(progress);

        public void Checkpoint(TrainingRun run)
        {
            recorder.Checkpoint(run);
            if (leave(run))
                left.Cancel();
        }

        public void Learned() => recorder.Learned();
    }
}

using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Runs;

/// <summary>A run that is about to be trained: its folder, its policy, and where it stands.</summary>
internal sealed class RunSession : IDisposable
{
    private readonly SettingsSource _source;
    private readonly SqliteConnection _connection;
    private RunWriter? _writer;

    private RunSession(SettingsSource source, Playground playground, RunFolder folder, IPolicy policy, SqliteConnection connection)
    {
        _source = source;
        _connection = connection;
        Playground = playground;
        Folder = folder;
        Policy = policy;
    }

    public Playground Playground { get; }

    public RunFolder Folder { get; }

    public IPolicy Policy { get; }

    public required TrainingRun Run { get; init; }

    /// <summary>Whether it goes on with what an earlier process began.</summary>
    public bool GoesOn { get; private init; }

    /// <summary>Begins a new run in a folder of its own.</summary>
    public static RunSession Begin(SettingsSource source, Playground playground, TimeProvider clock)
    {
        IPolicy policy = PolicySource.Open(source, playground);
        RunFolder? folder = null;
        SqliteConnection? connection = null;
        try
        {
            folder = NewFolder(source);
            if (policy.NeedsStart(source.Method.Learner))
            {
                policy.Save(folder.Start);
                DurableFiles.FlushTree(folder.Start);
            }

            connection = RunDatabase.Create(folder.Path);
            var session = new RunSession(source, playground, folder, policy, connection)
            {
                Run = RunOf(source, playground, policy, null),
            };
            session.WriteFacts();

            // Last of all: a folder with settings is a run's, one without is begun anew.
            folder.Write(RunFolder.SettingsFile, Screens.SettingsPage.File(source, Program));
            folder.Log(clock.GetUtcNow(), $"begun by {Program}: {policy.Description}");
            return session;
        }
        catch
        {
            connection?.Dispose();
            folder?.Discard();
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a run from its newest checkpoint that is whole, or from its beginning where there is none.</summary>
    /// <param name="source">Its settings.</param>
    /// <param name="playground">Its world.</param>
    /// <param name="path">Its folder.</param>
    /// <param name="clock">For its log.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<RunSession> GoOnAsync(
        SettingsSource source, Playground playground, string path, TimeProvider clock, CancellationToken cancellation)
    {
        var folder = RunFolder.Open(path);
        IPolicy? policy = null;
        SqliteConnection? connection = null;
        try
        {
            connection = RunDatabase.OpenToWrite(path);
            RunDatabase.Check(connection, path);
            CheckSame(connection, playground, path);
            (string Path, CheckpointManifest Manifest)? checkpoint = folder.Checkpoints.Newest(
                damage => Warn(folder, clock, $"A damaged checkpoint is left out, the one before it is used: {damage}"));
            policy = PolicySource.Open(source, playground, checkpoint?.Path ?? (Directory.Exists(folder.Start) ? folder.Start : null));
            var session = new RunSession(source, playground, folder, policy, connection)
            {
                Run = RunOf(source, playground, policy, checkpoint is null ? null : folder.Start),
                GoesOn = true,
            };
            if (checkpoint is { } place)
                await LoadAsync(session, place, cancellation);
            else
                Restart(session, clock);

            session.Reopen(checkpoint?.Path);
            folder.Log(clock.GetUtcNow(), string.Create(
                CultureInfo.InvariantCulture, $"gone on with by {Program} after {session.Run.Actions} actions, from {checkpoint?.Path ?? "the beginning"}"));
            return session;
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            policy?.Dispose();
            folder.Dispose();
            if (fault is SqliteException damage)
                throw RunDatabase.Explained(damage, path);

            throw;
        }
    }

    private static async Task LoadAsync(RunSession session, (string Path, CheckpointManifest Manifest) place, CancellationToken cancellation)
    {
        try
        {
            await RunLoader.LoadAsync(session._connection, place, session.Run, session.Policy, cancellation);
        }
        catch (InvalidDataException fault)
        {
            // Its files are as they were written: rather than to go back unasked, a person decides.
            throw new InvalidDataException($"{fault.Message} To go on from the checkpoint before, remove '{place.Path}'.", fault);
        }
    }

    private static void Restart(RunSession session, TimeProvider clock)
    {
        if (session.Folder.Checkpoints.All.Count > 0)
            Warn(session.Folder, clock, "No checkpoint of the run is whole: it begins anew, from what it started from.");

        RunLoader.Restart(session._connection);
    }

    /// <summary>Starts to record it.</summary>
    public RunRecorder Record(Action<RunProgress> shown, TimeProvider clock)
    {
        TimeSpan before = RunLoader.Elapsed(_connection);
        _writer = new RunWriter(_connection, Folder.Path, _source.Record, Run.Memory);
        return new RunRecorder(Folder, _writer, Policy, _source.Record, Program, before, clock) { Shown = shown };
    }

    /// <summary>Trains it to its end, or until it is asked to pause, and leaves its folder as such a run has it.</summary>
    /// <param name="recorder">What <see cref="Record"/> made.</param>
    /// <param name="asked">Asks it to stop after the wave under way.</param>
    /// <param name="broken">Breaks the wave under way off.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was measured for the first time.</exception>
    public async Task<(RunOutcome Outcome, TimeSpan Taken, object Result)> TrainAsync(RunRecorder recorder, CancellationToken asked, CancellationToken broken)
    {
        int before = Run.Iterations;
        RunOutcome outcome = await Run.RunAsync(recorder, asked, broken);
        recorder.Flush();
        recorder.Log(recorder.Cost(outcome.Iterations - before));

        // Last: a run that was interrupted is told from one that was killed by the log's last line.
        recorder.Log(outcome switch
        {
            { Cancelled: true } => "interrupted",
            { Stopped: { } reason } => $"stopped early: {reason}",
            _ => "ended",
        });
        TimeSpan taken = recorder.Elapsed;
        object result = Report.Of(outcome, _source.Preset, _source.Run.Policy, _source.Method.Training, taken.TotalSeconds, Folder.Path);
        if (!outcome.Cancelled)
            Folder.Write(RunFolder.ResultFile, JsonSerializer.Serialize(result, Json.Page) + "\n");

        return (outcome, taken, result);
    }

    /// <summary>Removes everything: nothing was learned that would be worth keeping.</summary>
    public void Discard()
    {
        Close();
        Folder.Discard();
    }

    public void Dispose()
    {
        Close();
        Folder.Dispose();
    }

    private void Close()
    {
        _writer?.Dispose();
        _connection.Dispose();
        Policy.Dispose();
    }

    /// <summary>The program and its version.</summary>
    public static string Program { get; } =
        $"3spo {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?"}";

    /// <summary>Puts a run together from its settings.</summary>
    public static TrainingRun RunOf(SettingsSource source, Playground playground, IPolicy policy, string? start)
    {
        MethodSettings method = source.Method;
        return new TrainingRun(
            MethodFactory.Create(
                playground.World, playground.Train.Tasks, policy.Actor(method.Training.Temperature), policy.Learner(method.Learner, start), method,
                MethodFactory.NeedsGreedy(method) ? policy.Actor(MethodFactory.GreedyTemperature) : null),
            new Evaluator(playground.World, policy.Actor(method.Training.EvalTemperature), method.Rollout.MaxSteps, (ulong)method.Training.Seed),
            playground.Unseen,
            method.Training);
    }

    private static RunFolder NewFolder(SettingsSource source)
    {
        RunSettings run = source.Run;
        string name = run.Name.Length > 0 ? run.Name : $"{run.World}-{source.Preset}-{source.Method.Training.Seed}";
        string path = Path.Combine(run.Out, name);
        try
        {
            for (int number = 2; ; number++)
            {
                if (RunFolder.TryCreate(path) is { } folder)
                    return folder;
                if (run.Name.Length > 0)
                    throw new RunInUseException(path);

                path = Path.Combine(run.Out, $"{name}-{number}");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"The run folder '{path}' cannot be written: {fault.Message} Choose another place with out=FOLDER.");
        }
    }

    /// <summary>Other games would make another run; another program may.</summary>
    private static void CheckSame(SqliteConnection connection, Playground playground, string path)
    {
        if (RunLoader.Fact(connection, "train_hash") is { } hash && hash != playground.Train.Hash)
        {
            throw new UserMistakeException(
                $"The run in '{path}' was begun on training tasks with the hash {hash}, but '{playground.Train.Name}' has {playground.Train.Hash} now. Put its games back where they were.");
        }

        if (RunLoader.Fact(connection, "begun_by") is { } program && program != Program)
            Console.Error.WriteLine($"3spo: note: the run was begun by {program} and goes on with {Program}: it may end with other bytes than it would have.");
    }

    private static void Warn(RunFolder folder, TimeProvider clock, string what)
    {
        folder.Log(clock.GetUtcNow(), what);
        Console.Error.WriteLine($"3spo: {Printable.Line(what, 500)}");
    }

    /// <summary>Removes what lies after the checkpoint, and what made the run pass for ended.</summary>
    private void Reopen(string? checkpoint)
    {
        Folder.Checkpoints.RemoveAfter(checkpoint);
        Folder.Reopen();
        Folder.Write(RunFolder.SettingsFile, Screens.SettingsPage.File(_source, Program));
        WriteFacts();
    }

    private void WriteFacts() => RunLoader.WriteFacts(
        _connection,
        [
            ("program", Program), ("begun_by", RunLoader.Fact(_connection, "begun_by") ?? Program), ("preset", _source.Preset), ("world", Playground.Name), ("policy", Policy.Description),
            ("train", Playground.Train.Name), ("train_hash", Playground.Train.Hash), ("panel", Playground.Unseen.Name),
            ("panel_hash", Playground.Unseen.Hash), ("process", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
        ],
        _source.Values().Select(one => (one.Setting.Key, one.Value, one.Origin)));
}

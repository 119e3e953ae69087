using System.Globalization;
using ThreeSpo.Runs.TensorBoard;
using ThreeSpo.Saving;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Follows a run and keeps it on disk: every iteration in the database, now and then a checkpoint, in the end the policy.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="writer">Writes its database; disposed of with this.</param>
/// <param name="policy">What learns.</param>
/// <param name="settings">How often it is saved.</param>
/// <param name="program">The program's name and version.</param>
/// <param name="before">How long the run had taken before this process went on with it.</param>
/// <param name="clock">Measures the time.</param>
public sealed class RunRecorder(
    RunFolder folder, RunWriter writer, IRunPolicy policy, RecordSettings settings, string program, TimeSpan before, TimeProvider clock)
    : IRunObserver, IDisposable
{
    /// <summary>A checkpoint waits for this many times as long as the last one took: checkpoints cost a run at most a twentieth of its time, those after an evaluation left out.</summary>
    private const double CostBound = 20;

    private readonly EventFile? _events = settings.TensorBoard ? EventFile.Create(folder.TensorBoard, "3spo", clock) : null;
    private readonly long _began = clock.GetTimestamp();
    private long _saved = clock.GetTimestamp();
    private TimeSpan _cost;
    private bool _measured;

    /// <summary>Shows where the run stands.</summary>
    public Action<RunProgress> Shown { get; init; } = _ => { };

    /// <summary>How long the run has taken so far, earlier processes included.</summary>
    public TimeSpan Elapsed => before + clock.GetElapsedTime(_began);

    /// <summary>Time that this process has spent on checkpoints.</summary>
    public TimeSpan Saving { get; private set; }

    /// <summary>Time that training has waited for the database.</summary>
    public TimeSpan Waiting => writer.Waited;

    /// <summary>What recording has cost, for the log.</summary>
    /// <param name="iterations">Iterations done by this process.</param>
    public string Cost(int iterations)
    {
        TimeSpan held = Saving + Waiting;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"recording held the run up for {held.TotalSeconds:0.00} s of {clock.GetElapsedTime(_began).TotalSeconds:0.0} s, "
            + $"{held.TotalMilliseconds / Math.Max(1, iterations):0.0} ms an iteration, checkpoints included; the writer's thread worked {writer.Busy.TotalSeconds:0.0} s beside it");
    }

    /// <inheritdoc/>
    public bool IsCheckpointDue
    {
        get
        {
            TimeSpan since = clock.GetElapsedTime(_saved);
            return _measured || settings.CheckpointSeconds == 0
                || (since.TotalSeconds >= settings.CheckpointSeconds && since >= _cost * CostBound);
        }
    }

    /// <inheritdoc/>
    public void Report(RunProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        writer.Add(progress, Elapsed.TotalSeconds);
        _events?.Write(progress.Total.Actions, clock.GetUtcNow(), Scalars.Of(progress));

        // What was measured is saved with its success, so that the best policy can be kept.
        _measured |= progress.Evaluation is not null && progress.Iteration > 0;
        Shown(progress);
    }

    /// <inheritdoc/>
    public void Checkpoint(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        long began = clock.GetTimestamp();

        // Records first: a checkpoint must never know of more than they hold.
        writer.Flush();
        var position = new CheckpointManifest(
            CheckpointManifest.CurrentFormat, program, run.Iterations, run.Actions, run.Evaluations, run.Success, []);
        string path = folder.Checkpoints.Write(position, place => Write(run, place));
        folder.Checkpoints.Prune(settings.KeepCheckpoints);
        writer.WriteCounts(run.Memory);

        _saved = clock.GetTimestamp();
        _cost = clock.GetElapsedTime(began, _saved);
        _measured = false;
        Saving += _cost;
        Log(string.Create(
            CultureInfo.InvariantCulture, $"checkpoint after {run.Actions} actions: {Path.GetFileName(path)}, {_cost.TotalMilliseconds:0} ms"));
    }

    /// <inheritdoc/>
    public void Learned() => policy.Save(folder.Path);

    /// <summary>Waits until all records are on the disk.</summary>
    public void Flush() => writer.Flush();

    /// <summary>Adds a line to the run's log.</summary>
    public void Log(string line) => folder.Log(clock.GetUtcNow(), line);

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        _events?.Dispose();
    }

    private void Write(TrainingRun run, string place)
    {
        policy.Save(place);
        policy.SaveLearner(place);
        using FileStream file = File.Create(Path.Combine(place, RunFolder.StateFile));
        using var to = new StateWriter(file);
        run.Save(to, policy.Proposals);
    }
}

using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A method in the corridor with a scripted actor and a learner that only remembers.</summary>
internal sealed class Bench
{
    private readonly ITrainingMethod _method;

    public Bench(MethodSettings settings, IActor actor, IEnvironment? world = null, ILearner? learner = null, params int[] corridors)
    {
        TaskInstance[] tasks = [.. (corridors.Length > 0 ? corridors : [3]).Select(CorridorWorld.TaskOf)];
        _method = MethodFactory.Create(world ?? new CorridorWorld(), tasks, actor, learner ?? Learner, settings);
    }

    /// <summary>What was learned from, unless another learner was given.</summary>
    public RecordingLearner Learner { get; } = new();

    /// <summary>What can end an iteration early.</summary>
    public CancellationToken Cancellation { get; init; } = TestContext.Current.CancellationToken;

    /// <summary>Runs the n-th iteration.</summary>
    public async Task<Tally> IterateAsync(int iteration = 0) =>
        (await _method.IterateAsync(iteration, () => Cancellation.IsCancellationRequested, CancellationToken.None))?.Tally ?? new Tally();

    /// <summary>Learns from what is left.</summary>
    public async Task<Tally> FinishAsync() => await _method.FinishAsync(0, TestContext.Current.CancellationToken);
}

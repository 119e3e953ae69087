using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>One iteration of a method: collect on a batch of tasks, credit, learn.</summary>
public interface ITrainingMethod
{
    /// <summary>What the run remembers beyond its trees.</summary>
    RunMemory Memory { get; }

    /// <summary>Actions sampled in the iteration that was paused; 0 where none was.</summary>
    long ActionsUnderWay { get; }

    /// <summary>Begins an iteration, or goes on with the one that was paused.</summary>
    /// <param name="iteration">Its number, from 0.</param>
    /// <param name="pause">Asked before every wave: whether to leave the iteration as it stands, to be saved or gone on with.</param>
    /// <param name="cancellation">Breaks off the wave under way; the method can then only be loaded from where it was saved.</param>
    /// <returns>The iteration; null where it was paused.</returns>
    ValueTask<Iteration?> IterateAsync(int iteration, Func<bool> pause, CancellationToken cancellation);

    /// <summary>Learns from what an unfinished update has gathered; called once, at the end of a run.</summary>
    ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation);

    /// <summary>Saves everything that the next wave depends on, the policy and the counts of the history left out.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="proposals">How the policy's proposals are saved.</param>
    void Save(StateWriter to, IProposalFormat proposals);

    /// <summary>Puts back what was saved, after the records of all finished iterations were put back into <see cref="Memory"/>.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="proposals">How the policy's proposals are saved.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or does not fit what is in the memory.</exception>
    ValueTask LoadAsync(StateReader from, IProposalFormat proposals, CancellationToken cancellation);
}

/// <summary>An iteration that has come to its end.</summary>
/// <param name="Tally">What happened in it.</param>
/// <param name="Trees">Its trees, or episodes, in order of their slots.</param>
public sealed record Iteration(Tally Tally, IReadOnlyList<RolloutTree> Trees);

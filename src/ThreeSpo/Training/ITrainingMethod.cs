namespace ThreeSpo.Training;

/// <summary>One iteration of a method: collect on a batch of tasks, credit, learn.</summary>
public interface ITrainingMethod
{
    /// <summary>Distinct observation texts met in the run so far.</summary>
    int DistinctTexts { get; }

    /// <summary>States with a record in the history.</summary>
    int KnownStates { get; }

    /// <summary>Runs one iteration; stops after the wave under way where cancellation is asked for.</summary>
    /// <param name="iteration">Its number, from 0.</param>
    /// <param name="cancellation">Stops it.</param>
    ValueTask<Tally> IterateAsync(int iteration, CancellationToken cancellation);

    /// <summary>Learns from what an unfinished update has gathered; called once, at the end of a run.</summary>
    ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation);
}

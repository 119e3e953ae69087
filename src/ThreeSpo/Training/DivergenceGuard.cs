using ThreeSpo.Optimization;

namespace ThreeSpo.Training;

/// <summary>Notices a run whose updates no longer come to anything.</summary>
/// <param name="patience">Optimiser steps skipped in a row after which the run stops.</param>
public sealed class DivergenceGuard(int patience)
{
    /// <summary>Takes in the updates of the run so far.</summary>
    /// <returns>Why the run should stop and what to change, or null.</returns>
    public string? Watch(UpdateReport updates) => updates.SkippedLast < patience
        ? null
        : $"The last {updates.SkippedLast} optimiser steps were skipped, one after the other, because their loss or gradient was not finite. "
            + "Go back to an earlier checkpoint with a lower learningRate, or start again with maxGradientNorm=1.";
}

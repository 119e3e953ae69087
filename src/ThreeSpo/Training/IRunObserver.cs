using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>Follows a run: shows it, records it, and decides when it is saved.</summary>
public interface IRunObserver
{
    /// <summary>Whether the run should be saved now; asked before every wave.</summary>
    bool IsCheckpointDue { get; }

    /// <summary>Told after every iteration and every evaluation.</summary>
    void Report(RunProgress progress);

    /// <summary>The run stands still, and can be saved as it is: <see cref="TrainingRun.Save"/>, and the policy with its learner.</summary>
    void Checkpoint(TrainingRun run);

    /// <summary>Nothing more will be learned, and the result is about to be measured: the time to save the policy.</summary>
    void Learned();
}

/// <summary>Where a run stands.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Last">The last iteration; empty right after an evaluation.</param>
/// <param name="Total">The run so far.</param>
/// <param name="DistinctTexts">Distinct observation texts met.</param>
/// <param name="KnownStates">States with a record.</param>
/// <param name="Evaluation">The evaluation just made, if any.</param>
/// <param name="Trees">The trees of the last iteration; none right after an evaluation.</param>
public sealed record RunProgress(
    int Iteration, Tally Last, Tally Total, int DistinctTexts, int KnownStates, Evaluation? Evaluation, IReadOnlyList<RolloutTree> Trees)
{
    /// <summary>The states that the last iteration sampled at; null right after an evaluation.</summary>
    public SampledStates? Sampled { get; init; }

    /// <summary>What the last iteration cost. Unit: tokens, priced where the policy reads no text.</summary>
    public double LastTokens { get; init; }

    /// <summary>What the run has cost so far. Unit: tokens, priced where the policy reads no text.</summary>
    public double TotalTokens { get; init; }
}

using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>One figure of iterations or evaluations, and what it is called wherever it is seen. docs/metrics.md explains every one.</summary>
/// <param name="Name">In exported lines.</param>
/// <param name="Column">In run.db: a column, or an expression over columns, of the table iteration or evaluation.</param>
/// <param name="Tag">In TensorBoard; null where a chart of it would say nothing.</param>
/// <param name="Of">Its value as a run reports it, null where there is none; itself null where it is no number or not reported.</param>
public sealed record Figure(string Name, string Column, string? Tag = null, Func<RunProgress, double?>? Of = null)
{
    /// <summary>Figures of every iteration.</summary>
    /// <remarks>What an iteration did not do has no value: a rate without trajectories, a loss where nothing was learned.</remarks>
    public static IReadOnlyList<Figure> OfIterations { get; } =
    [
        new("iteration", "number + 1"),
        new("actions", "total_actions"),
        new("seconds", "seconds"),
        new("sampled", "actions", "sampling/actions", run => run.Last.Actions),
        new("trajectories", "trajectories", "sampling/trajectories", run => run.Last.Trajectories),
        new("successes", "successes", "sampling/successes", run => run.Last.Successes),
        new("successRate", "CASE WHEN trajectories > 0 THEN 1.0 * successes / trajectories END", "sampling/success_rate",
            run => run.Last.Trajectories > 0 ? run.Last.SuccessRate : null),
        new("meanWidth", "CASE WHEN groups > 0 THEN 1.0 * actions / groups END", "sampling/mean_width",
            run => run.Last.Groups > 0 ? run.Last.MeanWidth : null),
        new("waves", "waves", "sampling/waves", run => run.Last.Waves),
        new("cuts", "cuts", "sampling/cuts", run => run.Last.Cuts),
        new("groups", "groups", "sampling/groups", run => run.Last.Groups),
        new("wideGroups", "wide_groups", "sampling/wide_groups", run => run.Last.WideGroups),
        new("groupsWithSpread", "groups_with_spread", "sampling/groups_with_spread", run => run.Last.GroupsWithSpread),
        new("meanScore", "mean_score", "sampling/mean_score", run => run.Sampled?.MeanScore),
        new("sampledStates", "sampled_states", "sampling/sampled_states", run => run.Sampled?.States),
        new("wideStates", "wide_states", "sampling/wide_states", run => run.Sampled?.Wide),
        new("faults", "faults", "sampling/faults", run => run.Last.Faults),
        new("firstFault", "first_fault"),
        new("invalid", "invalid", "sampling/invalid", run => run.Last.Invalid),
        new("promptTokens", "prompt_tokens", "sampling/prompt_tokens", run => run.Last.PromptTokens),
        new("responseTokens", "response_tokens", "sampling/response_tokens", run => run.Last.ResponseTokens),
        new("tokens", "tokens", "sampling/tokens", run => run.LastTokens),
        new("distinctTexts", "distinct_texts", "history/distinct_texts", run => run.DistinctTexts),
        new("knownStates", "known_states", "history/known_states", run => run.KnownStates),
        new("learnedActions", "learned_actions", "learning/actions", run => run.Last.Updates.Actions),
        new("optimiserSteps", "optimiser_steps", "learning/optimiser_steps", run => run.Last.Updates.Steps),
        new("skippedSteps", "skipped_steps", "learning/skipped_steps", run => run.Last.Updates.Skipped),
        Learned("loss", "loss", run => run.Last.Updates.Loss),
        Learned("divergence", "divergence", run => run.Last.Updates.Divergence),
        Learned("clipFraction", "clip_fraction", run => run.Last.Updates.ClipFraction),
        new("valueLoss", "value_loss", "learning/value_loss", run => run.Last.Updates.Values > 0 ? run.Last.Updates.ValueLoss : null),
        new("klWeight", "kl_weight", "learning/kl_weight", run => run.Last.Updates.KlWeight > 0 ? run.Last.Updates.KlWeight : null),
        new("learnedTokens", "learned_tokens", "learning/tokens", run => run.Last.Updates.Tokens),
        new("fingerprint", "fingerprint"),
    ];

    /// <summary>Figures of every evaluation.</summary>
    public static IReadOnlyList<Figure> OfEvaluations { get; } =
    [
        new("iteration", "iteration"),
        new("actions", "total_actions"),
        new("seconds", "seconds"),
        new("evaluation", "success", "evaluation/success", run => run.Evaluation?.Success),
        new("meanSteps", "mean_steps", "evaluation/mean_steps", run => run.Evaluation?.MeanSteps),
        new("evaluationFaults", "faults", "evaluation/faults", run => run.Evaluation?.Faults),
        new("taskScore", "CASE WHEN task_score <> 0 AND task_score <> success THEN task_score END", "evaluation/task_score",
            run => run.Evaluation is { ScoreSaysMore: true } evaluation ? evaluation.Score : null),
    ];

    private static Figure Learned(string name, string column, Func<RunProgress, double> of) => new(
        name, $"CASE WHEN learned_actions > 0 THEN {column} END", $"learning/{column}",
        run => run.Last.Updates.Actions > 0 ? of(run) : null);
}

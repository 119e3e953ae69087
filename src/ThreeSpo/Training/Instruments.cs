using System.Diagnostics.Metrics;

namespace ThreeSpo.Training;

/// <summary>What a run counts and measures for whoever listens: the figures of docs/metrics.md, under the names of docs/telemetry.md.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(Telemetry.Name, Telemetry.Version);

    private static readonly Counter<long> Actions = Sum("actions", "{action}", "Sampled actions.");
    private static readonly Counter<long> Invalid = Sum("invalid", "{action}", "Sampled actions that the world refused or that were badly formed.");
    private static readonly Counter<long> Trajectories = Sum("trajectories", "{trajectory}", "Closed trajectories, faulted ones left out.");
    private static readonly Counter<long> Successes = Sum("successes", "{trajectory}", "Closed trajectories that solved their task.");
    private static readonly Counter<long> Cuts = Sum("cuts", "{node}", "Nodes looked at and given up.");
    private static readonly Counter<long> Faults = Sum("faults", "{fault}", "Times that a world failed.");
    private static readonly Counter<long> PromptTokens = Sum("prompt_tokens", "{token}", "Tokens of the prompts sampled at.");
    private static readonly Counter<long> ResponseTokens = Sum("response_tokens", "{token}", "Tokens of the answers.");
    private static readonly Counter<long> LearnedTokens = Sum("learned_tokens", "{token}", "Tokens that went through the policy while it learned.");
    private static readonly Counter<long> OptimiserSteps = Sum("optimiser_steps", "{step}", "Optimiser steps taken.");
    private static readonly Counter<long> SkippedSteps = Sum("skipped_steps", "{step}", "Optimiser steps skipped because a gradient was not finite.");

    private static readonly Gauge<double> Success = Level<double>("evaluation", "1", "Share of the panel's tasks solved in the last evaluation.");
    private static readonly Gauge<double> MeanWidth = Level<double>("mean_width", "{action}", "Mean number of actions tried at a node in the last iteration.");
    private static readonly Gauge<double> Loss = Level<double>("loss", "{nat}", "Mean loss of the last iteration's updates.");
    private static readonly Gauge<double> Divergence = Level<double>("divergence", "{nat}", "Mean estimate of KL(policy, start) in the last iteration's updates.");
    private static readonly Gauge<double> KlWeight = Level<double>("kl_weight", "1", "Weight of the divergence in the last optimiser step.");
    private static readonly Gauge<double> ValueLoss = Level<double>("value_loss", "1", "The critic's mean loss in the last iteration's updates.");
    private static readonly Gauge<long> KnownStates = Level<long>("known_states", "{state}", "States with a record.");

    private static readonly Histogram<double> IterationDuration = Meter.CreateHistogram(
        "threespo.iteration_duration", "s", "How long an iteration took.", tags: null,
        // From a light policy's hundredths of a second to a large model's hour; the customary bounds are made for milliseconds.
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3600] });

    /// <summary>Adds what happened in an iteration, or in the last update.</summary>
    public static void Count(Tally tally)
    {
        Actions.Add(tally.Actions);
        Invalid.Add(tally.Invalid);
        Trajectories.Add(tally.Trajectories);
        Successes.Add(tally.Successes);
        Cuts.Add(tally.Cuts);
        Faults.Add(tally.Faults);
        PromptTokens.Add(tally.PromptTokens);
        ResponseTokens.Add(tally.ResponseTokens);
        LearnedTokens.Add(tally.Updates.Tokens);
        OptimiserSteps.Add(tally.Updates.Steps);
        SkippedSteps.Add(tally.Updates.Skipped);
    }

    /// <summary>Takes down how long an iteration took.</summary>
    public static void Time(TimeSpan iteration) => IterationDuration.Record(iteration.TotalSeconds);

    /// <summary>Takes down where a run stands. A figure that the last iteration did not make keeps its value.</summary>
    public static void Record(RunProgress progress)
    {
        KnownStates.Record(progress.KnownStates);
        if (progress.Evaluation is { } evaluation)
            Success.Record(evaluation.Success, KeyValuePair.Create<string, object?>(Telemetry.PanelKey, evaluation.Panel.Name));

        if (progress.Last.Groups > 0)
            MeanWidth.Record(progress.Last.MeanWidth);

        if (progress.Last.Updates.Actions == 0)
            return;

        Loss.Record(progress.Last.Updates.Loss);
        Divergence.Record(progress.Last.Updates.Divergence);
        if (progress.Last.Updates.KlWeight > 0)
            KlWeight.Record(progress.Last.Updates.KlWeight);

        if (progress.Last.Updates.Values > 0)
            ValueLoss.Record(progress.Last.Updates.ValueLoss);
    }

    private static Counter<long> Sum(string name, string unit, string description) =>
        Meter.CreateCounter<long>($"threespo.{name}", unit, description);

    private static Gauge<T> Level<T>(string name, string unit, string description) where T : struct =>
        Meter.CreateGauge<T>($"threespo.{name}", unit, description);
}

using ThreeSpo.Credit;
using ThreeSpo.Randomness;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization;

/// <summary>The part of a policy that learns.</summary>
public interface ILearner
{
    /// <summary>The critic that learns with the policy; null where it has none.</summary>
    ICritic? Critic => null;

    /// <summary>Learns from credited groups.</summary>
    /// <param name="groups">What was tried, and the advantage of each action.</param>
    /// <param name="draw">Draws for the order of mini-batches.</param>
    /// <param name="cancellation">Stops the update.</param>
    ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation);
}

/// <summary>What an update did. Means are over the sampled actions that it saw.</summary>
/// <param name="Actions">Sampled actions learned from.</param>
/// <param name="Steps">Optimiser steps taken.</param>
/// <param name="Loss">The loss it minimised. Unit: nats per action.</param>
/// <param name="Divergence">Mean k3 estimate of KL(π‖π_ref). Unit: nats per action.</param>
/// <param name="ClipFraction">Share of actions whose ratio was clipped. In [0, 1].</param>
/// <param name="Skipped">Optimiser steps skipped because a gradient was not finite.</param>
/// <param name="Tokens">Tokens that went through the policy while it learned, once for each pass; 0 for a policy that reads no text.</param>
public readonly record struct UpdateReport(
    long Actions, long Steps, double Loss, double Divergence, double ClipFraction, long Skipped, long Tokens = 0)
{
    /// <summary>How many of the last optimiser steps, one after the other up to the last, were skipped.</summary>
    public long SkippedLast { get; init; } = Steps == 0 ? Skipped : 0;

    /// <summary>Values that a critic learned from, once for each pass; 0 without a critic.</summary>
    public long Values { get; init; }

    /// <summary>The critic's mean loss. Unit: squared units of return per value.</summary>
    public double ValueLoss { get; init; }

    /// <summary>β, the weight of the divergence, in the last optimiser step; 0 where none was tried.</summary>
    public double KlWeight { get; init; }

    /// <summary>Two reports as one.</summary>
    public static UpdateReport operator +(UpdateReport left, UpdateReport right)
    {
        long actions = left.Actions + right.Actions;
        long values = left.Values + right.Values;
        double Mean(double a, double b) => actions == 0 ? 0 : ((a * left.Actions) + (b * right.Actions)) / actions;
        return new UpdateReport(
            actions, left.Steps + right.Steps, Mean(left.Loss, right.Loss), Mean(left.Divergence, right.Divergence),
            Mean(left.ClipFraction, right.ClipFraction), left.Skipped + right.Skipped, left.Tokens + right.Tokens)
        {
            SkippedLast = right.SkippedLast + (right.Steps == 0 ? left.SkippedLast : 0),
            Values = values,
            ValueLoss = values == 0 ? 0 : ((left.ValueLoss * left.Values) + (right.ValueLoss * right.Values)) / values,
            KlWeight = right.Actions > 0 ? right.KlWeight : left.KlWeight,
        };
    }

    /// <summary>Saves every figure.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write(Actions);
        to.Write(Steps);
        to.Write(Loss);
        to.Write(Divergence);
        to.Write(ClipFraction);
        to.Write(Skipped);
        to.Write(Tokens);
        to.Write(SkippedLast);
        to.Write(Values);
        to.Write(ValueLoss);
        to.Write(KlWeight);
    }

    /// <summary>Reads what was saved.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="hasCritic">Whether it was saved with the figures of the critic and the weight of the divergence; those are 0 otherwise.</param>
    public static UpdateReport Load(StateReader from, bool hasCritic = true)
    {
        ArgumentNullException.ThrowIfNull(from);
        return new UpdateReport(from.Long(), from.Long(), from.Number(), from.Number(), from.Number(), from.Long(), from.Long())
        {
            SkippedLast = from.Long(),
            Values = hasCritic ? from.Long() : 0,
            ValueLoss = hasCritic ? from.Number() : 0,
            KlWeight = hasCritic ? from.Number() : 0,
        };
    }

    /// <summary>Two reports as one.</summary>
    public static UpdateReport Add(UpdateReport left, UpdateReport right) => left + right;
}

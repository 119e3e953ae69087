using ThreeSpo.Credit;
using ThreeSpo.Randomness;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization.Light;

/// <summary>Learns the light policy: exact gradients, Adam.</summary>
/// <param name="weights">The weights; changed.</param>
/// <param name="reference">The frozen start, for the divergence and for preferences.</param>
/// <param name="settings">Objective, step size, mini-batches.</param>
public sealed class LightLearner(LightWeights weights, LightWeights reference, LearnerSettings settings) : ILearner
{
    private readonly Adam _adam = new(LightWeights.Size);
    private readonly float[] _gradient = new float[LightWeights.Size];

    /// <inheritdoc/>
    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(groups);
        CreditedGroup[] order = [.. groups.Where(Teaches)];
        UpdateReport report = default;
        for (int pass = 0; pass < settings.Passes && order.Length > 0; pass++)
        {
            (draw with { Node = pass }).Shuffle<CreditedGroup>(order, Use.BatchOrder);
            foreach (Range batch in MiniBatches.Of(order, group => group.Branches.Count, settings.MiniBatch))
            {
                cancellation.ThrowIfCancellationRequested();
                report += Step(order.AsSpan(batch));
            }
        }

        return new(report);
    }

    /// <summary>Saves the optimiser.</summary>
    public void Save(StateWriter to) => _adam.Save(to);

    /// <summary>Puts the optimiser back.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Load(StateReader from) => _adam.Load(from);

    /// <summary>Whether a group moves the policy; a preference needs two actions to prefer between.</summary>
    private bool Teaches(CreditedGroup group) =>
        group.HasSpread && (settings.Objective is not Objective.Dpo || group.Branches.Count > 1);

    private UpdateReport Step(ReadOnlySpan<CreditedGroup> batch)
    {
        Array.Clear(_gradient);
        int actions = 0;
        foreach (CreditedGroup group in batch)
            actions += group.Branches.Count;

        var loss = new BatchLoss();
        foreach (CreditedGroup group in batch)
            GroupGradient.Add(group, weights, reference, settings, scale: 1.0 / actions, _gradient, ref loss);

        bool finite = double.IsFinite(loss.Loss) && Limit();
        if (finite)
            _adam.Step(weights.Values, _gradient, settings.LearningRate);

        return new UpdateReport(
            actions, finite ? 1 : 0, loss.Loss / actions, loss.Divergence / actions, (double)loss.Clipped / actions, finite ? 0 : 1);
    }

    /// <summary>Scales the gradient down to the largest norm allowed.</summary>
    /// <returns>Whether the gradient is finite.</returns>
    private bool Limit()
    {
        double squares = 0;
        foreach (float slope in _gradient)
            squares += (double)slope * slope;

        if (!double.IsFinite(squares))
            return false;

        double norm = Math.Sqrt(squares);
        if (settings.MaxGradientNorm > 0 && norm > settings.MaxGradientNorm)
        {
            for (int i = 0; i < _gradient.Length; i++)
                _gradient[i] *= (float)(settings.MaxGradientNorm / norm);
        }

        return true;
    }
}

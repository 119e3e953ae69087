using ThreeSpo.Credit;
using ThreeSpo.Randomness;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization.Light;

/// <summary>Learns the light policy: exact gradients, Adam.</summary>
/// <param name="weights">The weights; changed.</param>
/// <param name="reference">The frozen start, for the divergence and for preferences.</param>
/// <param name="settings">Objective, step size, mini-batches.</param>
/// <param name="features">What a critic describes states with; null for a policy without one.</param>
public sealed class LightLearner(LightWeights weights, LightWeights reference, LearnerSettings settings, IActionFeatures? features = null) : ILearner
{
    private const string CriticPart = "critic";

    private readonly Adam _adam = new(LightWeights.Size);
    private readonly KlController _divergence = new(settings);
    private readonly LightCritic? _critic = features is null ? null : new LightCritic(features, settings);
    private readonly float[] _gradient = new float[LightWeights.Size];

    /// <inheritdoc/>
    public ICritic? Critic => _critic;

    /// <inheritdoc/>
    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(groups);
        LearnerSettings now = settings with { KlWeight = _divergence.Weight };
        CreditedGroup[] order = [.. groups.Where(Teaches)];
        UpdateReport report = default;
        for (int pass = 0; pass < settings.Passes && order.Length > 0; pass++)
        {
            (draw with { Node = pass }).Shuffle<CreditedGroup>(order, Use.BatchOrder);
            foreach (Range batch in MiniBatches.Of(order, group => group.Branches.Count, settings.MiniBatch))
            {
                cancellation.ThrowIfCancellationRequested();
                report += Step(order.AsSpan(batch), now);
            }
        }

        _divergence.Adapt(report.Divergence, report.Actions);
        return new(report);
    }

    /// <summary>Saves the optimiser; the weight of the divergence where that adapts, and the critic where there is one in use.</summary>
    public void Save(StateWriter to)
    {
        _adam.Save(to);
        if (_divergence.Adapts)
            _divergence.Save(to);

        if (_critic is { IsUsed: true })
        {
            to.Begin(CriticPart);
            _critic.Save(to);
        }
    }

    /// <summary>Puts back what was saved; parts that are not there stay as they are.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Load(StateReader from)
    {
        _adam.Load(from);
        while (from.Left > 0)
        {
            if (from.Expect(KlController.Part, CriticPart) == KlController.Part)
                _divergence.Load(from);
            else if (_critic is null)
                throw new InvalidDataException("A critic was saved with the policy, but this policy has none. Go on with the settings that it was saved with.");
            else
                _critic.Load(from);
        }
    }

    /// <summary>Whether a group moves the policy or its critic; a preference needs two actions to prefer between.</summary>
    private bool Teaches(CreditedGroup group) =>
        IsValued(group) || (group.HasSpread && (settings.Objective is not Objective.Dpo || group.Branches.Count > 1));

    private bool IsValued(CreditedGroup group) => _critic is not null && group.Value is not null;

    private UpdateReport Step(ReadOnlySpan<CreditedGroup> batch, LearnerSettings now)
    {
        Array.Clear(_gradient);
        int actions = 0;
        foreach (CreditedGroup group in batch)
            actions += group.Branches.Count;

        var loss = new BatchLoss();
        foreach (CreditedGroup group in batch)
            GroupGradient.Add(group, weights, reference, now, scale: 1.0 / actions, _gradient, ref loss);

        (int values, double valueLoss) = Foresee(batch);
        bool finite = double.IsFinite(loss.Loss) && double.IsFinite(valueLoss) && Limit() && (values == 0 || _critic!.IsFinite);
        if (finite)
            _adam.Step(weights.Values, _gradient, settings.LearningRate);
        if (finite && values > 0)
            _critic!.Step();

        return new UpdateReport(
            actions, finite ? 1 : 0, loss.Loss / actions, loss.Divergence / actions, (double)loss.Clipped / actions, finite ? 0 : 1)
        {
            Values = values,
            ValueLoss = valueLoss,
            KlWeight = now.KlWeight,
        };
    }

    /// <summary>Lets the critic take up what a mini-batch teaches it.</summary>
    /// <returns>Its lessons, and their mean loss.</returns>
    private (int Values, double Loss) Foresee(ReadOnlySpan<CreditedGroup> batch)
    {
        int values = 0;
        foreach (CreditedGroup group in batch)
            values += IsValued(group) ? 1 : 0;

        if (values == 0)
            return (0, 0);

        double sum = 0;
        _critic!.Clear();
        foreach (CreditedGroup group in batch)
            sum += IsValued(group) ? _critic.Add(((LightProposal)group.Branches[0].Proposal).Choices, group.Value!, 1.0 / values) : 0;

        return (values, sum / values);
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

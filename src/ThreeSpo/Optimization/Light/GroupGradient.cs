using ThreeSpo.Credit;

namespace ThreeSpo.Optimization.Light;

/// <summary>Sums over a mini-batch. Unit: nats; divide by the number of actions for means.</summary>
internal struct BatchLoss
{
    public double Loss;
    public double Divergence;
    public int Clipped;
}

/// <summary>The exact gradient of one group's loss by the weights of the light policy.</summary>
/// <remarks>∂ ln π(a|s)/∂w = (φ(s, a) − Σ_b π(b|s)·φ(s, b)) / T.</remarks>
internal static class GroupGradient
{
    /// <summary>Adds a group's loss and gradient.</summary>
    /// <param name="group">The group; its actions were chosen from one set of choices.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="reference">The frozen start.</param>
    /// <param name="settings">Objective, clip and KL.</param>
    /// <param name="scale">What each action's slope is multiplied with: one over the mini-batch.</param>
    /// <param name="gradient">Receives the gradient, shape [65536].</param>
    /// <param name="loss">Receives the sums.</param>
    public static void Add(
        CreditedGroup group, LightWeights weights, LightWeights reference, LearnerSettings settings, double scale,
        Span<float> gradient, ref BatchLoss loss)
    {
        var first = (LightProposal)group.Branches[0].Proposal;
        Choices choices = first.Choices;
        double[] now = new double[choices.Count];
        double[] start = [];
        weights.LogProbabilities(choices, first.Temperature, now);
        if (settings.KlWeight > 0 || settings.Objective is Objective.Dpo)
        {
            start = new double[choices.Count];
            reference.LogProbabilities(choices, first.Temperature, start);
        }

        double[] slopes = settings.Objective is Objective.Dpo
            ? PreferenceSlopes(group, now, start, settings, ref loss)
            : PolicySlopes(group, now, settings, ref loss);
        if (settings.KlWeight > 0)
            AddDivergence(group, now, start, settings.KlWeight, slopes, ref loss);

        Spread(group, choices, now, slopes, scale / first.Temperature, gradient);
    }

    /// <summary>dL/d ln π of every action of the group, shape [G].</summary>
    private static double[] PolicySlopes(CreditedGroup group, double[] now, LearnerSettings settings, ref BatchLoss loss)
    {
        var clip = ClipRange.Of(settings);
        double[] slopes = new double[group.Branches.Count];
        for (int i = 0; i < slopes.Length; i++)
        {
            var proposal = (LightProposal)group.Branches[i].Proposal;
            double logProbability = now[proposal.Index];
            if (settings.Objective is Objective.Reinforce)
            {
                slopes[i] = -group.Advantages[i];
                loss.Loss -= group.Advantages[i] * logProbability;
                continue;
            }

            (double here, slopes[i], bool clipped) = settings.Objective is Objective.Cispo
                ? CispoObjective.Of(logProbability, proposal.LogProbability, group.Advantages[i], clip, settings.ClipMask)
                : ClippedObjective.Of(logProbability, proposal.LogProbability, group.Advantages[i], clip);
            loss.Loss += here;
            loss.Clipped += clipped ? 1 : 0;
        }

        return slopes;
    }

    /// <summary>As <see cref="PolicySlopes"/>, for the best against the worst action of the group.</summary>
    private static double[] PreferenceSlopes(
        CreditedGroup group, double[] now, double[] start, LearnerSettings settings, ref BatchLoss loss)
    {
        double[] slopes = new double[group.Branches.Count];
        int best = Array.IndexOf(group.Advantages, group.Advantages.Max());
        int worst = Array.IndexOf(group.Advantages, group.Advantages.Min());
        if (best == worst)
            return slopes;

        int better = ((LightProposal)group.Branches[best].Proposal).Index;
        int poorer = ((LightProposal)group.Branches[worst].Proposal).Index;
        double margin = now[better] - start[better] - (now[poorer] - start[poorer]);
        (double here, double slope) = PreferenceObjective.Of(margin, settings.DpoBeta);
        loss.Loss += here;
        slopes[best] = slope;
        slopes[worst] = -slope;
        return slopes;
    }

    private static void AddDivergence(
        CreditedGroup group, double[] now, double[] start, double weight, double[] slopes, ref BatchLoss loss)
    {
        for (int i = 0; i < slopes.Length; i++)
        {
            int index = ((LightProposal)group.Branches[i].Proposal).Index;
            (double value, double slope) = KlPenalty.K3(now[index], start[index]);
            loss.Divergence += value;
            loss.Loss += weight * value;
            slopes[i] += weight * slope;
        }
    }

    private static void Spread(
        CreditedGroup group, Choices choices, double[] now, double[] slopes, double scale, Span<float> gradient)
    {
        // Coefficient of φ(s, b): what the samples of b ask for, minus π(b|s) times what all samples ask for.
        double total = slopes.Sum();
        double[] coefficients = new double[choices.Count];
        for (int b = 0; b < coefficients.Length; b++)
            coefficients[b] = -Math.Exp(now[b]) * total;
        for (int i = 0; i < slopes.Length; i++)
            coefficients[((LightProposal)group.Branches[i].Proposal).Index] += slopes[i];

        for (int b = 0; b < coefficients.Length; b++)
        {
            float step = (float)(coefficients[b] * scale);
            foreach (uint feature in choices.Of(b))
                gradient[LightWeights.Slot(feature)] += step;
        }
    }
}

namespace ThreeSpo.Torch.Learning;

/// <summary>What an optimiser step saw. Losses are aggregated; counts and sums are over live tokens.</summary>
internal readonly record struct StepReport
{
    /// <summary>The loss it minimised.</summary>
    public double Loss { get; init; }

    /// <summary>The policy's part of it.</summary>
    public double PolicyLoss { get; init; }

    /// <summary>Aggregated entropy; 0 where it is not computed. Unit: nats.</summary>
    public double Entropy { get; init; }

    /// <summary>Aggregated k3; 0 where it is not computed. Unit: nats.</summary>
    public double Divergence { get; init; }

    /// <summary>k3 summed over tokens. Unit: nats.</summary>
    public double TotalDivergence { get; init; }

    /// <summary>Tokens whose ratio the clip decided.</summary>
    public double Clipped { get; init; }

    /// <summary>Tokens that the dual clip decided.</summary>
    public double DualClipped { get; init; }

    /// <summary>ln π_old − ln π summed over tokens. Unit: nats.</summary>
    public double Drift { get; init; }

    /// <summary>|ln π_old − ln π| summed over tokens, and the largest. Unit: nats.</summary>
    public SamplingGap Gap { get; init; }

    /// <summary>Tokens that had an alternative.</summary>
    public long LiveTokens { get; init; }

    /// <summary>The critic's loss, averaged over the step's values; 0 where there are none. Unit: squared units of return.</summary>
    public double ValueLoss { get; init; }

    /// <summary>Norm of the gradient before it was clipped; not finite where nothing was applied.</summary>
    public double GradientNorm { get; init; }

    /// <summary>Two pieces of one step.</summary>
    public static StepReport operator +(StepReport left, StepReport right) => new()
    {
        Loss = left.Loss + right.Loss,
        PolicyLoss = left.PolicyLoss + right.PolicyLoss,
        Entropy = left.Entropy + right.Entropy,
        Divergence = left.Divergence + right.Divergence,
        TotalDivergence = left.TotalDivergence + right.TotalDivergence,
        Clipped = left.Clipped + right.Clipped,
        DualClipped = left.DualClipped + right.DualClipped,
        Drift = left.Drift + right.Drift,
        Gap = left.Gap + right.Gap,
        LiveTokens = left.LiveTokens + right.LiveTokens,
        ValueLoss = left.ValueLoss + right.ValueLoss,
        GradientNorm = left.GradientNorm,
    };
}

namespace ThreeSpo.Optimization;

/// <summary>Direct preference optimisation on one pair of actions.</summary>
public static class PreferenceObjective
{
    /// <summary>The loss and its slope.</summary>
    /// <param name="margin">(ln π − ln π_ref)(best) − (ln π − ln π_ref)(worst). Unit: nats.</param>
    /// <param name="beta">β.</param>
    /// <returns>The loss, and its derivative by <paramref name="margin"/>.</returns>
    /// <remarks>DPO (arXiv 2305.18290) Eq. 7: L = −ln σ(β·margin).</remarks>
    public static (double Loss, double Slope) Of(double margin, double beta)
    {
        double wrong = 1 / (1 + Math.Exp(beta * margin));
        double loss = margin >= 0
            ? double.LogP1(Math.Exp(-beta * margin))
            : double.LogP1(Math.Exp(beta * margin)) - (beta * margin);
        return (loss, -beta * wrong);
    }
}

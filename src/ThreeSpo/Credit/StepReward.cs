namespace ThreeSpo.Credit;

/// <summary>The reward of one step: novelty first, progress later, success always.</summary>
public static class StepReward
{
    /// <summary>Rewards the step from s to s'.</summary>
    /// <param name="weight">ω, see <see cref="NoveltyWeight"/>. In [0, 0.5].</param>
    /// <param name="novel">R_novel: whether s' is new; which newness is meant is the caller's choice (specification, choice 3.2).</param>
    /// <param name="here">S(s) in [0, 1].</param>
    /// <param name="there">S(s') in [0, 1].</param>
    /// <param name="success">R_success: 1 where the step solved the task, else 0.</param>
    /// <returns>R(s, s') in [−0.5, 1].</returns>
    /// <remarks>
    /// 3SPO Eq. 2: R(s, s') = ω · R_novel + (0.5 − ω) · (S(s) − S(s')) + 0.5 · R_success.
    /// A given-up s' scores 0 as a solved one does, so as printed the step into it is rewarded (specification, choice 3.6).
    /// </remarks>
    public static double Of(double weight, bool novel, double here, double there, double success) =>
        (weight * (novel ? 1 : 0)) + ((0.5 - weight) * (here - there)) + (0.5 * success);
}

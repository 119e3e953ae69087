using ThreeSpo.History;

namespace ThreeSpo.Credit;

/// <summary>The state score S(s): 1 for a state worth every rollout, 0 for one not worth any.</summary>
/// <remarks>
/// 3SPO Eq. 1: S(s) = exp(−λ·rate(s)) · 1{N_fail &lt; ξ or rate(s) &gt; ζ}, rate(s) = N_success / (N_total + ε). Its two factors
/// are <see cref="Potential"/> and <see cref="Worthwhile"/>. The settings' ranges are not checked here: any numbers have a score.
/// </remarks>
public static class StateScore
{
    /// <summary>The share of a state's trajectories that ended in success.</summary>
    /// <param name="counts">The state's record.</param>
    /// <param name="epsilon">ε, see <see cref="ScoreSettings.Epsilon"/>.</param>
    /// <returns>A number in [0, 1); 0 for a state never seen, whatever ε is.</returns>
    /// <remarks>3SPO Eq. 1: rate(s) = N_success / (N_total + ε).</remarks>
    public static double Rate(StateCounts counts, double epsilon) =>
        counts.Visits == 0 ? 0 : counts.Successes / (counts.Visits + epsilon);

    /// <summary>How hard success is held against a state: more, the longer the run.</summary>
    /// <param name="alpha">α, see <see cref="ScoreSettings.Alpha"/>.</param>
    /// <param name="clock">t: trajectories recorded so far, plus one. At least 1, where the result is 0.</param>
    /// <remarks>3SPO Eq. 1: λ(t) = α · ln t.</remarks>
    public static double Lambda(double alpha, double clock) => alpha * Math.Log(clock);

    /// <summary>Whether a state is still worth trying: it has not failed often, or succeeds often enough, or was never seen.</summary>
    /// <param name="counts">The state's record.</param>
    /// <param name="settings">ξ, ζ and ε.</param>
    /// <remarks>3SPO Eq. 1: 1{N_fail(s) &lt; ξ or rate(s) &gt; ζ}. Both bounds are strict.</remarks>
    public static bool Worthwhile(StateCounts counts, ScoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return counts.Visits == 0
            || counts.Failures < settings.MaxFailures
            || Rate(counts, settings.Epsilon) > settings.MinSuccessRate;
    }

    /// <summary>The score of a state that is not given up: what is left to learn there.</summary>
    /// <param name="counts">The state's record.</param>
    /// <param name="lambda">λ. Unitless.</param>
    /// <param name="epsilon">ε, see <see cref="ScoreSettings.Epsilon"/>.</param>
    /// <returns>A number in [0, 1] for λ ≥ 0; above 1 for a negative λ. Underflows to 0 where λ·rate passes about 745.</returns>
    /// <remarks>3SPO Eq. 1 without its indicator: exp(−λ · rate(s)). A state never seen has 1, so that it is explored.</remarks>
    public static double Potential(StateCounts counts, double lambda, double epsilon) =>
        counts.Visits == 0 ? 1 : Math.Exp(-lambda * Rate(counts, epsilon));

    /// <summary>Scores one state under a given λ.</summary>
    /// <param name="counts">The state's record.</param>
    /// <param name="lambda">λ, from <see cref="Lambda"/> or constant.</param>
    /// <param name="settings">ξ, ζ and ε; α has no part in it.</param>
    /// <returns>S(s) in [0, 1] for λ ≥ 0.</returns>
    /// <remarks>3SPO Eq. 1: S(s) = exp(−λ · rate(s)) · 1{N_fail &lt; ξ or rate(s) &gt; ζ}.</remarks>
    public static double Of(StateCounts counts, double lambda, ScoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return Worthwhile(counts, settings) ? Potential(counts, lambda, settings.Epsilon) : 0;
    }

    /// <summary>Scores one state at a moment of the run.</summary>
    /// <param name="counts">The state's record.</param>
    /// <param name="clock">t: trajectories recorded so far, plus one. At least 1.</param>
    /// <param name="settings">α, ξ, ζ and ε.</param>
    /// <returns>S(s) in [0, 1] for α ≥ 0.</returns>
    /// <remarks>3SPO Eq. 1 with λ = α · ln t.</remarks>
    public static double At(StateCounts counts, double clock, ScoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return Of(counts, Lambda(settings.Alpha, clock), settings);
    }
}

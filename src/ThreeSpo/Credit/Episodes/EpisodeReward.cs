using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit.Episodes;

/// <summary>What the steps of a whole episode earn: 1 where the task is solved, and a bonus for states that are new to the episode.</summary>
/// <remarks>
/// The bonus is ours and 0 unless set (<see cref="CreditSettings.EpisodeNovelty"/>): what choice 3.16 gives trees, for methods that have none. An
/// episode's return is the sum of its steps' rewards, so that an episode which met more states ranks higher among equally solved ones.
/// </remarks>
public static class EpisodeReward
{
    /// <summary>The reward of one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="novelty">What a step earns that leads to a state not yet on the episode's path. In units of reward.</param>
    public static double Of(Branch step, double novelty)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Solved(step) + (novelty > 0 && step.IsNewOnPath ? novelty : 0);
    }

    /// <summary>The return of an episode. Episodes with equally many new states and an equal ending have exactly equal returns.</summary>
    /// <param name="episode">A tree without branches, at least one step long.</param>
    /// <param name="novelty">What a step earns that leads to a state not yet on the episode's path. In units of reward.</param>
    public static double Return(RolloutTree episode, double novelty)
    {
        ArgumentNullException.ThrowIfNull(episode);
        int fresh = novelty > 0 ? episode.Expanded.Count(node => node.Branches[0].IsNewOnPath) : 0;
        return Solved(episode.Expanded[^1].Branches[0]) + (novelty * fresh);
    }

    private static double Solved(Branch step) => step.Ending is Ending.Succeeded ? 1 : 0;
}

using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit.Episodes;

/// <summary>The episodes of one task that are compared with each other.</summary>
/// <param name="Episodes">The sampled episodes, every one a tree without branches.</param>
/// <param name="Greedy">The episode of the likeliest actions, which is not learned from; null for methods without one.</param>
public sealed record EpisodeGroup(IReadOnlyList<RolloutTree> Episodes, RolloutTree? Greedy = null)
{
    /// <summary>The sampled episodes that the world did not fail on; none where it failed on the one that they are measured against.</summary>
    public IEnumerable<RolloutTree> Sound => Greedy is not null && !IsSound(Greedy) ? [] : Episodes.Where(IsSound);

    /// <summary>Whether its episodes, the greedy one among them, did not all earn the same: else there is nothing to tell them apart by.</summary>
    /// <remarks>DAPO (arXiv 2503.14476) Eq. 11 keeps a group where 0 &lt; solved &lt; G.</remarks>
    public bool HasSpread(double episodeNovelty) =>
        Sound.Concat(Greedy is null ? [] : [Greedy]).Select(episode => EpisodeReward.Return(episode, episodeNovelty)).Distinct().Skip(1).Any();

    private static bool IsSound(RolloutTree episode) => episode.Expanded is [.., var last] && last.Branches[0].Ending is not Ending.Faulted;
}

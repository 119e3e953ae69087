using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>Opens the episodes of an iteration: a group of equal size for each task.</summary>
/// <param name="explorer">Opens tasks.</param>
/// <param name="memory">Meets where they begin.</param>
/// <param name="withGreedy">Whether each group has a greedy episode, its last.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="settings">How many episodes of a task, and how long they may be.</param>
public sealed class EpisodeCollector(Explorer explorer, RunMemory memory, bool withGreedy, ulong seed, RolloutSettings settings)
{
    /// <summary>Episodes of a group, the greedy one among them.</summary>
    private readonly int _size = settings.TreeTrajectories + (withGreedy ? 1 : 0);

    /// <summary>When an episode ends.</summary>
    public TreeBudget Budget { get; } = new(Trajectories: 1, settings.MaxSteps);

    /// <summary>Whether an episode takes the likeliest actions.</summary>
    public bool IsGreedy(RolloutTree episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return episode.Slot % _size == settings.TreeTrajectories;
    }

    /// <summary>Opens a group of episodes for each task. A task that its world cannot start is counted as a fault and left out.</summary>
    /// <param name="iteration">The iteration.</param>
    /// <param name="first">Groups that were opened in it before.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="tally">Counts faults.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<List<RolloutTree>> OpenAsync(
        int iteration, int first, IEnumerable<TaskInstance> tasks, Tally tally, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(tally);
        List<RolloutTree> episodes = [];
        int group = first;
        foreach (TaskInstance task in tasks)
        {
            int slot = group++ * _size;
            try
            {
                TreeNode root = await explorer.RootAsync(task, cancellation).ConfigureAwait(false);
                episodes.AddRange(Enumerable.Range(slot, _size).Select(episode =>
                    new RolloutTree(task, explorer.Again(root), new Draw(seed, iteration, episode, 0), Budget)));
            }
            catch (WorldFaultException fault)
            {
                tally.CountFault(fault.Message);
            }
        }

        episodes.ForEach(episode => memory.Meet(episode.Root));
        return episodes;
    }

    /// <summary>The episodes of each task.</summary>
    public IReadOnlyList<EpisodeGroup> Groups(IEnumerable<RolloutTree> episodes) =>
        [.. episodes.GroupBy(episode => episode.Slot / _size).Select(group => new EpisodeGroup(
            [.. group.Where(episode => !IsGreedy(episode))], group.SingleOrDefault(IsGreedy)))];
}

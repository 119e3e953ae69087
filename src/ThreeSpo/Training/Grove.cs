using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>Plants the trees of an iteration.</summary>
/// <param name="tasks">The order of tasks.</param>
/// <param name="explorer">Opens tasks.</param>
/// <param name="archive">States to start from; null where trees start at their task's beginning.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="settings">How many trees, their budget, the archive's share.</param>
public sealed class Grove(TaskSampler tasks, Explorer explorer, StateArchive? archive, ulong seed, RolloutSettings settings)
{
    /// <summary>States to start from; null where trees start at their task's beginning.</summary>
    public StateArchive? Archive { get; } = archive;

    /// <summary>Plants one tree per task. A task that its world cannot start is counted as a fault and left out.</summary>
    public async ValueTask<List<RolloutTree>> PlantAsync(int iteration, Tally tally, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var budget = new TreeBudget(settings.TreeTrajectories, settings.TreeActions);
        List<RolloutTree> trees = [];
        for (int slot = 0; slot < settings.Trees; slot++)
        {
            var draw = new Draw(seed, iteration, slot, 0);
            try
            {
                (TaskInstance task, TreeNode root) = Archived(draw)
                    ?? await OpenAsync(tasks.At(((long)iteration * settings.Trees) + slot), cancellation).ConfigureAwait(false);
                trees.Add(new RolloutTree(task, root, draw, budget));
            }
            catch (WorldFaultException fault)
            {
                tally.CountFault(fault.Message);
            }
        }

        return trees;
    }

    private (TaskInstance Task, TreeNode Root)? Archived(Draw draw) =>
        Archive is not null && draw.Uniform(Use.Archive) < settings.ArchiveProbability ? Archive.Draw(draw) : null;

    private async ValueTask<(TaskInstance Task, TreeNode Root)> OpenAsync(TaskInstance task, CancellationToken cancellation) =>
        (task, await explorer.RootAsync(task, cancellation).ConfigureAwait(false));
}

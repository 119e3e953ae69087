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

    /// <summary>When each of the trees ends.</summary>
    public TreeBudget Budget { get; } = new(settings.TreeTrajectories, settings.TreeActions);

    /// <summary>How its trees are saved in the middle of their growth.</summary>
    internal SavedTree Form(IProposalFormat proposals) => new(explorer, proposals);

    /// <summary>Plants one tree per task. A task that its world cannot start is counted as a fault and left out.</summary>
    public async ValueTask<List<RolloutTree>> PlantAsync(int iteration, Tally tally, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tally);
        List<RolloutTree> trees = [];
        for (int slot = 0; slot < settings.Trees; slot++)
        {
            var draw = new Draw(seed, iteration, slot, 0);
            try
            {
                trees.Add(Archived(draw) is { } state
                    ? new RolloutTree(state.Task, await ReturnAsync(state, cancellation).ConfigureAwait(false), draw, Budget, state.Actions)
                    : await OpenAsync(tasks.At(((long)iteration * settings.Trees) + slot), draw, cancellation).ConfigureAwait(false));
            }
            catch (WorldFaultException fault)
            {
                tally.CountFault(fault.Message);
            }
        }

        return trees;
    }

    private ArchivedState? Archived(Draw draw) =>
        Archive is not null && draw.Uniform(Use.Archive) < settings.ArchiveProbability ? Archive.Draw(draw) : null;

    private async ValueTask<TreeNode> ReturnAsync(ArchivedState state, CancellationToken cancellation) => state.Snapshot is null
        ? await explorer.RootAsync(state.Task, state.Actions, cancellation).ConfigureAwait(false)
        : explorer.Root(state.Snapshot, state.Actions);

    private async ValueTask<RolloutTree> OpenAsync(TaskInstance task, Draw draw, CancellationToken cancellation) =>
        new(task, await explorer.RootAsync(task, cancellation).ConfigureAwait(false), draw, Budget);
}

using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>GRPO and GiGPO, top to bottom: whole episodes, credited when all of them have ended.</summary>
/// <param name="tasks">The order of tasks.</param>
/// <param name="explorer">Samples actions and takes them.</param>
/// <param name="credit">GRPO's or GiGPO's advantage.</param>
/// <param name="lessons">Updates the policy.</param>
/// <param name="memory">What was met; the methods do not look at it.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="settings">How many tasks, how many episodes of each.</param>
public sealed class EpisodeTrainer(
    TaskSampler tasks, Explorer explorer, EpisodeCredit credit, Lessons lessons, RunMemory memory, ulong seed,
    RolloutSettings settings) : ITrainingMethod
{
    private readonly TreeBudget _budget = new(Trajectories: 1, settings.MaxSteps);
    private Unfinished? _paused;

    /// <inheritdoc/>
    public RunMemory Memory => memory;

    /// <inheritdoc/>
    public long ActionsUnderWay => _paused?.Tally.Actions ?? 0;

    /// <inheritdoc/>
    public async ValueTask<Iteration?> IterateAsync(int iteration, Func<bool> pause, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pause);
        Unfinished it = _paused ?? await OpenAsync(iteration, cancellation).ConfigureAwait(false);
        _paused = null;

        // Every episode takes one step per wave; those that have ended leave the batch at once.
        for (; it.Growing.Any(); it.Wave++)
        {
            if (pause())
            {
                _paused = it;
                return null;
            }

            Expansion[] wave = [.. it.Growing.Select(episode => new Expansion(episode, episode.Current!, Width: 1))];
            foreach (StepGroup step in await explorer.ExpandAsync(wave, cancellation).ConfigureAwait(false))
                Advance(step, it.Tally);

            it.Tally.Waves++;
        }

        foreach (CreditedGroup step in credit.Assign(Groups(it.Trees)))
        {
            step.Branches[0].Child.Earn(step.Rewards[0]);
            lessons.Add(step);
        }

        await lessons.UpdateAsync(new Draw(seed, iteration, 0, 0), it.Tally, CancellationToken.None).ConfigureAwait(false);
        it.Tally.EmptyIterations = it.Tally.Actions == 0 ? 1 : 0;
        return new Iteration(it.Tally, it.Trees);
    }

    /// <inheritdoc/>
    public ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation) => new(new Tally());

    /// <inheritdoc/>
    public void Save(StateWriter to, IProposalFormat proposals)
    {
        Unfinished.Save(_paused, to, new SavedTree(explorer, proposals));
        memory.Save(to);
    }

    /// <inheritdoc/>
    public async ValueTask LoadAsync(StateReader from, IProposalFormat proposals, CancellationToken cancellation)
    {
        _paused = await Unfinished.LoadAsync(from, new SavedTree(explorer, proposals), seed, _budget, cancellation).ConfigureAwait(false);
        memory.Remember(_paused?.Trees ?? []);
        memory.Load(from);
    }

    private async ValueTask<Unfinished> OpenAsync(int iteration, CancellationToken cancellation)
    {
        var tally = new Tally();
        List<RolloutTree> episodes = [];
        for (int slot = 0; slot < settings.Trees; slot++)
        {
            TaskInstance task = tasks.At(((long)iteration * settings.Trees) + slot);
            try
            {
                TreeNode root = await explorer.RootAsync(task, cancellation).ConfigureAwait(false);
                int first = slot * settings.TreeTrajectories;
                episodes.AddRange(Enumerable.Range(first, settings.TreeTrajectories).Select(episode =>
                    new RolloutTree(task, explorer.Again(root), new Draw(seed, iteration, episode, 0), _budget)));
            }
            catch (WorldFaultException fault)
            {
                tally.CountFault(fault.Message);
            }
        }

        episodes.ForEach(episode => memory.Meet(episode.Root));
        return new Unfinished(iteration, episodes, tally);
    }

    /// <summary>The episodes of each task.</summary>
    private IReadOnlyList<RolloutTree>[] Groups(IReadOnlyList<RolloutTree> episodes) =>
        [.. episodes.GroupBy(episode => episode.Slot / settings.TreeTrajectories).Select(group => (IReadOnlyList<RolloutTree>)[.. group])];

    private void Advance(StepGroup step, Tally tally)
    {
        tally.Count(step, memory);
        Branch branch = step.Branches[0];
        step.Tree.Current = branch.Ending is Ending.None ? branch.Child : null;
        step.Tree.Finished = step.Tree.Current is null;
        if (!step.Tree.Finished)
            return;

        var trajectory = new Trajectory(branch.Child, branch.Ending);
        memory.Close(step.Tree, trajectory, discount: 1);
        tally.Count(trajectory);
    }
}

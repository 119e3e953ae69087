using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

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
    /// <inheritdoc/>
    public int DistinctTexts => memory.Texts.Count;

    /// <inheritdoc/>
    public int KnownStates => memory.History.Count;

    /// <inheritdoc/>
    public async ValueTask<Tally> IterateAsync(int iteration, CancellationToken cancellation)
    {
        var tally = new Tally();
        List<IReadOnlyList<RolloutTree>> groups = await OpenAsync(iteration, tally, cancellation).ConfigureAwait(false);
        List<RolloutTree> running = [.. groups.SelectMany(group => group)];

        // Every episode takes one step per wave; those that have ended leave the batch at once.
        while (running.Count > 0 && !cancellation.IsCancellationRequested)
        {
            Expansion[] wave = [.. running.Select(episode => new Expansion(episode, episode.Current!, Width: 1))];
            foreach (StepGroup step in await explorer.ExpandAsync(wave, cancellation).ConfigureAwait(false))
                Advance(step, tally);

            running.RemoveAll(episode => episode.Current is null);
            tally.Waves++;
        }

        foreach (CreditedGroup step in running.Count > 0 ? [] : credit.Assign(groups))
            lessons.Add(step);

        await lessons.UpdateAsync(new Draw(seed, iteration, 0, 0), tally, CancellationToken.None).ConfigureAwait(false);
        tally.EmptyIterations = tally.Actions == 0 ? 1 : 0;
        return tally;
    }

    /// <inheritdoc/>
    public ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation) => new(new Tally());

    private async ValueTask<List<IReadOnlyList<RolloutTree>>> OpenAsync(
        int iteration, Tally tally, CancellationToken cancellation)
    {
        var budget = new TreeBudget(Trajectories: 1, settings.MaxSteps);
        List<IReadOnlyList<RolloutTree>> groups = [];
        for (int slot = 0; slot < settings.Trees; slot++)
        {
            TaskInstance task = tasks.At(((long)iteration * settings.Trees) + slot);
            try
            {
                TreeNode root = await explorer.RootAsync(task, cancellation).ConfigureAwait(false);
                memory.Meet(root);
                int first = slot * settings.TreeTrajectories;
                groups.Add([.. Enumerable.Range(first, settings.TreeTrajectories).Select(episode =>
                    new RolloutTree(task, explorer.Again(root), new Draw(seed, iteration, episode, 0), budget))]);
            }
            catch (WorldFaultException fault)
            {
                tally.CountFault(fault.Message);
            }
        }

        return groups;
    }

    private void Advance(StepGroup step, Tally tally)
    {
        tally.Count(step, memory);
        Branch branch = step.Branches[0];
        step.Tree.Current = branch.Ending is Ending.None ? branch.Child : null;
        if (step.Tree.Current is not null)
            return;

        var trajectory = new Trajectory(branch.Child, branch.Ending);
        memory.Close(step.Tree, trajectory, discount: 1);
        tally.Count(trajectory);
    }
}

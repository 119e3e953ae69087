using ThreeSpo.Credit;
using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>GRPO, GiGPO and their kin, top to bottom: whole episodes, credited when all of them have ended.</summary>
/// <param name="sampling">Which tasks an iteration works on.</param>
/// <param name="collector">Opens their episodes.</param>
/// <param name="explorer">Samples actions and takes them.</param>
/// <param name="likeliest">Takes the likeliest actions, in the episodes that others are measured against; null where there are none.</param>
/// <param name="credit">The method's advantage.</param>
/// <param name="critic">Foresees returns, for a method that asks for it; else null.</param>
/// <param name="lessons">Updates the policy.</param>
/// <param name="memory">What was met; the methods do not look at it.</param>
/// <param name="seed">The run's seed.</param>
public sealed class EpisodeTrainer(
    DynamicSampling sampling, EpisodeCollector collector, Explorer explorer, Explorer? likeliest, EpisodeCredit credit, ICritic? critic,
    Lessons lessons, RunMemory memory, ulong seed) : ITrainingMethod
{
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
        do
        {
            for (; it.Growing.Any(); it.Wave++)
            {
                if (pause())
                {
                    _paused = it;
                    return null;
                }

                await TakeStepAsync(it, cancellation).ConfigureAwait(false);
            }
        }
        while (await GoesOnAsync(it, cancellation).ConfigureAwait(false));

        await LearnAsync(it).ConfigureAwait(false);
        sampling.End(it.Tally);
        return new Iteration(it.Tally, it.Trees);
    }

    /// <inheritdoc/>
    public ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation) => new(new Tally());

    /// <inheritdoc/>
    public void Save(StateWriter to, IProposalFormat proposals)
    {
        Unfinished.Save(_paused, to, new SavedTree(explorer, proposals));
        memory.Save(to);
        sampling.Save(to);
    }

    /// <inheritdoc/>
    public async ValueTask LoadAsync(StateReader from, IProposalFormat proposals, CancellationToken cancellation)
    {
        _paused = await Unfinished.LoadAsync(from, new SavedTree(explorer, proposals), seed, collector.Budget, cancellation).ConfigureAwait(false);
        memory.Remember(_paused?.Trees ?? []);
        memory.Load(from);
        sampling.Load(from);
    }

    private async ValueTask<Unfinished> OpenAsync(int iteration, CancellationToken cancellation)
    {
        var tally = new Tally();
        IReadOnlyList<TaskInstance> tasks = sampling.Begin(iteration);
        return new Unfinished(iteration, await collector.OpenAsync(iteration, 0, tasks, tally, cancellation).ConfigureAwait(false), tally);
    }

    /// <summary>One step of every episode that goes on.</summary>
    private async ValueTask TakeStepAsync(Unfinished it, CancellationToken cancellation)
    {
        foreach (IGrouping<bool, RolloutTree> some in it.Growing.GroupBy(collector.IsGreedy).ToArray())
        {
            Expansion[] wave = [.. some.Select(episode => new Expansion(episode, episode.Current!, Width: 1))];
            Explorer takes = some.Key ? likeliest! : explorer;
            foreach (StepGroup step in await takes.ExpandAsync(wave, cancellation).ConfigureAwait(false))
                Advance(step, it.Tally);
        }

        it.Tally.Waves++;
    }

    /// <summary>Opens the episodes of further tasks where groups are missing that are worth learning from.</summary>
    /// <returns>Whether there are any.</returns>
    private async ValueTask<bool> GoesOnAsync(Unfinished it, CancellationToken cancellation)
    {
        int first = sampling.Opened;
        IReadOnlyList<TaskInstance> further = sampling.Further(Worth(it).Count, it.Tally);
        it.Plant(await collector.OpenAsync(it.Number, first, further, it.Tally, cancellation).ConfigureAwait(false));
        return further.Count > 0;
    }

    private IReadOnlyList<EpisodeGroup> Worth(Unfinished it) => sampling.Worth(collector.Groups(it.Trees), credit.HasSpread);

    private async ValueTask LearnAsync(Unfinished it)
    {
        EpisodeSteps steps = credit.Lay(Worth(it));
        if (credit.NeedsCritic)
            steps = steps with { Values = await critic!.ValuesAsync(steps.Nodes, CancellationToken.None).ConfigureAwait(false) };

        foreach (CreditedGroup step in credit.Assign(steps))
        {
            step.Branches[0].Child.Earn(step.Rewards[0]);
            lessons.Add(step);
        }

        await lessons.UpdateAsync(new Draw(seed, it.Number, 0, 0), it.Tally, CancellationToken.None).ConfigureAwait(false);
        it.Tally.EmptyIterations = it.Tally.Actions == 0 ? 1 : 0;
    }

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

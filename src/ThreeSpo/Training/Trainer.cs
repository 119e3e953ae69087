using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>3SPO, top to bottom. Every other file is a detail of this one.</summary>
/// <param name="grove">Plants one tree per task.</param>
/// <param name="goBack">Which node comes next: the paper's ranked backtracking, or late branching.</param>
/// <param name="scorer">Eq. 1 and Eq. 3.</param>
/// <param name="explorer">Samples actions and takes them.</param>
/// <param name="credit">Eq. 2 and the group advantage.</param>
/// <param name="treeCredit">What a finished tree adds.</param>
/// <param name="lessons">Updates the policy when an update is due; after every wave in the paper.</param>
/// <param name="memory">The state history and what was met.</param>
/// <param name="settings">The open choices that are settled here.</param>
public sealed class Trainer(
    Grove grove, INavigator goBack, StateScorer scorer, Explorer explorer, StepCredit credit, TreeCredit treeCredit,
    Lessons lessons, RunMemory memory, TrainerSettings settings) : ITrainingMethod
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
        scorer.Iteration = iteration;
        Unfinished it = _paused ?? await PlantAsync(iteration, cancellation).ConfigureAwait(false);
        Tally tally = it.Tally;
        _paused = null;

        for (; it.Growing.Any(); it.Wave++)
        {
            if (pause())
            {
                _paused = it;
                return null;
            }

            // Where does each tree go on, and how much is that state worth?              Eq. 1, Eq. 3
            Expansion[] expansions = [.. it.Growing.Select(tree => Choose(tree, tally)).OfType<Expansion>()];

            // Environment -> Rollout: try that many actions from it.
            IReadOnlyList<StepGroup> groups = expansions.Length == 0
                ? [] : await explorer.ExpandAsync(expansions, cancellation).ConfigureAwait(false);

            foreach (StepGroup group in groups)
            {
                // Rollout -> Credit: reward each action against the others.               Eq. 2
                CreditedGroup credited = credit.Assign(group);
                tally.Count(group, memory);
                Gather(credited, tally);

                // Policy -> State history: go on with one, keep the others, remember how finished trajectories ended.
                foreach (Branch end in goBack.Follow(group, Aligned(group, credited)))
                    Close(group.Tree, end.Child, end.Ending, tally);
            }

            // Credit -> Policy: learn now, not at the end of the episode.
            var draw = new Draw(settings.Seed, iteration, it.Wave, 0);
            tally.Waves += groups.Count > 0 ? 1 : 0;
            await lessons.PassAsync(CadenceUnit.Waves, 1, draw, tally, CancellationToken.None).ConfigureAwait(false);
            await FinishTreesAsync(it, expansions, draw).ConfigureAwait(false);
        }

        tally.EmptyIterations = tally.Actions == 0 ? 1 : 0;
        return new Iteration(tally, it.Trees);
    }

    /// <inheritdoc/>
    public async ValueTask<Tally> FinishAsync(int iteration, CancellationToken cancellation)
    {
        var tally = new Tally();
        await lessons.UpdateAsync(new Draw(settings.Seed, iteration, 0, 0), tally, cancellation).ConfigureAwait(false);
        return tally;
    }

    /// <inheritdoc/>
    public void Save(StateWriter to, IProposalFormat proposals)
    {
        Unfinished.Save(_paused, to, grove.Form(proposals));
        memory.Save(to);
        lessons.Save(to, proposals);
        grove.Archive?.Save(to);
    }

    /// <inheritdoc/>
    public async ValueTask LoadAsync(StateReader from, IProposalFormat proposals, CancellationToken cancellation)
    {
        _paused = await Unfinished.LoadAsync(from, grove.Form(proposals), settings.Seed, grove.Budget, cancellation).ConfigureAwait(false);
        memory.Remember(_paused?.Trees ?? []);
        memory.Load(from);
        lessons.Load(from, proposals);
        grove.Archive?.Load(from);
    }

    private async ValueTask<Unfinished> PlantAsync(int iteration, CancellationToken cancellation)
    {
        var tally = new Tally();
        List<RolloutTree> trees = await grove.PlantAsync(iteration, tally, cancellation).ConfigureAwait(false);
        trees.ForEach(tree => memory.Meet(tree.Root));
        return new Unfinished(iteration, trees, tally);
    }

    /// <summary>The next node of a tree that is worth an action; null where the tree has come to its end.</summary>
    private Expansion? Choose(RolloutTree tree, Tally tally)
    {
        while (tree.ActionsLeft > 0 && goBack.Next(tree) is { } node)
        {
            int width = scorer.Width(node);
            node.Score = scorer.Score(node);
            if (width > 0)
                return new Expansion(tree, node, Math.Min(width, tree.ActionsLeft));

            // The state is given up: the path ends here.                                  Eq. 3, n(s) = 0
            tally.Cuts++;
            tree.GiveUp(node);
            if (settings.Cut is CutRule.Failure)
                Close(tree, node, Ending.Failed, tally);
        }

        return null;
    }

    private void Gather(CreditedGroup credited, Tally tally)
    {
        for (int i = 0; i < credited.Rewards.Length; i++)
            credited.Branches[i].Child.Earn(credited.Rewards[i]);

        if (credited.Branches.Count < 2)
            return;

        tally.WideGroups++;
        tally.GroupsWithSpread += credited.HasSpread ? 1 : 0;
        lessons.Add(credited);
    }

    private void Close(RolloutTree tree, TreeNode leaf, Ending ending, Tally tally)
    {
        var trajectory = new Trajectory(leaf, ending);
        memory.Close(tree, trajectory, settings.Discount);
        tally.Count(trajectory);
    }

    private async ValueTask FinishTreesAsync(Unfinished it, Expansion[] expansions, Draw draw)
    {
        HashSet<RolloutTree> alive = [.. expansions.Select(expansion => expansion.Tree)];
        RolloutTree[] finished = [.. it.Growing.Where(tree => !alive.Contains(tree))];
        foreach (RolloutTree tree in finished)
        {
            foreach (CreditedGroup credited in treeCredit.Assign(tree))
                lessons.Add(credited);

            grove.Archive?.Keep(tree);
            tree.Finished = true;
        }

        if (finished.Length > 0)
            await lessons.PassAsync(CadenceUnit.Trees, finished.Length, draw, it.Tally, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Rewards in the group's own order; a branch on which the world failed has none and ranks last.</summary>
    private static double[] Aligned(StepGroup group, CreditedGroup credited)
    {
        if (credited.Branches.Count == group.Branches.Count)
            return credited.Rewards;

        int next = 0;
        return [.. group.Branches.Select(branch =>
            branch.Ending is Ending.Faulted ? double.NegativeInfinity : credited.Rewards[next++])];
    }
}

/// <summary>The open choices that the trainer itself settles.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Cut">Choice 3.6: what happens at a given-up state.</param>
/// <param name="Discount">γ.</param>
public sealed record TrainerSettings(ulong Seed, CutRule Cut, double Discount);

using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Outside;

namespace ThreeSpo.Rollouts;

/// <summary>A node to expand, and how many actions to try there.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Node">The node, restored by merely naming it.</param>
/// <param name="Width">n(s). At least 1.</param>
public readonly record struct Expansion(RolloutTree Tree, TreeNode Node, int Width);

/// <summary>Grows trees: samples actions for a whole wave in one call and takes each of them in the world.</summary>
/// <param name="world">The world.</param>
/// <param name="actor">Samples the actions.</param>
/// <param name="keys">Makes the new nodes' state keys.</param>
/// <param name="maxSteps">Steps after which an episode is truncated.</param>
public sealed class Explorer(IEnvironment world, IActor actor, StateKeys keys, int maxSteps)
{
    /// <summary>The most that is recorded of what a world's fault says. Unit: characters.</summary>
    internal const int MostOfFault = 500;

    /// <summary>Opens a task.</summary>
    /// <exception cref="WorldFaultException">The world threw.</exception>
    /// <exception cref="NotSupportedException">The settings ask for a progress key, and the world supplies none.</exception>
    public ValueTask<TreeNode> RootAsync(TaskInstance task, CancellationToken cancellation) => RootAsync(task, [], cancellation);

    /// <summary>Opens a task some actions after its start.</summary>
    /// <param name="task">The task.</param>
    /// <param name="prefix">The actions, from the task's start on.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WorldFaultException">The world threw.</exception>
    /// <exception cref="NotSupportedException">The settings ask for a progress key, and the world supplies none.</exception>
    public async ValueTask<TreeNode> RootAsync(TaskInstance task, IReadOnlyList<string> prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(prefix);
        Snapshot start;
        try
        {
            start = Sound(await world.StartAsync(task, cancellation).ConfigureAwait(false));
            foreach (string action in prefix)
                start = Sound(await world.StepAsync(start, action, cancellation).ConfigureAwait(false)).Next;
        }
        catch (Exception fault) when (IsWorldFault(fault, cancellation))
        {
            throw new WorldFaultException(task, fault);
        }

        // Outside: a world without the key that the settings ask for is a mistake in the settings, not a fault of the world.
        return new TreeNode(start, null, prefix.Count, 0, keys, prefix: prefix);
    }

    /// <summary>A root at a snapshot that is still at hand.</summary>
    internal TreeNode Root(Snapshot snapshot, IReadOnlyList<string> prefix) => new(snapshot, null, prefix.Count, 0, keys, prefix: prefix);

    /// <summary>Grows a saved node again: takes the action that led to it once more, except where the world failed on it.</summary>
    /// <returns>The node, and how far the task is solved there.</returns>
    internal async ValueTask<(TreeNode Child, double Score)> RegrowAsync(
        RolloutTree tree, TreeNode parent, Proposal proposal, Ending ending, CancellationToken cancellation)
    {
        if (ending is Ending.Faulted)
            return (tree.Grow(parent.Snapshot, parent, proposal.Action, keys), 0);

        try
        {
            Transition transition = Sound(await world.StepAsync(parent.Snapshot, proposal.Action, cancellation).ConfigureAwait(false));
            return (tree.Grow(transition.Next, parent, proposal.Action, keys), transition.Score);
        }
        catch (Exception fault) when (IsWorldFault(fault, cancellation))
        {
            throw new WorldFaultException(tree.Task, fault);
        }
    }

    /// <summary>A second beginning of the same task, with nothing tried yet.</summary>
    public TreeNode Again(TreeNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new TreeNode(root.Snapshot, null, root.Depth, 0, keys, prefix: root.Prefix);
    }

    /// <summary>Expands every node of a wave.</summary>
    /// <returns>One group per expansion, in order.</returns>
    public async ValueTask<IReadOnlyList<StepGroup>> ExpandAsync(IReadOnlyList<Expansion> wave, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wave);
        IReadOnlyList<IReadOnlyList<Proposal>> proposals = await actor.ProposeAsync(
            [.. wave.Select(one => new ProposalRequest(one.Node, one.Width, one.Tree.DrawsAt(one.Node), one.Node.Branches.Count))],
            cancellation).ConfigureAwait(false);

        // Every step is under way before the first is awaited: slow worlds overlap, and those that answer at once cost nothing.
        ValueTask<Transition>[][] steps =
            [.. wave.Select((one, i) => proposals[i].Select(proposal => TakeAsync(one.Node, proposal, cancellation)).ToArray())];

        var groups = new StepGroup[wave.Count];
        int awaited = 0;
        try
        {
            for (int i = 0; i < groups.Length; i++)
            {
                (RolloutTree tree, TreeNode node, _) = wave[i];
                var branches = new Branch[steps[i].Length];
                for (int k = 0; k < branches.Length; k++, awaited++)
                    branches[k] = await BranchAsync(tree, node, proposals[i][k], steps[i][k], cancellation).ConfigureAwait(false);

                tree.Add(node, branches);
                groups[i] = new StepGroup(tree, node, branches);
            }

            return groups;
        }
        catch
        {
            await LetEndAsync(steps.SelectMany(some => some).Skip(awaited + 1)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for steps of a wave that was given up, so that nothing of a world is left behind.</summary>
    private static async ValueTask LetEndAsync(IEnumerable<ValueTask<Transition>> steps)
    {
        foreach (ValueTask<Transition> step in steps)
        {
            try
            {
                await step.ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The wave was given up for the first of these.
            }
        }
    }

    private ValueTask<Transition> TakeAsync(TreeNode node, Proposal proposal, CancellationToken cancellation)
    {
        if (proposal.Refusal is { } refusal)
            return ValueTask.FromException<Transition>(new UnansweredException(refusal));

        try
        {
            return world.StepAsync(node.Snapshot, proposal.Action, cancellation);
        }
        catch (Exception fault) when (IsWorldFault(fault, cancellation))
        {
            return ValueTask.FromException<Transition>(fault);
        }
    }

    private async ValueTask<Branch> BranchAsync(
        RolloutTree tree, TreeNode node, Proposal proposal, ValueTask<Transition> step, CancellationToken cancellation)
    {
        try
        {
            Transition transition = Sound(await step.ConfigureAwait(false));
            TreeNode child = tree.Grow(transition.Next, node, proposal.Action, keys);
            Ending ending = transition.Ending is Ending.None && child.Depth >= maxSteps ? Ending.Truncated : transition.Ending;

            // A badly formed answer is carried out all the same, as far as it can be read, but it is never a valid one.
            return new Branch(proposal, child, ending, transition.Reward, transition.Valid && proposal.WellFormed, Score: transition.Score);
        }
        catch (Exception fault) when (IsWorldFault(fault, cancellation))
        {
            // A world that fails is a recorded outcome: the branch stays where it was, and says why.
            TreeNode child = tree.Grow(node.Snapshot, node, proposal.Action, keys);
            return new Branch(proposal, child, Ending.Faulted, 0, Valid: false, Told(fault));
        }
    }

    /// <summary>A fault as it is recorded: a world may say anything, of any length.</summary>
    private static string Told(Exception fault) =>
        (fault is UnansweredException ? "" : $"{fault.GetType().Name}: ") + Printable.Line(fault.Message, MostOfFault);

    private static Snapshot Sound(Snapshot? snapshot) => snapshot switch
    {
        null => throw new InvalidOperationException("The world returned no snapshot."),
        { TaskId: null } or { Goal: null } or { Observation: null } or { Actions: null } or { WorldState: null } =>
            throw new InvalidOperationException("The world returned a snapshot without a task, goal, observation, actions or state."),
        _ when snapshot.Actions.Contains(null!) => throw new InvalidOperationException("The world returned a snapshot with an action that is no text."),
        _ => snapshot,
    };

    /// <summary>A world's answer is checked where it comes in: what is senseless there would surface far away.</summary>
    private static Transition Sound(Transition? transition)
    {
        if (transition is null)
            throw new InvalidOperationException("The world returned no transition.");

        _ = Sound(transition.Next);
        if (!double.IsFinite(transition.Reward) || transition.Score is not (>= 0 and <= 1))
            throw new InvalidOperationException($"The world returned the reward {transition.Reward} and the score {transition.Score}. The one must be finite, the other lie in 0 … 1.");
        if (transition.Ending is not (Ending.None or Ending.Succeeded or Ending.Failed))
            throw new InvalidOperationException($"The world ended an episode as {transition.Ending}, which is not a world's to say.");

        return transition;
    }

    private static bool IsWorldFault(Exception fault, CancellationToken cancellation) =>
        fault is not OutOfMemoryException && !(fault is OperationCanceledException && cancellation.IsCancellationRequested);
}

/// <summary>A world could not open a task.</summary>
/// <param name="task">The task.</param>
/// <param name="fault">What the world threw.</param>
public sealed class WorldFaultException(TaskInstance task, Exception fault)
    : Exception($"The world could not start task '{Printable.Line(task.Id, 200)}': {Printable.Line(fault.Message, Explorer.MostOfFault)}", fault);

/// <summary>No action could be sampled at a state.</summary>
/// <param name="reason">Why.</param>
public sealed class UnansweredException(string reason) : Exception(reason);

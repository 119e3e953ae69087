using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Saving;

namespace ThreeSpo.Rollouts;

/// <summary>States of earlier trees that new trees may start from (specification, choice 3.14). Bounded: the oldest makes room.</summary>
/// <param name="history">Success rates of states.</param>
public sealed class StateArchive(StateHistory history)
{
    /// <summary>Most states kept.</summary>
    public const int Capacity = 4096;

    private readonly List<ArchivedState> _kept = [];
    private int _next;

    /// <summary>How many states are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Keeps one node per trajectory of a finished tree, the undecided ones sooner.</summary>
    public void Keep(RolloutTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        for (int i = 0; i < tree.Trajectories.Count && tree.Expanded.Count > 0; i++)
        {
            double draw = tree.DrawsOfReturn(i).Uniform(Use.Archive + 1);
            TreeNode node = Weighted.Pick(tree.Expanded, one => LateBranching.Undecided(history[one.NodeState]), draw);
            string[] actions = [.. tree.Prefix, .. node.Upwards().Select(one => one.Action).OfType<string>().Reverse()];
            var entry = new ArchivedState(tree.Task, actions, node.NodeState, node.Snapshot);
            if (_kept.Count < Capacity)
                _kept.Add(entry);
            else
            {
                _kept[_next] = entry;
                _next = (_next + 1) % Capacity;
            }
        }
    }

    /// <summary>Draws an archived state to start from; null while nothing is kept.</summary>
    /// <param name="draw">The new tree's draws.</param>
    public ArchivedState? Draw(Draw draw) => _kept.Count == 0
        ? null
        : Weighted.Pick(_kept, one => LateBranching.Undecided(history[one.State]), draw.Uniform(Use.Archive + 2));

    /// <summary>Saves what is kept, snapshots left out.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin("archive");
        to.Write(_next);
        to.Write(_kept, one =>
        {
            to.Write(one.Task.Id);
            to.Write(one.Task.Kind);
            to.Write(one.Actions, action => to.Write(action));
            to.Write(one.State.High);
            to.Write(one.State.Low);
        });
    }

    /// <summary>Puts back what was kept.</summary>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Expect("archive");
        _next = from.Count() % Capacity;
        _kept.Clear();
        _kept.AddRange(from.List(() => new ArchivedState(
            new TaskInstance(from.SomeText(), from.SomeText()), from.List(from.SomeText), new StateKey(from.Bits(), from.Bits()), null)));
    }
}

/// <summary>A state that a tree may start from.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Actions">What leads to it from the task's start.</param>
/// <param name="State">Its key, as going back goes by it.</param>
/// <param name="Snapshot">The moment itself; null where the world has to be asked for it again, after a run was loaded.</param>
public sealed record ArchivedState(TaskInstance Task, IReadOnlyList<string> Actions, StateKey State, Snapshot? Snapshot);

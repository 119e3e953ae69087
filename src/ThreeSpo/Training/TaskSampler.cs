using ThreeSpo.Environments;
using ThreeSpo.Randomness;

namespace ThreeSpo.Training;

/// <summary>The order of tasks: every task once per epoch, in an order drawn for that epoch. Skips nothing.</summary>
/// <param name="tasks">The tasks; at least one.</param>
/// <param name="seed">The run's seed.</param>
public sealed class TaskSampler(IReadOnlyList<TaskInstance> tasks, ulong seed)
{
    private int[] _order = [];
    private long _epoch = -1;

    /// <summary>The n-th task of the run, from 0. A pure function of its position: nothing is used up.</summary>
    public TaskInstance At(long position)
    {
        long epoch = position / tasks.Count;
        if (epoch != _epoch)
        {
            _order = Shuffled(epoch);
            _epoch = epoch;
        }

        return tasks[_order[(int)(position % tasks.Count)]];
    }

    private int[] Shuffled(long epoch)
    {
        int[] order = [.. Enumerable.Range(0, tasks.Count)];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = new Draw(seed, (int)epoch, 0, i).Below(i + 1, Use.TaskOrder);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}

using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds;

/// <summary>Shows how a teacher would act, in states that a player comes to.</summary>
public static class Demonstrations
{
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>Plays one task and shows what the teacher would do at each state passed.</summary>
    /// <param name="world">The world.</param>
    /// <param name="task">The task.</param>
    /// <param name="number">The task's number among those that are shown; tells its draws from theirs.</param>
    /// <param name="seed">The seed of the player's mistakes.</param>
    /// <param name="teacher">Whose distribution is shown.</param>
    /// <param name="player">Who plays: a teacher that seldom gets far would show little of how a task ends.</param>
    /// <param name="maxSteps">Most steps of the player.</param>
    /// <returns>One demonstration a state, from the start to the last step before the end.</returns>
    public static IReadOnlyList<Demonstration> Of(
        PureEnvironment world, TaskInstance task, int number, ulong seed, ITeacher teacher, ITeacher player, int maxSteps)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(player);
        var node = new TreeNode(world.Start(task), null, 0, 0, Keys);
        List<Demonstration> shown = [];
        while (shown.Count < maxSteps)
        {
            shown.Add(new Demonstration(node, teacher.Distribution(node)));
            string action = player.Next(node, new Draw(seed, 0, number, node.Depth));
            Transition step = world.Step(node.Snapshot, action);
            if (step.Ending is not Ending.None)
                break;

            node = new TreeNode(step.Next, node, node.Depth + 1, node.Index + 1, Keys, action);
        }

        return shown;
    }
}

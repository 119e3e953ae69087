using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Shows how an imperfect planner would act, in states that a better one comes to.</summary>
public static class Demonstrations
{
    private const int MaxSteps = 50;
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>Plays one game and shows what the teacher would do at each state passed.</summary>
    /// <param name="game">The game.</param>
    /// <param name="number">The game's number among those that are shown; tells its draws from theirs.</param>
    /// <param name="seed">The seed of blunders.</param>
    /// <param name="teacher">Whose distribution is shown.</param>
    /// <param name="behaviour">
    /// The probability that the player blunders. In [0, 1]. The player is not the teacher: a teacher that seldom gets far would show
    /// little of how a game ends.
    /// </param>
    /// <returns>One demonstration a state, from the start to the last step before a win, 50 at most.</returns>
    public static IReadOnlyList<Demonstration> Of(AlfworldGame game, int number, ulong seed, ImperfectPlanner teacher, double behaviour)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        var player = new ImperfectPlanner(behaviour, dawdle: 0);
        var node = new TreeNode(AlfworldWorld.Start(game), null, 0, 0, Keys);
        List<Demonstration> shown = [];
        while (node.Snapshot is AlfworldSnapshot { Won: false } here && shown.Count < MaxSteps)
        {
            shown.Add(new Demonstration(node, [.. teacher.Distribution(here).Select(one => (one.Command.Text, one.Probability))]));
            string action = player.Next(here, new Draw(seed, 0, number, node.Depth)).Text;
            node = new TreeNode(AlfworldWorld.Step(here, action).Next, node, node.Depth + 1, node.Index + 1, Keys, action);
        }

        return shown;
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Makes a start for the light policy by imitating the imperfect planner.</summary>
/// <param name="planner">The planner.</param>
/// <param name="learner">Step size and mini-batch of the imitation.</param>
/// <param name="seed">The seed of blunders and orders.</param>
public sealed class WarmUp(ImperfectPlanner planner, LearnerSettings learner, ulong seed)
{
    private const int MaxSteps = 50;
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>Imitates demonstrations on games, each once.</summary>
    /// <returns>The weights, and how many games the planner itself solved.</returns>
    /// <remarks>Maximum likelihood: the gradient of Σ ln π(a|s) over the planner's steps, blunders included.</remarks>
    public async ValueTask<(LightWeights Weights, int Solved)> ImitateAsync(IReadOnlyList<AlfworldGame> games, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(games);
        var weights = new LightWeights();
        var imitation = new LightLearner(weights, weights.Copy(), learner with { Objective = Objective.Reinforce, KlWeight = 0 });
        List<CreditedGroup> steps = [];
        int solved = 0;
        for (int game = 0; game < games.Count; game++)
        {
            solved += Demonstrate(games[game], game, steps) ? 1 : 0;
            if (steps.Count < learner.MiniBatch && game < games.Count - 1)
                continue;

            await imitation.UpdateAsync(steps, new Draw(seed, 0, game, 0), cancellation).ConfigureAwait(false);
            steps.Clear();
        }

        return (weights, solved);
    }

    private bool Demonstrate(AlfworldGame game, int number, List<CreditedGroup> steps)
    {
        var features = new AlfworldFeatures();
        AlfworldSnapshot snapshot = AlfworldWorld.Start(game);
        for (int step = 0; step < MaxSteps && !snapshot.Won; step++)
        {
            var node = new TreeNode(snapshot, null, step, step, Keys);
            string action = planner.Next(snapshot, new Draw(seed, 0, number, step)).Text;
            Choices choices = features.Describe(node);
            int index = Enumerable.Range(0, choices.Count).First(i => choices.Actions[i] == action);

            Transition transition = AlfworldWorld.Step(snapshot, action);
            snapshot = (AlfworldSnapshot)transition.Next;
            var taken = new Branch(
                new LightProposal(action, 0, choices, index, Temperature: 1), node, transition.Ending, transition.Reward, transition.Valid);
            steps.Add(new CreditedGroup(node, [taken], [1], [1]));
        }

        return snapshot.Won;
    }
}

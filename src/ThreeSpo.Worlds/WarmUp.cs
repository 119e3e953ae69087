using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds;

/// <summary>Makes a start for the light policy by imitating a teacher who errs.</summary>
/// <param name="open">Opens the n-th task that is shown, in a world that holds it.</param>
/// <param name="features">Describes its actions.</param>
/// <param name="teacher">Who is imitated; takes only actions that the features describe.</param>
/// <param name="learner">Step size and mini-batch of the imitation.</param>
/// <param name="maxSteps">Steps after which a demonstration ends.</param>
/// <param name="seed">The seed of blunders and orders.</param>
public sealed class WarmUp(
    Func<int, (PureEnvironment World, TaskInstance Task)> open, IActionFeatures features, ITeacher teacher, LearnerSettings learner, int maxSteps, ulong seed)
{
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>Imitates demonstrations on tasks, each once.</summary>
    /// <param name="tasks">How many. At least 1.</param>
    /// <param name="cancellation">Stops it between two tasks.</param>
    /// <returns>The weights, and how many tasks the teacher itself solved.</returns>
    /// <remarks>Maximum likelihood: the gradient of Σ ln π(a|s) over the teacher's steps, blunders included.</remarks>
    public async ValueTask<(LightWeights Weights, int Solved)> ImitateAsync(int tasks, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        var weights = new LightWeights();
        var imitation = new LightLearner(weights, weights.Copy(), learner with { Objective = Objective.Reinforce, KlWeight = 0 });
        List<CreditedGroup> steps = [];
        int solved = 0;
        for (int task = 0; task < tasks; task++)
        {
            solved += Demonstrate(task, steps) ? 1 : 0;
            if (steps.Count < learner.MiniBatch && task < tasks - 1)
                continue;

            await imitation.UpdateAsync(steps, new Draw(seed, 0, task, 0), cancellation).ConfigureAwait(false);
            steps.Clear();
        }

        return (weights, solved);
    }

    private bool Demonstrate(int number, List<CreditedGroup> steps)
    {
        (PureEnvironment world, TaskInstance task) = open(number);
        Snapshot snapshot = world.Start(task);
        for (int step = 0; step < maxSteps; step++)
        {
            var node = new TreeNode(snapshot, null, step, step, Keys);
            string action = teacher.Next(node, new Draw(seed, 0, number, step));
            Choices choices = features.Describe(node);
            int index = Enumerable.Range(0, choices.Count).First(i => choices.Actions[i] == action);

            Transition transition = world.Step(snapshot, action);
            snapshot = transition.Next;
            var taken = new Branch(
                new LightProposal(action, 0, choices, index, Temperature: 1), node, transition.Ending, transition.Reward, transition.Valid);
            steps.Add(new CreditedGroup(node, [taken], [1], [1]));
            if (transition.Ending is not Ending.None)
                return transition.Ending is Ending.Succeeded;
        }

        return false;
    }
}

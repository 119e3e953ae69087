using ThreeSpo.Credit;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>The states that an iteration sampled actions at, told apart by task and observation text: the same for every method.</summary>
/// <param name="MeanScore">Mean of S(s) over the nodes that actions were sampled at; null where there were none, or nobody scores. In [0, 1].</param>
/// <param name="States">Distinct states.</param>
/// <param name="Wide">Those of them at which two or more actions were sampled, in one tree or in several of the same task.</param>
public sealed record SampledStates(double? MeanScore, long States, long Wide)
{
    /// <summary>Looks at the trees of an iteration that has come to its end.</summary>
    /// <param name="trees">The trees, or episodes.</param>
    /// <param name="iteration">The iteration's number, from 0.</param>
    /// <param name="scorer">Eq. 1 by the run's own history and settings; null leaves the score out.</param>
    /// <remarks>
    /// Scores are those after the iteration, its own outcomes included, so that methods which look at no score while they sample
    /// have one too, and a run that was paused in the middle has the same.
    /// </remarks>
    public static SampledStates Of(IReadOnlyList<RolloutTree> trees, int iteration, StateScorer? scorer)
    {
        ArgumentNullException.ThrowIfNull(trees);
        if (scorer is not null)
            scorer.Iteration = iteration;

        Dictionary<(string Task, int Text), int> actions = [];
        (double sum, int nodes) = (0, 0);
        foreach (RolloutTree tree in trees)
        {
            foreach (TreeNode node in tree.Expanded)
            {
                nodes++;
                sum += scorer?.Score(node) ?? 0;
                (string, int) state = (tree.Task.Id, node.Numbers.Text);
                actions[state] = actions.GetValueOrDefault(state) + node.Branches.Count;
            }
        }

        return new SampledStates(nodes == 0 || scorer is null ? null : sum / nodes, actions.Count, actions.Values.Count(tried => tried >= 2));
    }
}

using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit.Episodes;

/// <summary>The steps of an iteration's episodes as rows of one table, shape [N]: task by task, episode by episode, in order of time.</summary>
public sealed record EpisodeSteps
{
    /// <summary>What was done, and what came of it, shape [N].</summary>
    public required IReadOnlyList<Branch> Branches { get; init; }

    /// <summary>What each step earned (<see cref="EpisodeReward"/>), shape [N].</summary>
    public required double[] Rewards { get; init; }

    /// <summary>What its invalid action forfeits, shape [N]. At least 0.</summary>
    public required double[] Penalties { get; init; }

    /// <summary>What its episode earned as a whole, shape [N].</summary>
    public required double[] Returns { get; init; }

    /// <summary>What the greedy episode of its task earned, shape [N]; 0 where there was none.</summary>
    public required double[] GreedyReturns { get; init; }

    /// <summary>Its task, shape [N].</summary>
    public required int[] Tasks { get; init; }

    /// <summary>Its episode, shape [N]; no two tasks share a number.</summary>
    public required int[] Episodes { get; init; }

    /// <summary>What a critic says of the states, shape [N]; null for methods without one.</summary>
    public double[]? Values { get; init; }

    /// <summary>How many there are.</summary>
    public int Count => Branches.Count;

    /// <summary>Where each action was taken, shape [N].</summary>
    public IReadOnlyList<TreeNode> Nodes => [.. Branches.Select(step => step.Child.Parent!)];

    /// <summary>The states that equal steps share, as text, shape [N].</summary>
    public string[] Anchors => [.. Branches.Select(step => step.Child.Parent!.State.ToString())];

    /// <summary>Returns, each less what the step's own invalid action forfeits, shape [N]. A penalty stays with the step that earned it.</summary>
    public double[] Scores => Less(Returns);

    /// <summary>Rewards less penalties, shape [N].</summary>
    public double[] StepRewards => Less(Rewards);

    /// <summary>Lays out the episodes of some tasks. Those on which the world failed are left out.</summary>
    public static EpisodeSteps Of(IReadOnlyList<EpisodeGroup> groups, CreditSettings settings)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(settings);
        List<Branch> steps = [];
        List<(double Return, double Greedy, int Task, int Episode)> rows = [];
        int number = 0;
        for (int task = 0; task < groups.Count; task++)
        {
            foreach (RolloutTree episode in groups[task].Sound)
            {
                double greedy = groups[task].Greedy is { } likeliest ? EpisodeReward.Return(likeliest, settings.EpisodeNovelty) : 0;
                double earned = EpisodeReward.Return(episode, settings.EpisodeNovelty);
                steps.AddRange(episode.Expanded.Select(node => node.Branches[0]));
                rows.AddRange(Enumerable.Repeat((earned, greedy, task, number++), episode.Expanded.Count));
            }
        }

        return new EpisodeSteps
        {
            Branches = steps,
            Rewards = [.. steps.Select(step => EpisodeReward.Of(step, settings.EpisodeNovelty))],
            Penalties = [.. steps.Select(step => InvalidPenalty.Of(step, settings))],
            Returns = [.. rows.Select(row => row.Return)],
            GreedyReturns = [.. rows.Select(row => row.Greedy)],
            Tasks = [.. rows.Select(row => row.Task)],
            Episodes = [.. rows.Select(row => row.Episode)],
        };
    }

    /// <summary>Values of the steps, shape [N], less what their invalid actions forfeit.</summary>
    public double[] Less(double[] values) => [.. values.Zip(Penalties, (value, penalty) => value - penalty)];
}

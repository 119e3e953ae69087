using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>Gives every action of a group its reward and its advantage, right after it was tried.</summary>
/// <param name="scorer">S(s).</param>
/// <param name="history">N(s).</param>
/// <param name="nodeHistory">Success rates of the states that choice 3.16 goes by.</param>
/// <param name="met">States met so far in the run.</param>
/// <param name="settings">The open choices.</param>
public sealed class StepCredit(
    StateScorer scorer, StateHistory history, StateHistory nodeHistory, StateNumbers met, CreditSettings settings)
{
    private const int RewardDigits = 12;

    /// <summary>Credits one group against the history as it stands.</summary>
    /// <remarks>Branches on which the world failed earn nothing and are not compared with the others.</remarks>
    public CreditedGroup Assign(StepGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Branch[] branches = [.. group.Branches.Where(branch => branch.Ending is not Ending.Faulted)];
        double[] rewards = new double[branches.Length];
        for (int i = 0; i < branches.Length; i++)
        {
            double reward = settings.SampleCredit is SampleCreditRule.Wide
                ? WideReward(branches[i])
                : Reward(group.Node, branches[i]);
            rewards[i] = Penalised(branches[i], reward);
        }

        double[] advantages = new double[rewards.Length];
        Compare(rewards, advantages);
        return new CreditedGroup(group.Node, branches, rewards, advantages);
    }

    /// <summary>Eq. 2: R(s, s') = ω·R_novel + (½ − ω)·(S(s) − S(s')) + ½·R_success.</summary>
    private double Reward(TreeNode node, Branch branch)
    {
        double weight = settings.Omega is OmegaRule.Constant
            ? settings.OmegaValue
            : NoveltyWeight.Of(history[node.State].Visits, settings.OmegaDecay);
        double success = branch.Ending is Ending.Succeeded ? settings.SuccessReward : 0;

        return StepReward.Of(weight, IsNovel(node, branch), scorer.ScoreInReward(node), scorer.ScoreInReward(branch.Child), success);
    }

    /// <summary>Choice 3.16, "wide": the success rate of s', plus a bonus where s' is not yet on the path.</summary>
    private double WideReward(Branch branch)
    {
        StateCounts counts = nodeHistory[branch.Child.NodeState];
        double rate = branch.Ending is Ending.Succeeded ? 1 : StateScore.Rate(counts, settings.Score.Epsilon);
        return rate + (branch.IsNewOnPath ? settings.NoveltyBonus : 0);
    }

    /// <summary>A reward less what an invalid action forfeits.</summary>
    private double Penalised(Branch branch, double reward)
    {
        if (settings.InvalidPenalty == 0)
            return reward;

        // What is added for novelty and taken as penalty may cancel: a rest that is only rounding would pass for spread.
        return Math.Round(reward - InvalidPenalty.Of(branch, settings), RewardDigits);
    }

    private bool IsNovel(TreeNode node, Branch branch) => settings.Novelty switch
    {
        Novelty.Changed => branch.Child.State != node.State,
        Novelty.FirstInTrajectory => node.Upwards().All(earlier => earlier.State != branch.Child.State),
        Novelty.FirstEver => !met.Contains(branch.Child.State),
        _ => throw new InvalidOperationException($"Not a kind of novelty: {settings.Novelty}."),
    };

    private void Compare(double[] rewards, double[] advantages)
    {
        if (settings.Advantage is AdvantageNorm.Mean)
            GroupAdvantage.Centre(rewards, advantages);
        else
            GroupAdvantage.Standardise(rewards, advantages, settings.Score.Epsilon, settings.StdFloor);
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ThreeSpo.Environments;

namespace ThreeSpo.Rollouts;

/// <summary>Where a tree goes back to (specification, choice 3.14).</summary>
public enum GoBackRule
{
    /// <summary>Ranked backtracking: the paper's.</summary>
    Ranked,

    /// <summary>Late branching, node drawn uniformly.</summary>
    LateUniform,

    /// <summary>Late branching, node drawn by how undecided its state is.</summary>
    LateByScore,

    /// <summary>Late branching by score, and some trees start from archived states of earlier trees.</summary>
    Archive,
}

/// <summary>How trees grow.</summary>
[Description("how trees grow")]
public sealed record RolloutSettings
{
    /// <summary>Choice 3.3: what a state is, for counts, scores and credit.</summary>
    [Description("3.3 what a state is, for counts, scores and credit")]
    public StateIdentity State { get; init; } = StateIdentity.GameText;

    /// <summary>Choice 3.3: what a state is, for choosing where to go back to.</summary>
    [Description("3.3 what a state is, for choosing where to go back to")]
    public StateIdentity NodeState { get; init; } = StateIdentity.Progress;

    /// <summary>Choice 3.14: where a tree goes back to.</summary>
    [Description("3.14 where a tree goes back to")]
    public GoBackRule GoBack { get; init; } = GoBackRule.LateByScore;

    /// <summary>Choice 3.14: share of trees that start from an archived state. In [0, 1].</summary>
    [Description("3.14 share of trees that start from an archived state (goBack=archive)")]
    [Range(0.0, 1.0)]
    public double ArchiveProbability { get; init; } = 0.5;

    /// <summary>Choice 3.12: which child is followed.</summary>
    [Description("3.12 which child is followed")]
    public FollowRule Follow { get; init; } = FollowRule.FirstSampled;

    /// <summary>Choice 3.12: the order of going back.</summary>
    [Description("3.12 the order in which waiting nodes are gone back to")]
    public FrontierOrder Frontier { get; init; } = FrontierOrder.Deepest;

    /// <summary>Choice 3.15: where an action counts as explored.</summary>
    [Description("3.15 where an action counts as explored")]
    public ExploredScope Explored { get; init; } = ExploredScope.Tree;

    /// <summary>B: trees, or episode groups, that run side by side in one iteration. Unit: tasks.</summary>
    [Description("B: trees (or episode groups) side by side in one iteration")]
    [Range(1, 4096)]
    public int Trees { get; init; } = 16;

    /// <summary>Trajectories after which a tree ends; for whole-episode methods, the group's size.</summary>
    [Description("trajectories after which a tree ends; whole episodes: the group's size")]
    [Range(1, 4096)]
    public int TreeTrajectories { get; init; } = 8;

    /// <summary>Sampled actions after which a tree ends.</summary>
    [Description("sampled actions after which a tree ends")]
    [Range(1, 1_000_000)]
    public int TreeActions { get; init; } = 400;

    /// <summary>Steps after which an episode is truncated.</summary>
    [Description("steps after which an episode is truncated")]
    [Range(1, 100_000)]
    public int MaxSteps { get; init; } = 50;

    /// <summary>Whether groups of whole episodes that all earned the same are replaced by those of further tasks (DAPO's dynamic sampling).</summary>
    [Description("whole episodes: replace groups that all earned the same (DAPO)")]
    public bool DynamicSampling { get; init; }

    /// <summary>Most times that an iteration samples with dynamic sampling, the first included.</summary>
    [Description("most rounds of sampling in an iteration (dynamicSampling=true)")]
    [Range(1, 1000)]
    public int SamplingRounds { get; init; } = 3;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Credit;

/// <summary>What t is in λ(t) = α·ln t (specification, choice 3.1).</summary>
public enum ScoreClock
{
    /// <summary>Trajectories closed, plus one: the paper's.</summary>
    Trajectories,

    /// <summary>Iterations begun.</summary>
    Iterations,

    /// <summary>Depth of the state in its episode, plus one.</summary>
    Depth,

    /// <summary>None: λ is a constant.</summary>
    Constant,
}

/// <summary>When R_novel is 1 (specification, choice 3.2).</summary>
public enum Novelty
{
    /// <summary>Where s' differs from s: the paper's text.</summary>
    Changed,

    /// <summary>Where s' is not yet on the path from the root.</summary>
    FirstInTrajectory,

    /// <summary>Where s' was never met before in the run.</summary>
    FirstEver,
}

/// <summary>What happens at a state whose indicator is false (specification, choice 3.6).</summary>
public enum CutRule
{
    /// <summary>The path ends there and is not recorded: the paper's.</summary>
    Unrecorded,

    /// <summary>The path ends there and counts as a failure.</summary>
    Failure,

    /// <summary>As unrecorded, but a root is never cut.</summary>
    NotAtRoot,

    /// <summary>Nothing: the path goes on with at least one action.</summary>
    Never,
}

/// <summary>How ω, the weight of novelty, behaves (specification, choice 3.10).</summary>
public enum OmegaRule
{
    /// <summary>½·exp(−ω_k·N): the paper's.</summary>
    Decaying,

    /// <summary>A constant.</summary>
    Constant,
}

/// <summary>How many actions are tried (specification, choice 3.11).</summary>
public enum WidthRule
{
    /// <summary>⌈G_max·S(s)⌉: the paper's.</summary>
    Score,

    /// <summary>A fixed number.</summary>
    Fixed,
}

/// <summary>What the whole tree says about a step (specification, choice 3.13).</summary>
public enum TrajectoryCreditRule
{
    /// <summary>Nothing: the paper's.</summary>
    None,

    /// <summary>Group-normalised success of the trajectories through the step.</summary>
    Success,

    /// <summary>Success below the step against the tree's, plus its discounted value against that of equal states.</summary>
    Tree,
}

/// <summary>What a sampled action earns (specification, choice 3.16).</summary>
public enum SampleCreditRule
{
    /// <summary>Its step reward, Eq. 2.</summary>
    StepReward,

    /// <summary>The success rate of the state it leads to, plus a bonus where that state is not yet on the path.</summary>
    Wide,
}

/// <summary>How steps earn credit. Defaults are those of the preset "branch".</summary>
[Description("how steps earn credit")]
public sealed record CreditSettings
{
    /// <summary>Choice 3.1: what t is in λ(t).</summary>
    [Description("3.1 what t is in λ(t) = α·ln t")]
    public ScoreClock Clock { get; init; } = ScoreClock.Constant;

    /// <summary>α: how fast known states lose their score. Unitless.</summary>
    [Description("α: how fast known states lose their score")]
    [Range(0.0, 1e6)]
    public double Alpha { get; init; } = 50;

    /// <summary>λ where the clock is constant. Unitless.</summary>
    [Description("λ where clock=constant")]
    [Range(0.0, 1e6)]
    public double Lambda { get; init; } = 0.5;

    /// <summary>ξ: failures after which a state may be given up. Unit: trajectories.</summary>
    [Description("ξ: failures after which a state may be given up")]
    [Range(1.0, 1e12)]
    public double MaxFailures { get; init; } = 10;

    /// <summary>ζ: success rate above which a state is never given up. In [0, 1].</summary>
    [Description("ζ: success rate above which a state is never given up")]
    [Range(0.0, 1.0)]
    public double MinSuccessRate { get; init; } = 0.1;

    /// <summary>Choice 3.2: when R_novel is 1.</summary>
    [Description("3.2 when R_novel is 1")]
    public Novelty Novelty { get; init; } = Novelty.FirstInTrajectory;

    /// <summary>Choice 3.5: how rewards become advantages.</summary>
    [Description("3.5 how rewards of a group become advantages")]
    public AdvantageNorm Advantage { get; init; } = AdvantageNorm.Mean;

    /// <summary>Choice 3.5: the least that is divided by. In units of reward.</summary>
    [Description("3.5 floor under the standard deviation (advantage=meanStd)")]
    [Range(0.0, 1.0)]
    public double StdFloor { get; init; } = 0.05;

    /// <summary>Choice 3.6: what happens at a given-up state.</summary>
    [Description("3.6 what happens at a given-up state")]
    public CutRule Cut { get; init; } = CutRule.Never;

    /// <summary>Choice 3.6: whether the indicator is part of S in the reward.</summary>
    [Description("3.6 whether a given-up state has S = 0 in the reward")]
    public bool IndicatorInReward { get; init; }

    /// <summary>Choice 3.10: how ω behaves.</summary>
    [Description("3.10 how the weight ω of novelty behaves")]
    public OmegaRule Omega { get; init; } = OmegaRule.Constant;

    /// <summary>ω_k: how fast ω falls. Unit: per trajectory.</summary>
    [Description("ω_k: how fast ω falls per visit (omega=decaying)")]
    [Range(0.0, 1e6)]
    public double OmegaDecay { get; init; } = 0.1;

    /// <summary>ω where it is constant. In [0, ½].</summary>
    [Description("ω where omega=constant")]
    [Range(0.0, 0.5)]
    public double OmegaValue { get; init; } = 0.1;

    /// <summary>R_success of a step that solves the task; 1 in the paper, 10 in the public code.</summary>
    [Description("R_success of a solving step: 1 in the paper, 10 in the public code")]
    [Range(0.0, 1000.0)]
    public double SuccessReward { get; init; } = 1;

    /// <summary>Choice 3.11: how many actions are tried.</summary>
    [Description("3.11 how many actions are tried at a state")]
    public WidthRule Width { get; init; } = WidthRule.Fixed;

    /// <summary>G_max, or the fixed number of actions.</summary>
    [Description("G_max (width=score) or the number itself (width=fixed)")]
    [Range(1, 1024)]
    public int MaxWidth { get; init; } = 1;

    /// <summary>Choice 3.13: what the whole tree says about a step.</summary>
    [Description("3.13 what the whole tree says about a step")]
    public TrajectoryCreditRule TrajectoryCredit { get; init; } = TrajectoryCreditRule.Tree;

    /// <summary>Weight of the trajectory credit.</summary>
    [Description("3.13 weight of the trajectory credit")]
    [Range(0.0, 100.0)]
    public double TrajectoryWeight { get; init; } = 1;

    /// <summary>Weight of the discounted value against equal states, in tree credit and in GiGPO.</summary>
    [Description("weight of the step advantage (trajectoryCredit=tree, method=gigpo)")]
    [Range(0.0, 100.0)]
    public double StepWeight { get; init; } = 1;

    /// <summary>γ: how a success fades with the steps before it. In (0, 1].</summary>
    [Description("γ: how a success fades with the steps before it")]
    [Range(0.01, 1.0)]
    public double Discount { get; init; } = 0.95;

    /// <summary>Choice 3.16: what a sampled action earns.</summary>
    [Description("3.16 what sampled actions earn against their group")]
    public SampleCreditRule SampleCredit { get; init; } = SampleCreditRule.StepReward;

    /// <summary>Choice 3.16: bonus for a state that is not yet on the path.</summary>
    [Description("3.16 bonus for a state not yet on the path (sampleCredit=wide)")]
    [Range(0.0, 10.0)]
    public double NoveltyBonus { get; init; } = 0.2;

    /// <summary>What an invalid action forfeits. In units of reward.</summary>
    [Description("taken from the reward of an action that the world refused or that was badly formed")]
    [Range(0.0, 10.0)]
    public double InvalidPenalty { get; init; }

    /// <summary>
    /// What a step of a whole episode earns where it leads to a state that is not yet on the episode's path. Not in any of the papers: what
    /// <see cref="NoveltyBonus"/> gives trees. It enters the return of the episode (GRPO, RLOO, REINFORCE++ with a baseline, ReMax with its greedy
    /// episode, pass@k), and the rewards of steps that REINFORCE++, PPO, GiGPO and HGPO discount. In units of reward.
    /// </summary>
    [Description("whole episodes: bonus for a step to a state not yet on the path")]
    [Range(0.0, 10.0)]
    public double EpisodeNovelty { get; init; }

    /// <summary>λ of generalised advantage estimation. In [0, 1].</summary>
    [Description("λ of generalised advantage estimation (method=ppo)")]
    [Range(0.0, 1.0)]
    public double GaeLambda { get; init; } = 0.95;

    /// <summary>K: the most earlier states that a step shares with an HGPO group. Unit: steps.</summary>
    [Description("HGPO: most earlier states that a group shares")]
    [Range(0, 64)]
    public int SharedHistory { get; init; } = 2;

    /// <summary>α: an HGPO group that shares k states weighs (k + 1)^α, its own state counted, the whole task 1.</summary>
    [Description("HGPO: power of the length of history that a group is weighed by")]
    [Range(0.0, 100.0)]
    public double HistoryAlpha { get; init; } = 1;

    /// <summary>Whether HGPO's outermost group is all of a task's episodes.</summary>
    [Description("HGPO: whether all of a task's episodes are a group, by their returns")]
    public bool HistoryBase { get; init; } = true;

    /// <summary>How often an episode enters the mean of its group.</summary>
    [Description("how often an episode enters its group's mean (whole episodes)")]
    public EpisodeWeighing Weighing { get; init; } = EpisodeWeighing.Trajectories;

    /// <summary>Similarity from which GiGPO puts two observations into one group; 1 asks for equality.</summary>
    [Description("GiGPO: similarity from which observations share a group; 1 = equal")]
    [Range(0.0, 1.0)]
    public double Similarity { get; init; } = 1;

    /// <summary>The constants of the state score.</summary>
    public ScoreSettings Score => new() { Alpha = Alpha, MaxFailures = MaxFailures, MinSuccessRate = MinSuccessRate };
}

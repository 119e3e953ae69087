using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit;

public sealed class StepCreditTests
{
    /// <summary>ω = ½ leaves novelty alone in Eq. 2, so that a reward is ½ where a step is new and 0 where it is not.</summary>
    private static readonly CreditSettings OnlyNovelty = new() { Omega = OmegaRule.Constant, OmegaValue = 0.5, MaxWidth = 2 };

    /// <summary>ω = 0 leaves the difference of scores, and success.</summary>
    private static readonly CreditSettings OnlyScores = OnlyNovelty with { OmegaValue = 0, Lambda = 2 };

    private readonly HandTree _hand = new();
    private readonly StateHistory _history = new();
    private readonly StateHistory _nodeHistory = new();
    private readonly StateNumbers _met = new();

    [Fact]
    public void A_changed_state_is_new_even_where_the_path_has_been_before()
    {
        TreeNode here = _hand.Try(_hand.Root, "a").Branches[0].Child;

        Assert.Equal([0.5, 0, 0.5], Rewards(OnlyNovelty with { Novelty = Novelty.Changed }, _hand.Try(here, "start", "a", "b")));
    }

    [Fact]
    public void A_state_is_first_in_its_trajectory_where_the_path_from_the_root_has_not_been()
    {
        StepGroup beside = _hand.Try(_hand.Root, "a", "b");
        TreeNode here = beside.Branches[0].Child;

        // "b" was met beside the path, not on it.
        Assert.Equal([0, 0, 0.5], Rewards(OnlyNovelty with { Novelty = Novelty.FirstInTrajectory }, _hand.Try(here, "start", "a", "b")));
    }

    [Fact]
    public void A_state_is_first_ever_where_the_run_has_not_met_it()
    {
        _met.Meet(StateKey.Of("known"));

        Assert.Equal([0, 0.5], Rewards(OnlyNovelty with { Novelty = Novelty.FirstEver }, _hand.Try(_hand.Root, "known", "unknown")));
    }

    [Fact]
    public void A_decaying_weight_fades_with_visits_to_the_state_that_is_left()
    {
        Know(_history, "start", successes: 0, failures: 3);
        CreditSettings decaying = OnlyNovelty with { Omega = OmegaRule.Decaying, OmegaDecay = 0.1, Lambda = 0 };

        Assert.Equal([0.5 * Math.Exp(-0.3)], Rewards(decaying, _hand.Try(_hand.Root, "a")));
    }

    [Fact]
    public void A_constant_weight_does_not_fade()
    {
        Know(_history, "start", successes: 0, failures: 3);

        Assert.Equal([0.3], Rewards(OnlyNovelty with { OmegaValue = 0.3, Lambda = 0 }, _hand.Try(_hand.Root, "a")));
    }

    [Fact]
    public void Progress_is_the_score_of_the_state_left_minus_that_of_the_state_reached()
    {
        Know(_history, "known", successes: 1, failures: 1);

        double[] rewards = Rewards(OnlyScores, _hand.Try(_hand.Root, "known", "unknown"));
        Assert.Equal(0.5 * (1 - Math.Exp(-1)), rewards[0], 6);
        Assert.Equal(0, rewards[1]);
    }

    [Fact]
    public void Success_adds_half_of_its_reward_and_no_other_ending_does()
    {
        StepGroup group = _hand.Try(
            _hand.Root, ("a", "a", Ending.Succeeded), ("b", "b", Ending.Failed), ("c", "c", Ending.Truncated), ("d", "d", Ending.None));

        Assert.Equal([0.5, 0, 0, 0], Rewards(OnlyScores, group));
        Assert.Equal([5, 0, 0, 0], Rewards(OnlyScores with { SuccessReward = 10 }, group));
    }

    [Theory]
    [InlineData(true, 0.5)]
    [InlineData(false, 0)]
    public void Entering_a_given_up_state_is_rewarded_only_where_the_indicator_counts(bool indicator, double expected)
    {
        Know(_history, "dead end", successes: 0, failures: 10);

        Assert.Equal([expected], Rewards(OnlyScores with { IndicatorInReward = indicator }, _hand.Try(_hand.Root, "dead end")));
    }

    [Fact]
    public void Advantages_are_rewards_against_their_group()
    {
        CreditedGroup group = Assign(OnlyNovelty with { Novelty = Novelty.Changed }, _hand.Try(_hand.Root, "start", "a", "b", "start"));

        Assert.Equal([-0.25, 0.25, 0.25, -0.25], group.Advantages);
        Assert.True(group.HasSpread);
    }

    [Fact]
    public void Advantages_can_be_counted_in_deviations_with_a_floor_under_them()
    {
        StepGroup group = _hand.Try(_hand.Root, "start", "a");
        CreditSettings scaled = OnlyNovelty with { Novelty = Novelty.Changed, Advantage = AdvantageNorm.MeanStd };

        // Rewards 0 and ½: mean ¼, deviation √⅛.
        Assert.Equal(0.25 / (Math.Sqrt(0.125) + 1e-6), Assign(scaled with { StdFloor = 0 }, group).Advantages[1], 12);
        Assert.Equal(0.25 / (1 + 1e-6), Assign(scaled with { StdFloor = 1 }, group).Advantages[1], 12);
    }

    [Fact]
    public void Equal_rewards_leave_nothing_to_learn() =>
        Assert.False(Assign(OnlyNovelty with { OmegaValue = 0.1 }, _hand.Try(_hand.Root, "a", "b", "c")).HasSpread);

    [Fact]
    public void A_branch_on_which_the_world_failed_is_not_compared_with_the_others()
    {
        StepGroup group = _hand.Try(_hand.Root, ("a", "start", Ending.Faulted), ("b", "b", Ending.None), ("c", "start", Ending.None));
        CreditedGroup credited = Assign(OnlyNovelty with { Novelty = Novelty.Changed }, group);

        Assert.Equal(["b", "c"], credited.Branches.Select(branch => branch.Proposal.Action));
        Assert.Equal([0.25, -0.25], credited.Advantages);
    }

    [Fact]
    public void A_group_on_which_the_world_failed_throughout_is_empty()
    {
        CreditedGroup credited = Assign(OnlyNovelty, _hand.Try(_hand.Root, ("a", "a", Ending.Faulted), ("b", "b", Ending.Faulted)));

        Assert.Empty(credited.Branches);
        Assert.False(credited.HasSpread);
    }

    [Fact]
    public void The_wide_rule_pays_the_success_rate_of_the_abstract_state_reached_and_a_bonus_where_it_is_new_on_the_path()
    {
        Know(_nodeHistory, "near", successes: 3, failures: 1);
        Know(_nodeHistory, "start", successes: 1, failures: 1);
        CreditSettings wide = OnlyNovelty with { SampleCredit = SampleCreditRule.Wide, NoveltyBonus = 0.2 };
        StepGroup group = _hand.TryPlaces(
            _hand.Root,
            ("a", new Place("some text", progress: "near"), Ending.None),
            ("b", new Place("another text", progress: "start"), Ending.None),
            ("c", new Place("a third text", progress: "far"), Ending.None),
            ("d", new Place("a fourth text", progress: "start"), Ending.Succeeded));

        double[] expected = [0.75 + 0.2, 0.5, 0.2, 1];
        Assert.All(Rewards(wide, group).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 6));
    }

    [Fact]
    public void An_invalid_action_forfeits_the_penalty_before_actions_are_compared()
    {
        // Rewards ½, ½ − 0.2 and 0: mean 0.8/3.
        var hand = new HandTree { Invalid = { "b" } };
        CreditSettings strict = OnlyNovelty with { Novelty = Novelty.Changed, InvalidPenalty = 0.2 };
        CreditedGroup group = Assign(strict, hand.Try(hand.Root, "a", "b", "start"));

        Assert.Equal([0.5, 0.3, 0], group.Rewards);
        Assert.Equal(0.5 - (0.8 / 3), group.Advantages[0], 12);
        Assert.Equal(0.3 - (0.8 / 3), group.Advantages[1], 12);
        Assert.Equal(0 - (0.8 / 3), group.Advantages[2], 12);
    }

    [Fact]
    public void The_wide_rule_takes_the_penalty_too()
    {
        var hand = new HandTree { Invalid = { "a" } };
        CreditSettings wide = OnlyNovelty with { SampleCredit = SampleCreditRule.Wide, NoveltyBonus = 0.2, InvalidPenalty = 0.5 };

        Assert.Equal([-0.3, 0.2], Rewards(wide, hand.Try(hand.Root, "a", "b")));
    }

    [Fact]
    public void Actions_that_are_all_invalid_are_not_told_apart()
    {
        var hand = new HandTree { Invalid = { "a", "b" } };

        Assert.False(Assign(OnlyNovelty with { InvalidPenalty = 0.1 }, hand.Try(hand.Root, "a", "b")).HasSpread);
    }

    [Theory]
    [InlineData(AdvantageNorm.Mean)]
    [InlineData(AdvantageNorm.MeanStd)]
    public void A_penalty_that_cancels_a_bonus_leaves_no_spread_of_rounding(AdvantageNorm norm)
    {
        // (0.1 + 0.7) − 0.7 and 0.1 are equal by hand, and differ in double precision.
        Know(_nodeHistory, "old", successes: 1, failures: 9);
        var hand = new HandTree { Invalid = { "a" } };
        TreeNode here = hand.TryPlaces(hand.Root, ("go", new Place("somewhere", progress: "old"), Ending.None)).Branches[0].Child;
        CreditSettings strict = OnlyNovelty with
        {
            SampleCredit = SampleCreditRule.Wide,
            NoveltyBonus = 0.7,
            InvalidPenalty = 0.7,
            Advantage = norm,
            StdFloor = 0,
        };
        Know(_nodeHistory, "new", successes: 1, failures: 9);
        StepGroup group = hand.TryPlaces(here, ("a", new Place("x", progress: "new"), Ending.None), ("b", new Place("y", progress: "old"), Ending.None));

        Assert.False(Assign(strict, group).HasSpread);
    }

    private double[] Rewards(CreditSettings settings, StepGroup group) => Assign(settings, group).Rewards;

    private CreditedGroup Assign(CreditSettings settings, StepGroup group) =>
        new StepCredit(new StateScorer(_history, settings), _history, _nodeHistory, _met, settings).Assign(group);

    private static void Know(StateHistory history, string place, int successes, int failures)
    {
        for (int i = 0; i < successes + failures; i++)
            history.Record([StateKey.Of(place)], i < successes);
    }
}

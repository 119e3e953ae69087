using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit;

public sealed class TreeCreditTests
{
    private static readonly CreditSettings Branching = new() { TrajectoryCredit = TrajectoryCreditRule.Tree, TrajectoryWeight = 1, StepWeight = 1 };
    private static readonly CreditSettings Success = new() { TrajectoryCredit = TrajectoryCreditRule.Success, TrajectoryWeight = 1 };

    // start ─► a ─► won          γ = ½
    //           └─► b ─► lost
    // start ─► c ─► lost
    private readonly HandTree _hand = Grown();

    [Fact]
    public void Branching_credit_is_success_below_the_step_plus_its_value_against_equal_states()
    {
        // Success: root ⅓; a ½, won 1, b 0, lost 0, c 0. Values: start ─► a (½ + 0)/2 = ¼, start ─► c 0: mean ⅛.
        // a ─► won 1, a ─► b 0: mean ½. The others stand alone.
        Dictionary<string, double> credit = Credit(Branching);

        Assert.Equal((1.0 / 2) - (1.0 / 3) + 0.125, credit["start a"], 12);
        Assert.Equal(0 - (1.0 / 3) - 0.125, credit["start c"], 12);
        Assert.Equal(1 - (1.0 / 3) + 0.5, credit["a won"], 12);
        Assert.Equal(0 - (1.0 / 3) - 0.5, credit["a b"], 12);
        Assert.Equal(0 - (1.0 / 3), credit["b lost"], 12);
        Assert.Equal(0 - (1.0 / 3), credit["c lost"], 12);
    }

    [Fact]
    public void Both_parts_of_branching_credit_have_a_weight()
    {
        Assert.Equal(2 * ((1.0 / 2) - (1.0 / 3)), Credit(Branching with { TrajectoryWeight = 2, StepWeight = 0 })["start a"], 12);
        Assert.Equal(2 * 0.125, Credit(Branching with { TrajectoryWeight = 0, StepWeight = 2 })["start a"], 12);
    }

    [Fact]
    public void Equal_states_are_compared_wherever_they_stand_in_the_tree()
    {
        var hand = new HandTree();
        hand.Walk(hand.Root, Ending.Succeeded, "a", "start", "won");

        // Edges that leave "start": to a, worth ¼, and to won, worth 1.
        Dictionary<string, double> credit = Credit(Branching with { TrajectoryWeight = 0 }, hand);
        Assert.Equal(0.25 - 0.625, credit["start a"], 12);
        Assert.Equal(1 - 0.625, credit["start won"], 12);
    }

    [Fact]
    public void A_step_to_a_state_that_is_not_yet_on_the_path_earns_a_bonus_against_equal_states()
    {
        var hand = new HandTree();
        hand.Walk(hand.Root, Ending.Failed, "a", "start", "b", "lost");

        // Edges that leave "start": to a, which is new, and to b, new as well: no difference. start ─► start would not be.
        Dictionary<string, double> credit = Credit(Branching with { TreeNovelty = 0.2 }, hand);
        Assert.Equal(0, credit["start a"], 12);
        Assert.Equal(0, credit["a start"], 12);

        var again = new HandTree();
        again.Walk(again.Root, Ending.Failed, "start", "b", "lost");
        credit = Credit(Branching with { TreeNovelty = 0.2 }, again);
        Assert.Equal(-0.1, credit["start start"], 12);
        Assert.Equal(0.1, credit["start b"], 12);
    }

    [Fact]
    public void Success_credit_is_the_mean_centred_success_of_the_trajectories_through_a_step()
    {
        Dictionary<string, double> credit = Credit(Success with { Advantage = AdvantageNorm.Mean });

        Assert.Equal(((2.0 / 3) - (1.0 / 3)) / 2, credit["start a"], 12);
        Assert.Equal(2.0 / 3, credit["a won"], 12);
        Assert.Equal(-1.0 / 3, credit["a b"], 12);
        Assert.Equal(-1.0 / 3, credit["c lost"], 12);
    }

    [Fact]
    public void Success_credit_can_be_counted_in_deviations()
    {
        // 1, 0, 0: mean ⅓, deviation √⅓.
        CreditSettings scaled = Success with { Advantage = AdvantageNorm.MeanStd, StdFloor = 0, TrajectoryWeight = 3 };

        Assert.Equal(3 * (2.0 / 3) / (Math.Sqrt(1.0 / 3) + 1e-6), Credit(scaled)["a won"], 12);
    }

    [Theory]
    [InlineData(Ending.Succeeded)]
    [InlineData(Ending.Failed)]
    public void Success_credit_has_nothing_to_say_where_all_trajectories_ended_alike(Ending ending)
    {
        var hand = new HandTree();
        hand.Walk(hand.Root, ending, "a");
        hand.Walk(hand.Root, ending, "b");

        Assert.Empty(new TreeCredit(Success).Assign(hand.Tree));
    }

    [Fact]
    public void A_step_that_no_closed_trajectory_passed_gets_no_credit()
    {
        _hand.Try(_hand.Root, "left lying");

        Assert.DoesNotContain("start left lying", Credit(Branching).Keys);
        Assert.DoesNotContain("start left lying", Credit(Success).Keys);
    }

    [Fact]
    public void A_trajectory_on_which_the_world_failed_changes_nobodys_credit()
    {
        Dictionary<string, double> before = Credit(Branching);
        Dictionary<string, double> successBefore = Credit(Success);
        _hand.Walk(_hand.Root, Ending.Faulted, "broken");

        Assert.Equal(before, Credit(Branching));
        Assert.Equal(successBefore, Credit(Success));
    }

    [Fact]
    public void In_branching_credit_an_invalid_step_is_worth_less_among_equal_states()
    {
        // Values: start ─► a ¼, start ─► c 0 − 0.3: mean −0.025. a ─► won and a ─► b are as before.
        Dictionary<string, double> credit = Credit(Branching with { InvalidPenalty = 0.3 }, Grown("c"));

        Assert.Equal((1.0 / 2) - (1.0 / 3) + 0.275, credit["start a"], 12);
        Assert.Equal(0 - (1.0 / 3) - 0.275, credit["start c"], 12);
        Assert.Equal(1 - (1.0 / 3) + 0.5, credit["a won"], 12);
    }

    [Fact]
    public void In_success_credit_an_invalid_step_forfeits_its_weighted_penalty()
    {
        CreditSettings strict = Success with { Advantage = AdvantageNorm.Mean, TrajectoryWeight = 3, InvalidPenalty = 0.2 };
        Dictionary<string, double> credit = Credit(strict, Grown("a", "c"));

        Assert.Equal((3 * ((2.0 / 3) - (1.0 / 3)) / 2) - 0.6, credit["start a"], 12);
        Assert.Equal(3 * 2.0 / 3, credit["a won"], 12);
        Assert.Equal((3 * -1.0 / 3) - 0.6, credit["start c"], 12);
    }

    [Fact]
    public void Where_all_trajectories_ended_alike_success_credit_still_says_what_was_invalid()
    {
        var hand = new HandTree { Invalid = { "b" } };
        hand.Walk(hand.Root, Ending.Failed, "a");
        hand.Walk(hand.Root, Ending.Failed, "b");

        Assert.Equal(
            new() { ["start a"] = 0, ["start b"] = -0.2 }, Credit(Success with { TrajectoryWeight = 1, InvalidPenalty = 0.2 }, hand));
    }

    [Fact]
    public void A_penalty_on_every_step_from_equal_states_is_no_spread()
    {
        var hand = new HandTree { Invalid = { "a", "b", "c" } };
        foreach (string place in (string[])["a", "b", "c"])
            hand.Walk(hand.Root, Ending.Failed, place);

        Assert.All(new TreeCredit(Branching with { InvalidPenalty = 0.1 }).Assign(hand.Tree), group => Assert.False(group.HasSpread));
    }

    [Fact]
    public void Trees_may_say_nothing() => Assert.Empty(new TreeCredit(Branching with { TrajectoryCredit = TrajectoryCreditRule.None }).Assign(_hand.Tree));

    private static HandTree Grown(params string[] invalid)
    {
        var hand = new HandTree { Invalid = [.. invalid] };
        TreeNode won = hand.Walk(hand.Root, Ending.Succeeded, "a", "won");
        hand.Walk(won.Parent!, Ending.Failed, "b", "lost");
        hand.Walk(hand.Root, Ending.Truncated, "c", "lost");
        return hand;
    }

    private Dictionary<string, double> Credit(CreditSettings settings) => Credit(settings, _hand);

    /// <summary>The credit of every step, by the two places it connects.</summary>
    private static Dictionary<string, double> Credit(CreditSettings settings, HandTree hand) =>
        new TreeCredit(settings).Assign(hand.Tree)
            .SelectMany(group => group.Branches.Zip(group.Advantages, (branch, advantage) =>
                ($"{group.Node.Snapshot.Observation} {branch.Child.Snapshot.Observation}", advantage)))
            .ToDictionary();
}

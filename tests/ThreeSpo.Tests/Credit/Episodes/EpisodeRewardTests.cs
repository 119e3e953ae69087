using ThreeSpo.Credit;
using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit.Episodes;

/// <summary>Choice 3.16 for whole episodes: start → a → start → b → won has two new states before the one that solves it, itself new.</summary>
public sealed class EpisodeRewardTests
{
    private static readonly RolloutTree Won = Episode(Ending.Succeeded, "a", "start", "b", "won");
    private static readonly RolloutTree Lost = Episode(Ending.Failed, "a", "a", "a", "a");

    [Fact]
    public void Without_a_bonus_a_step_earns_what_it_solves()
    {
        Assert.Equal([0, 0, 0, 1], Won.Expanded.Select(node => EpisodeReward.Of(node.Branches[0], 0)));
        Assert.Equal((1, 0), (EpisodeReward.Return(Won, 0), EpisodeReward.Return(Lost, 0)));
    }

    [Fact]
    public void A_step_to_a_state_that_is_not_yet_on_the_path_earns_the_bonus()
    {
        Assert.Equal([0.5, 0, 0.5, 1.5], Won.Expanded.Select(node => EpisodeReward.Of(node.Branches[0], 0.5)));
        Assert.Equal([0.5, 0, 0, 0], Lost.Expanded.Select(node => EpisodeReward.Of(node.Branches[0], 0.5)));
    }

    [Fact]
    public void The_return_is_the_sum_over_the_steps() =>
        Assert.Equal((2.5, 0.5), (EpisodeReward.Return(Won, 0.5), EpisodeReward.Return(Lost, 0.5)));

    [Fact]
    public void What_is_new_is_told_by_the_state_that_going_back_goes_by()
    {
        // The text changes with every step; the progress does not.
        var hand = new HandTree();
        StepGroup step = hand.TryPlaces(hand.Root, ("go", new Place("elsewhere", progress: "start"), Ending.None));

        Assert.Equal(0, EpisodeReward.Of(step.Branches[0], 0.5));
    }

    [Fact]
    public void Methods_that_go_by_returns_see_the_sum_and_methods_that_discount_see_each_step()
    {
        CreditSettings settings = new() { EpisodeNovelty = 0.5, Discount = 0.5 };
        EpisodeSteps steps = EpisodeSteps.Of([new EpisodeGroup([Won, Lost], Greedy: Lost)], settings);

        Assert.Equal([2.5, 2.5, 2.5, 2.5, 0.5, 0.5, 0.5, 0.5], steps.Returns);
        Assert.Equal([0.5, 0, 0.5, 1.5, 0.5, 0, 0, 0], steps.Rewards);
        Assert.All(steps.GreedyReturns, earned => Assert.Equal(0.5, earned));
    }

    [Fact]
    public void Episodes_that_met_equally_many_states_in_another_order_have_equal_returns_to_the_last_bit()
    {
        RolloutTree other = Episode(Ending.Succeeded, "start", "a", "b", "won");

        Assert.Equal(EpisodeReward.Return(Won, 0.1), EpisodeReward.Return(other, 0.1));
        Assert.False(new EpisodeGroup([Won, other]).HasSpread(0.1));
    }

    [Fact]
    public void The_bonus_tells_unsolved_episodes_apart()
    {
        var group = new EpisodeGroup([Lost, Episode(Ending.Failed, "a", "b")]);

        Assert.False(group.HasSpread(0));
        Assert.True(group.HasSpread(0.1));
    }

    [Fact]
    public void A_greedy_episode_that_went_otherwise_tells_a_group_apart()
    {
        Assert.False(new EpisodeGroup([Lost, Lost], Greedy: Lost).HasSpread(0));
        Assert.True(new EpisodeGroup([Lost, Lost], Greedy: Won).HasSpread(0));
    }

    [Fact]
    public void An_episode_on_which_the_world_failed_tells_nothing_apart() =>
        Assert.False(new EpisodeGroup([Won, Episode(Ending.Faulted, "a")]).HasSpread(0));

    private static RolloutTree Episode(Ending ending, params string[] places)
    {
        var hand = new HandTree();
        hand.Walk(hand.Root, ending, places);
        return hand.Tree;
    }
}

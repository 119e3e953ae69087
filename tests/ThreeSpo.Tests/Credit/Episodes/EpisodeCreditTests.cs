using ThreeSpo.Credit;
using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit.Episodes;

public sealed class EpisodeCreditTests
{
    private static readonly CreditSettings Settings = new() { Advantage = AdvantageNorm.Mean, Discount = 0.5, StepWeight = 1 };

    private static readonly RolloutTree Won = Episode(Ending.Succeeded, "a", "won");
    private static readonly RolloutTree Lost = Episode(Ending.Truncated, "b");

    [Fact]
    public void Grpo_gives_every_step_its_episodes_success_against_the_group() =>
        Assert.Equal([0.5, 0.5, -0.5], Advantages(stepWise: false, Settings, [Won, Lost]));

    [Fact]
    public void Grpo_can_count_long_episodes_more()
    {
        // Two rows of 1 and one of 0: mean ⅔.
        double[] advantages = Advantages(stepWise: false, Settings with { Weighing = EpisodeWeighing.Steps }, [Won, Lost]);

        Assert.Equal(1.0 / 3, advantages[0], 12);
        Assert.Equal(-2.0 / 3, advantages[2], 12);
    }

    [Fact]
    public void Grpo_can_divide_by_the_groups_deviation()
    {
        double expected = 0.5 / (Math.Sqrt(0.5) + 1e-6);
        double[] advantages = Advantages(stepWise: false, Settings with { Advantage = AdvantageNorm.MeanStd }, [Won, Lost]);

        Assert.Equal(expected, advantages[0], 12);
        Assert.Equal(-expected, advantages[2], 12);
    }

    [Fact]
    public void Gigpo_adds_discounted_returns_against_steps_from_an_equal_state()
    {
        // From "start": ½ and 0, mean ¼. From "a": alone.
        Assert.Equal([0.75, 0.5, -0.75], Advantages(stepWise: true, Settings, [Won, Lost]));
        Assert.Equal([0.5 + (2 * 0.25), 0.5, -0.5 - (2 * 0.25)], Advantages(stepWise: true, Settings with { StepWeight = 2 }, [Won, Lost]));
    }

    [Fact]
    public void Gigpo_can_group_similar_observations()
    {
        RolloutTree almost = Episode(Ending.Failed, "a very long description of a room 1", "x");
        RolloutTree same = Episode(Ending.Succeeded, "a very long description of a room 2", "y");
        double[] exact = Advantages(stepWise: true, Settings with { Weighing = EpisodeWeighing.Trajectories }, [almost, same]);
        double[] similar = Advantages(stepWise: true, Settings with { Similarity = 0.9 }, [almost, same]);

        // The two second steps are worth 0 and 1: alone when told apart, ±½ when taken for one state.
        Assert.Equal(-0.5, exact[1], 12);
        Assert.Equal(-1, similar[1], 12);
        Assert.Equal(1, similar[3], 12);
    }

    [Fact]
    public void Tasks_are_not_compared_with_each_other() =>
        Assert.Equal(
            [0.75, 0.5, -0.75, 0, 0], Advantages(stepWise: true, Settings, [Won, Lost], [Episode(Ending.Failed, "a"), Episode(Ending.Failed, "b")]));

    [Fact]
    public void An_episode_on_which_the_world_failed_is_left_out_of_its_group() =>
        Assert.Equal(
            Advantages(stepWise: true, Settings, [Won, Lost]),
            Advantages(stepWise: true, Settings, [Won, Episode(Ending.Faulted, "c", "d"), Lost]));

    [Fact]
    public void Every_step_is_a_group_of_its_own_with_the_action_that_was_taken()
    {
        IReadOnlyList<CreditedGroup> groups = Credited(stepWise: false, Settings, [Won, Lost]);

        Assert.Equal(["start", "a", "start"], groups.Select(group => group.Node.Snapshot.Observation));
        Assert.Equal(["a", "won", "b"], groups.Select(group => Assert.Single(group.Branches).Proposal.Action));
        Assert.Equal([0, 1, 0], groups.Select(group => group.Rewards[0]));
    }

    [Fact]
    public void Grpo_takes_the_penalty_at_the_step_that_earned_it()
    {
        // Rows 1 and 1 − 0.2, and 0: each episode enters the mean with its first row, ½.
        RolloutTree won = Episode(Ending.Succeeded, ["won"], "a", "won");

        IReadOnlyList<CreditedGroup> groups = Credited(stepWise: false, Settings with { InvalidPenalty = 0.2 }, [won, Lost]);
        Assert.Equal([0.5, 0.3, -0.5], Rounded(groups.Select(group => group.Advantages[0])));
        Assert.Equal([0, 0.8, 0], groups.Select(group => group.Rewards[0]));
    }

    [Fact]
    public void Gigpo_takes_the_penalty_from_the_return_of_its_own_step_alone()
    {
        // Episode rows 1 − 0.2, 1 and 0; the mean of the first rows is 0.4. From "start": ½ − 0.2 and 0, mean 0.15. From "a": alone.
        RolloutTree won = Episode(Ending.Succeeded, ["a"], "a", "won");
        double[] expected = [(0.8 - 0.4) + (0.3 - 0.15), (1 - 0.4) + 0, (0 - 0.4) + (0 - 0.15)];

        Assert.Equal(Rounded(expected), Rounded(Advantages(stepWise: true, Settings with { InvalidPenalty = 0.2 }, [won, Lost])));
    }

    [Fact]
    public void A_penalty_where_every_action_is_valid_changes_no_bit()
    {
        CreditSettings scaled = Settings with { Advantage = AdvantageNorm.MeanStd };

        Assert.Equal(
            Advantages(stepWise: true, scaled, [Won, Lost]), Advantages(stepWise: true, scaled with { InvalidPenalty = 0.3 }, [Won, Lost]));
    }

    [Fact]
    public void Without_episodes_there_is_no_credit() => Assert.Empty(Advantages(stepWise: true, Settings, []));

    private static double[] Advantages(bool stepWise, CreditSettings settings, params RolloutTree[][] groups) =>
        [.. Credited(stepWise, settings, groups).Select(group => Assert.Single(group.Advantages))];

    private static IReadOnlyList<CreditedGroup> Credited(bool stepWise, CreditSettings settings, params RolloutTree[][] groups)
    {
        var credit = new EpisodeCredit(stepWise ? new GigpoCredit(settings) : new GrpoCredit(settings), settings);
        return credit.Assign(credit.Lay([.. groups.Select(group => new EpisodeGroup(group))]));
    }

    private static double[] Rounded(IEnumerable<double> values) => [.. values.Select(value => Math.Round(value, 12))];

    private static RolloutTree Episode(Ending ending, params string[] places) => Episode(ending, [], places);

    private static RolloutTree Episode(Ending ending, HashSet<string> invalid, params string[] places)
    {
        var hand = new HandTree { Invalid = invalid };
        hand.Walk(hand.Root, ending, places);
        return hand.Tree;
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit.Episodes;

/// <summary>What each method makes of the same two episodes: "start → a → won", solved, and "start → b", truncated.</summary>
public sealed class EpisodeMethodsTests
{
    private static readonly CreditSettings Settings = new() { Advantage = AdvantageNorm.Mean, Discount = 0.5 };

    private static readonly RolloutTree Won = Episode(Ending.Succeeded, "a", "won");
    private static readonly RolloutTree Lost = Episode(Ending.Truncated, "b");

    [Fact]
    public void Rloo_measures_against_the_other_episodes() => Assert.Equal([1, 1, -1], Advantages(new RlooCredit(Settings), Settings));

    [Fact]
    public void Reinforce_plus_plus_whitens_discounted_returns()
    {
        // ½, 1 and 0: mean ½, variance ¼.
        double one = 0.5 / Math.Sqrt(0.25 + 1e-8);

        Assert.Equal(Rounded(0, one, -one), Rounded(Advantages(new ReinforcePlusPlusCredit(Settings), Settings)));
    }

    [Fact]
    public void Reinforce_plus_plus_discounts_a_penalty_with_the_reward()
    {
        // The second step forfeits 0.2: 0.4, 0.8 and 0; mean 0.4, variance 0.16.
        CreditSettings settings = Settings with { InvalidPenalty = 0.2 };
        RolloutTree won = Episode(Ending.Succeeded, ["won"], "a", "won");
        double one = 0.4 / Math.Sqrt(0.16 + 1e-8);

        Assert.Equal(Rounded(0, one, -one), Rounded(Advantages(new ReinforcePlusPlusCredit(settings), settings, new EpisodeGroup([won, Lost]))));
    }

    [Fact]
    public void Its_baseline_variant_whitens_what_is_left_of_the_groups_mean()
    {
        // ½, ½ and −½: mean 1/6, variance ((1/3)² · 2 + (2/3)²) / 2 = 1/3.
        double scale = 1 / Math.Sqrt((1.0 / 3) + 1e-8);

        Assert.Equal(
            Rounded(scale / 3, scale / 3, -2 * scale / 3), Rounded(Advantages(new ReinforcePlusPlusBaselineCredit(Settings), Settings)));
    }

    [Fact]
    public void Remax_measures_against_the_greedy_episode()
    {
        Assert.Equal([0, 0, -1], Advantages(new RemaxCredit(), Settings, new EpisodeGroup([Won, Lost], Greedy: Won)));
        Assert.Equal([1, 1, 0], Advantages(new RemaxCredit(), Settings, new EpisodeGroup([Won, Lost], Greedy: Lost)));
    }

    [Fact]
    public void Remax_leaves_a_task_out_on_whose_greedy_episode_the_world_failed() =>
        Assert.Empty(Advantages(new RemaxCredit(), Settings, new EpisodeGroup([Won, Lost], Greedy: Episode(Ending.Faulted, "c"))));

    [Fact]
    public void Ppo_estimates_advantages_whitens_them_and_teaches_its_critic_the_returns()
    {
        CreditSettings settings = Settings with { GaeLambda = 1 };
        var credit = new EpisodeCredit(new PpoCredit(settings), settings);
        EpisodeSteps steps = credit.Lay([new EpisodeGroup([Won, Lost])]) with { Values = [0.25, 0.5, 0.25] };
        IReadOnlyList<CreditedGroup> credited = credit.Assign(steps);

        // A = ½ − ¼, 1 − ½ and 0 − ¼: mean 1/6, variance (1/144 + 16/144 + 25/144) / 2 = 7/48.
        double scale = 1 / Math.Sqrt((7.0 / 48) + 1e-8);
        Assert.Equal(Rounded(scale / 12, scale / 3, -5 * scale / 12), Rounded([.. credited.Select(step => step.Advantages[0])]));
        Assert.Equal([new ValueLesson(0.25, 0.5), new ValueLesson(0.5, 1), new ValueLesson(0.25, 0)], credited.Select(step => step.Value));
    }

    [Fact]
    public void Ppo_says_what_it_lacks_where_no_critic_was_asked() =>
        Assert.Contains("critic", Assert.Throws<InvalidOperationException>(() => Advantages(new PpoCredit(Settings), Settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hgpo_compares_steps_from_an_equal_state_and_whole_episodes()
    {
        // Episodes ±½ at weight 1; from "start" ½ and 0, ±¼ at weight 2; from "a" nobody else came.
        CreditSettings settings = Settings with { SharedHistory = 1, HistoryAlpha = 1 };

        Assert.Equal(Rounded(1.0 / 3, 0.5, -1.0 / 3), Rounded(Advantages(new HgpoCredit(settings), settings)));
        settings = settings with { HistoryBase = false };
        Assert.Equal([0.25, 0, -0.25], Advantages(new HgpoCredit(settings), settings));
    }

    [Fact]
    public void Hgpo_weighs_an_equal_past_more_than_an_equal_state()
    {
        // Both come to "a" from "start": ±½ from "a", ±½ with the past, whatever they weigh; ±¼ from "start".
        CreditSettings settings = Settings with { SharedHistory = 1, HistoryBase = false };
        RolloutTree lost = Episode(Ending.Failed, "a", "lost");
        RolloutTree other = Episode(Ending.Failed, "b", "a", "lost");

        Assert.Equal([0.25, 0.5, -0.25, -0.5], Advantages(new HgpoCredit(settings), settings, new EpisodeGroup([Won, lost])));

        // From "a": 1, 0, 0, mean ⅓, weight 2; after "start": 1 and 0, mean ½, weight 3.
        double[] three = Advantages(new HgpoCredit(settings), settings, new EpisodeGroup([Won, lost, other]));
        Assert.Equal(((2 * (2.0 / 3)) + (3 * 0.5)) / 5, three[1], 12);
    }

    [Fact]
    public void Pass_at_k_gives_every_step_of_the_best_episode_what_the_second_best_lacks()
    {
        Assert.Equal([1, 1, 0], Advantages(new PassAtKCredit(Settings), Settings));
        Assert.Equal([0, 0, 0, 0], Advantages(new PassAtKCredit(Settings), Settings, new EpisodeGroup([Won, Won])));
        Assert.Equal([0, 1, 1], Advantages(new PassAtKCredit(Settings), Settings, new EpisodeGroup([Lost, Won])));
    }

    [Fact]
    public void Pass_at_k_takes_a_penalty_at_the_step_that_earned_it()
    {
        CreditSettings settings = Settings with { InvalidPenalty = 0.2 };
        RolloutTree lost = Episode(Ending.Failed, ["c"], "b", "c");

        Assert.Equal([1, 1, 0, -0.2], Advantages(new PassAtKCredit(settings), settings, new EpisodeGroup([Won, lost])));
    }

    [Fact]
    public void Every_method_bears_an_iteration_in_which_no_episode_was_sound()
    {
        IEpisodeCredit[] methods =
        [
            new GrpoCredit(Settings), new GigpoCredit(Settings), new RlooCredit(Settings), new ReinforcePlusPlusCredit(Settings),
            new ReinforcePlusPlusBaselineCredit(Settings), new RemaxCredit(), new HgpoCredit(Settings), new PassAtKCredit(Settings),
        ];

        Assert.All(methods, method => Assert.Empty(Advantages(method, Settings, new EpisodeGroup([Episode(Ending.Faulted, "c")]))));
    }

    private static double[] Advantages(IEpisodeCredit method, CreditSettings settings) => Advantages(method, settings, new EpisodeGroup([Won, Lost]));

    private static double[] Advantages(IEpisodeCredit method, CreditSettings settings, params EpisodeGroup[] groups)
    {
        var credit = new EpisodeCredit(method, settings);
        return [.. credit.Assign(credit.Lay(groups)).Select(group => Assert.Single(group.Advantages))];
    }

    private static double[] Rounded(params double[] values) => [.. values.Select(value => Math.Round(value, 12))];

    private static RolloutTree Episode(Ending ending, params string[] places) => Episode(ending, [], places);

    private static RolloutTree Episode(Ending ending, HashSet<string> invalid, params string[] places)
    {
        var hand = new HandTree { Invalid = invalid };
        hand.Walk(hand.Root, ending, places);
        return hand.Tree;
    }
}

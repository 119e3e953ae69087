using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Credit;

public sealed class StateScorerTests
{
    private static readonly CreditSettings Paper = new()
    {
        Clock = ScoreClock.Trajectories,
        Alpha = 1,
        Cut = CutRule.Unrecorded,
        Width = WidthRule.Score,
        MaxWidth = 8,
    };

    private readonly StateHistory _history = new();
    private readonly HandTree _hand = new();

    [Fact]
    public void The_trajectories_clock_counts_every_trajectory_of_the_run_wherever_it_went()
    {
        Know("start", successes: 1, failures: 1);
        Know("elsewhere", successes: 0, failures: 5);

        // t = 8, rate = 1/2.
        Assert.Equal(Math.Pow(8, -0.5), Scorer(Paper).Score(_hand.Root), 5);
    }

    [Fact]
    public void The_iterations_clock_counts_iterations_begun()
    {
        Know("start", successes: 1, failures: 1);
        StateScorer scorer = Scorer(Paper with { Clock = ScoreClock.Iterations });
        scorer.Iteration = 3;

        Assert.Equal(Math.Pow(4, -0.5), scorer.Score(_hand.Root), 5);
    }

    [Fact]
    public void The_depth_clock_counts_steps_from_the_beginning_of_the_episode()
    {
        Know("start", successes: 1, failures: 1);
        TreeNode below = _hand.Try(_hand.Root, "start").Branches[0].Child;
        StateScorer scorer = Scorer(Paper with { Clock = ScoreClock.Depth });

        Assert.Equal(1, scorer.Score(_hand.Root));
        Assert.Equal(Math.Pow(2, -0.5), scorer.Score(below), 5);
    }

    [Fact]
    public void The_constant_clock_stands_still()
    {
        Know("start", successes: 1, failures: 1);
        StateScorer scorer = Scorer(Paper with { Clock = ScoreClock.Constant, Lambda = 2 });

        Assert.Equal(Math.Exp(-1), scorer.Score(_hand.Root), 5);
        Know("elsewhere", successes: 0, failures: 50);
        Assert.Equal(Math.Exp(-1), scorer.Score(_hand.Root), 5);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void In_a_reward_a_given_up_state_scores_nothing_only_where_the_indicator_counts(bool indicator, double expected)
    {
        Know("start", successes: 0, failures: 10);

        Assert.Equal(expected, Scorer(Paper with { IndicatorInReward = indicator }).ScoreInReward(_hand.Root));
    }

    [Fact]
    public void A_state_never_seen_gets_every_action() => Assert.Equal(8, Scorer(Paper).Width(_hand.Root));

    [Fact]
    public void A_solved_state_gets_one_action_even_where_its_score_underflows()
    {
        Know("start", successes: 20, failures: 0);
        StateScorer scorer = Scorer(Paper with { Clock = ScoreClock.Constant, Lambda = 1e6 });

        Assert.Equal(0, scorer.Score(_hand.Root));
        Assert.Equal(1, scorer.Width(_hand.Root));
    }

    [Theory]
    [InlineData(CutRule.Unrecorded, 0, 0)]
    [InlineData(CutRule.Failure, 0, 0)]
    [InlineData(CutRule.NotAtRoot, 8, 0)]
    [InlineData(CutRule.Never, 8, 8)]
    public void What_a_given_up_state_gets_depends_on_the_rule_and_on_where_it_stands(CutRule cut, int atRoot, int below)
    {
        Know("start", successes: 0, failures: 10);
        TreeNode same = _hand.Try(_hand.Root, "start").Branches[0].Child;

        Assert.Equal(atRoot, Scorer(Paper with { Cut = cut }).Width(_hand.Root));
        Assert.Equal(below, Scorer(Paper with { Cut = cut }).Width(same));
    }

    [Fact]
    public void A_fixed_width_asks_the_score_only_whether_to_give_up()
    {
        StateScorer scorer = Scorer(Paper with { Width = WidthRule.Fixed, MaxWidth = 3 });
        Know("start", successes: 10, failures: 0);
        Assert.Equal(3, scorer.Width(_hand.Root));

        Know("start", successes: 0, failures: 1000);
        Assert.Equal(0, scorer.Width(_hand.Root));
    }

    private StateScorer Scorer(CreditSettings settings) => new(_history, settings);

    private void Know(string place, int successes, int failures)
    {
        for (int i = 0; i < successes + failures; i++)
            _history.Record([StateKey.Of(place)], i < successes);
    }
}

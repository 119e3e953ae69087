using ThreeSpo.Credit;
using ThreeSpo.History;

namespace ThreeSpo.Tests.Credit;

public sealed class StateScoreTests
{
    private static readonly ScoreSettings Paper = new();

    [Fact]
    public void The_defaults_are_the_papers() =>
        Assert.Equal(new ScoreSettings { Alpha = 50, MaxFailures = 10, MinSuccessRate = 0.1, Epsilon = 1e-6 }, Paper);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void An_unseen_state_scores_one_at_any_time(double clock) => Assert.Equal(1, StateScore.At(default, clock, Paper));

    [Fact]
    public void An_unseen_state_scores_one_under_any_settings()
    {
        ScoreSettings harsh = new() { Alpha = 1e9, MaxFailures = 0, MinSuccessRate = 1, Epsilon = 0 };

        Assert.True(StateScore.Worthwhile(default, harsh));
        Assert.Equal(1, StateScore.At(default, 100, harsh));
        Assert.Equal(1, StateScore.Potential(default, double.PositiveInfinity, harsh.Epsilon));
        Assert.Equal(0, StateScore.Rate(default, harsh.Epsilon));
    }

    [Fact]
    public void A_state_that_only_fails_is_given_up_after_xi_failures()
    {
        Assert.Equal(1, StateScore.At(new StateCounts(9, 0), 100, Paper));
        Assert.Equal(0, StateScore.At(new StateCounts(10, 0), 100, Paper));
    }

    [Fact]
    public void A_state_that_succeeds_often_enough_is_never_given_up()
    {
        Assert.True(StateScore.Worthwhile(new StateCounts(1000, 101), Paper));
        Assert.False(StateScore.Worthwhile(new StateCounts(1000, 100), Paper));
    }

    [Fact]
    public void The_score_matches_a_worked_example()
    {
        // exp(−50 · ln 2 · 1/10) = 2^−5
        Assert.Equal(0.03125, StateScore.At(new StateCounts(10, 1), 2, Paper with { Epsilon = 0 }), 12);
        // exp(−0.5 · 3/4)
        Assert.Equal(0.6872892787909722, StateScore.Of(new StateCounts(4, 3), 0.5, Paper with { Epsilon = 0 }), 12);
    }

    [Fact]
    public void Nothing_is_held_against_a_state_at_the_first_tick()
    {
        Assert.Equal(0, StateScore.Lambda(50, 1));
        Assert.Equal(1, StateScore.At(new StateCounts(5, 5), 1, Paper));
    }

    [Fact]
    public void Giving_up_leaves_the_potential_as_it_is()
    {
        StateCounts hopeless = new(20, 0);

        Assert.Equal(0, StateScore.Of(hopeless, 1, Paper));
        Assert.Equal(1, StateScore.Potential(hopeless, 1, Paper.Epsilon));
    }

    [Fact]
    public void A_negative_alpha_scores_above_one() => Assert.True(StateScore.At(new StateCounts(10, 4), 362, Paper with { Alpha = -1 }) > 1);

    [Fact]
    public void A_solved_state_underflows_to_zero_though_it_is_worthwhile()
    {
        StateCounts solved = new(1000, 1000);

        Assert.True(StateScore.Worthwhile(solved, Paper));
        Assert.Equal(0, StateScore.At(solved, 1e8, Paper));
    }

    [Fact]
    public void More_success_never_raises_the_score_of_a_worthwhile_state()
    {
        ScoreSettings patient = Paper with { MaxFailures = 1000 };

        for (int visits = 1; visits <= 50; visits++)
            for (int successes = 1; successes <= visits; successes++)
                Assert.True(
                    StateScore.At(new StateCounts(visits, successes), 3, patient) <= StateScore.At(new StateCounts(visits, successes - 1), 3, patient));
    }

    [Fact]
    public void Scores_stay_between_zero_and_one()
    {
        for (int visits = 0; visits <= 30; visits++)
            for (int successes = 0; successes <= visits; successes++)
                for (double clock = 1; clock < 1e6; clock *= 7)
                    Assert.InRange(StateScore.At(new StateCounts(visits, successes), clock, Paper), 0, 1);
    }
}

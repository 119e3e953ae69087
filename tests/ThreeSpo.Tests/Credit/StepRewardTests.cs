using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class StepRewardTests
{
    [Fact]
    public void Novelty_is_half_of_the_reward_at_a_state_never_seen() => Assert.Equal(0.5, NoveltyWeight.Of(0, 0.1));

    [Fact]
    public void Novelty_fades_to_a_fraction_with_visits() => Assert.Equal(0.5 / Math.E, NoveltyWeight.Of(10, 0.1), 12);

    [Fact]
    public void Novelty_does_not_fade_without_decay() => Assert.Equal(0.5, NoveltyWeight.Of(1e9, 0));

    // 0.2·1 + (0.5 − 0.2)·(0.9 − 0.4) + 0.5·1
    [Theory]
    [InlineData(true, 1, 0.85)]
    [InlineData(false, 1, 0.65)]
    [InlineData(true, 0, 0.35)]
    [InlineData(false, 0, 0.15)]
    public void The_reward_matches_a_worked_example(bool novel, double success, double expected) =>
        Assert.Equal(expected, StepReward.Of(0.2, novel, here: 0.9, there: 0.4, success), 12);

    [Fact]
    public void Going_back_to_a_less_known_state_costs() => Assert.Equal(-0.5, StepReward.Of(0, novel: false, here: 0, there: 1, success: 0));

    [Fact]
    public void Rewards_stay_between_minus_a_half_and_one()
    {
        for (double weight = 0; weight <= 0.5; weight += 0.05)
            for (double here = 0; here <= 1; here += 0.1)
                for (double there = 0; there <= 1; there += 0.1)
                    foreach (bool novel in (bool[])[false, true])
                    {
                        Assert.InRange(StepReward.Of(weight, novel, here, there, success: 0), -0.5 - 1e-12, 1 + 1e-12);
                        Assert.InRange(StepReward.Of(weight, novel, here, there, success: 1), -0.5 - 1e-12, 1 + 1e-12);
                    }
    }
}

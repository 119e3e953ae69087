using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class PresetsTests
{
    public static TheoryData<string> Names => [.. Presets.Names];

    [Fact]
    public void There_are_the_presets_of_the_specification_and_the_methods_it_is_compared_with() =>
        Assert.Equal(
            [
                "branch", "cispo", "dapo", "drgrpo", "gigpo", "grpo", "gspo", "hgpo", "paper", "passAtK", "ppo", "reference", "reinforce++", "reinforce++baseline", "remax",
                "rloo", "scout", "steps",
            ],
            Presets.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_loads_without_a_fault(string name) => Assert.NotNull(Preset.With(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_preset_names_a_key_twice(string name)
    {
        string[] keys = [.. Presets.Named(name).Select(pair => pair.Key)];

        Assert.Equal(keys.Distinct(StringComparer.OrdinalIgnoreCase), keys);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_says_what_a_state_is(string name) => Assert.Contains("state", Presets.Named(name).Select(pair => pair.Key));

    [Fact]
    public void Branch_is_what_the_settings_are_by_default()
    {
        MethodSettings branch = Preset.With("branch");

        Assert.Equal(new RolloutSettings() with { Explored = branch.Rollout.Explored }, branch.Rollout);
        Assert.Equal(new CreditSettings(), branch.Credit);
        Assert.Equal(new LearnerSettings(), branch.Learner);
        Assert.Equal(new TrainingSettings(), branch.Training);
    }

    [Fact]
    public void The_paper_is_the_paper()
    {
        MethodSettings paper = Preset.With("paper");

        Assert.Equal(
            (ScoreClock.Trajectories, 50.0, 10.0, 0.1, 8, 0.1),
            (paper.Credit.Clock, paper.Credit.Alpha, paper.Credit.MaxFailures, paper.Credit.MinSuccessRate, paper.Credit.MaxWidth, paper.Credit.OmegaDecay));
        Assert.Equal(
            (CutRule.Unrecorded, true, Novelty.Changed, FollowRule.Best, FrontierOrder.Deepest),
            (paper.Credit.Cut, paper.Credit.IndicatorInReward, paper.Credit.Novelty, paper.Rollout.Follow, paper.Rollout.Frontier));
        Assert.Equal((1, CadenceUnit.Waves), (paper.Training.UpdateEvery, paper.Training.UpdateUnit));
    }

    [Fact]
    public void An_unknown_preset_is_told_with_the_nearest_one()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => Presets.Named("brunch"));

        Assert.Contains("There is no preset 'brunch'. Did you mean 'branch'?", fault.Message, StringComparison.Ordinal);
    }
}

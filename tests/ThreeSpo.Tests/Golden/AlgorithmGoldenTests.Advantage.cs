using System.Text.Json;
using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Golden;

/// <summary>Advantages and returns against recordings of the reference.</summary>
public sealed partial class AlgorithmGoldenTests
{
    [Fact]
    public void Step_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("step_advantage"))
        {
            double[] rewards = one.Numbers("step_rewards");
            int[] group = one.Labels("group");
            double[] advantages = new double[rewards.Length];
            double? epsilon = one.Flag("remove_std") ? null : one.Number("epsilon");

            if (epsilon is null)
                StepAdvantage.Centre(rewards, group, advantages);
            else
                StepAdvantage.Standardise(rewards, group, advantages, epsilon.Value);

            MatchesBothPrecisions(one, advantages, unit => RoundingNoise.Of(rewards, group, unit, epsilon));
        }
    }

    [Fact]
    public void Grpo_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_grpo"))
            MatchesEpisodes(one, byStd: one.Flag("norm_adv_by_std_in_grpo"));
    }

    [Fact]
    public void Episode_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("episode_advantage"))
            MatchesEpisodes(one, byStd: !one.Flag("remove_std"));
    }

    [Fact]
    public void Joint_advantages_of_gigpo_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("gigpo_joint_advantage"))
        {
            double[] scores = one.RowSums("token_level_rewards");
            double[] returns = one.Numbers("step_rewards");
            int[] prompt = one.Labels("index");
            int[] group = Grouped(one);
            double[] advantages = new double[scores.Length];
            GigpoSettings settings = new()
            {
                StepWeight = one.Number("step_advantage_w"),
                Norm = one.Text("mode") == "mean_norm" ? AdvantageNorm.Mean : AdvantageNorm.MeanStd,
                Epsilon = one.Number("epsilon"),
            };

            GigpoAdvantage.Of(scores, returns, prompt, one.Labels("traj_index"), group, advantages, settings);

            double? epsilon = settings.Norm is AdvantageNorm.Mean ? null : settings.Epsilon;
            MatchesBothPrecisions(one, advantages, unit =>
            {
                double[] ofEpisodes = RoundingNoise.Of(scores, prompt, unit, epsilon);
                double[] ofSteps = RoundingNoise.Of(returns, group, unit, epsilon);
                return [.. ofEpisodes.Zip(ofSteps, (episode, step) => episode + (Math.Abs(settings.StepWeight) * step))];
            });
        }
    }

    [Fact]
    public void Discounted_returns_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("discounted_returns"))
        {
            double[] rewards = one.Numbers("rewards");
            int[] trajectory = one.Labels("traj_uid");
            double gamma = one.Number("gamma");
            double[] returns = new double[rewards.Length];
            DiscountedReturns.Of(rewards, trajectory, gamma, returns);

            // Rewards of both signs cancel, so rounding is measured against the return of their absolute values.
            double[] sizes = new double[rewards.Length];
            DiscountedReturns.Of([.. rewards.Select(Math.Abs)], trajectory, gamma, sizes);

            foreach (JsonProperty variant in one.Out.EnumerateObject())
            {
                double[] expected = Compare.Numbers(variant.Value);
                Assert.Equal(expected.Length, returns.Length);
                bool wide = variant.Name == "f64";
                for (int row = 0; row < returns.Length; row++)
                    Compare.Close(
                        expected[row], returns[row], wide ? Compare.Double : Compare.Single, $"{one.Label} {variant.Name}, row {row}",
                        sizes[row] * (wide ? RoundingNoise.Double : RoundingNoise.Single * 10));
            }
        }
    }

    private static void MatchesEpisodes(GoldenCase one, bool byStd)
    {
        double[] scores = one.RowSums("token_level_rewards");
        int[] prompt = one.Labels("index");
        int[] trajectory = one.Labels("traj_index");
        double[] advantages = new double[scores.Length];
        double? epsilon = byStd ? one.Number("epsilon") : null;
        EpisodeWeighing weighing = one.Flag("compute_mean_std_cross_steps") ? EpisodeWeighing.Steps : EpisodeWeighing.Trajectories;

        if (epsilon is null)
            EpisodeAdvantage.Centre(scores, prompt, trajectory, weighing, advantages);
        else
            EpisodeAdvantage.Standardise(scores, prompt, trajectory, weighing, advantages, epsilon.Value);

        MatchesBothPrecisions(one, advantages, unit => RoundingNoise.Of(scores, prompt, unit, epsilon));
    }

    private static void MatchesBothPrecisions(GoldenCase one, double[] advantages, Func<double, double[]> noise)
    {
        JsonElement mask = one.In.GetProperty("response_mask");
        Compare.Masked(one.Out.GetProperty("f64"), advantages, mask, Compare.Double, $"{one.Label} f64", noise(RoundingNoise.Double));
        Compare.Masked(one.Out.GetProperty("f32"), advantages, mask, Compare.Single, $"{one.Label} f32", noise(RoundingNoise.Single));
    }
}

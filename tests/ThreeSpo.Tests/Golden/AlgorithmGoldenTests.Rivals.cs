using System.Text.Json;
using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Golden;

/// <summary>The advantages of the methods that 3SPO is compared with, against recordings of the reference.</summary>
public sealed partial class AlgorithmGoldenTests
{
    [Fact]
    public void Rloo_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_rloo"))
        {
            double[] scores = one.RowSums("token_level_rewards");
            int[] prompt = one.Labels("index");
            double[] advantages = new double[scores.Length];
            RlooAdvantage.Of(scores, prompt, one.Labels("traj_index"), WeighingOf(one), advantages);

            // n/(n − 1) is at most 2.
            MatchesBothPrecisions(one, advantages, unit => [.. RoundingNoise.Of(scores, prompt, unit, epsilon: null).Select(noise => 2 * noise)]);
        }
    }

    [Fact]
    public void Advantages_of_reinforce_plus_plus_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_reinforce_plus_plus"))
        {
            var tokens = Tokens.Of(one);
            double[] returns = new double[tokens.Count];
            double[] advantages = new double[tokens.Count];
            ReinforcePlusPlusAdvantage.Of(
                tokens.Flat("token_level_rewards"), tokens.Runs(), one.Number("gamma"), tokens.Mask, returns, advantages);

            tokens.Match("returns", returns, largest: tokens.Flat("token_level_rewards").Sum(Math.Abs));
            tokens.Match("advantages", tokens.Masked(advantages), largest: 1 + tokens.LargestOf(returns), FloorOfWhitening(returns, tokens.Mask));
        }
    }

    [Fact]
    public void Advantages_of_the_baseline_variant_of_reinforce_plus_plus_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_reinforce_plus_plus_baseline"))
        {
            double[] scores = one.RowSums("token_level_rewards");
            int[] prompt = one.Labels("index");
            double[] lengths = one.RowSums("response_mask");
            double[] advantages = new double[scores.Length];
            ReinforcePlusPlusAdvantage.AgainstGroup(scores, prompt, one.Labels("traj_index"), WeighingOf(one), lengths, advantages);

            // Whitening divides by the deviation of what is centred: the last bit of a group's mean is divided with it.
            double[] centred = new double[scores.Length];
            EpisodeAdvantage.Centre(scores, prompt, one.Labels("traj_index"), WeighingOf(one), centred);
            double largest = 1 + (scores.Max(Math.Abs) / Spread(centred, lengths).Deviation);
            double floor = FloorOfWhitening(centred, lengths);
            MatchesBothPrecisions(one, advantages, unit => [.. scores.Select(_ => (10 * unit * largest) + floor)]);
        }
    }

    [Fact]
    public void Remax_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_remax"))
        {
            var tokens = Tokens.Of(one);
            double[] returns = new double[tokens.Count];
            double[] advantages = new double[tokens.Count];
            DiscountedReturns.Of(tokens.Masked(tokens.Flat("token_level_rewards")), tokens.Rows, 1, returns);
            double[] greedy = one.Numbers("reward_baselines");
            RemaxAdvantage.Of(returns, tokens.Masked([.. tokens.Rows.Select(row => greedy[row])]), advantages);

            double largest = tokens.Flat("token_level_rewards").Max(Math.Abs) * tokens.Width;
            tokens.Match("returns", returns, largest);
            tokens.Match("advantages", advantages, largest);
        }
    }

    [Fact]
    public void Generalized_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_gae"))
        {
            var tokens = Tokens.Of(one);
            double[] returns = new double[tokens.Count];
            double[] advantages = new double[tokens.Count];
            GeneralizedAdvantage.Of(
                tokens.Flat("token_level_rewards"), tokens.Flat("values"), tokens.Rows, one.Number("gamma"), one.Number("lam"), advantages, returns);
            double floor = FloorOfWhitening(advantages, tokens.Mask);
            Whitening.Of(advantages, tokens.Mask, advantages);

            double largest = (tokens.Flat("token_level_rewards").Max(Math.Abs) + (2 * tokens.Flat("values").Max(Math.Abs))) * tokens.Width;
            tokens.Match("returns", returns, largest);
            tokens.Match("advantages", advantages, largest, floor);
        }
    }

    [Fact]
    public void Hgpo_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("hgpo_advantage"))
        {
            double[] scores = one.RowSums("token_level_rewards");
            double[] returns = one.Numbers("step_rewards");
            double[] advantages = new double[scores.Length];
            string[] anchors = [.. one.In.GetProperty("anchor_obs").EnumerateArray().Select(text => text.GetString()!)];
            HgpoSettings settings = new()
            {
                History = (int)one.Number("history_length"),
                Alpha = one.Number("length_weight_alpha"),
                WithEpisodes = one.Flag("base_group"),
                Norm = one.Text("mode") == "mean_norm" ? AdvantageNorm.Mean : AdvantageNorm.MeanStd,
                Epsilon = one.Number("epsilon"),
            };
            HgpoAdvantage.Of(scores, returns, anchors, one.Labels("index"), one.Labels("traj_index"), advantages, settings);

            // The recordings were made in single precision, of a mean over parts that cancel: 2e-4, of the value or of what it is a mean of.
            double unit = settings.Norm is AdvantageNorm.Mean ? returns.Max(Math.Abs) : 1;
            Compare.Masked(
                one.Out.GetProperty("f32"), advantages, one.In.GetProperty("response_mask"), 2e-4, $"{one.Label} f32", [.. scores.Select(_ => 1e-6 * unit)]);
        }
    }

    [Fact]
    public void Pass_at_k_advantages_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("adv_grpo_passk"))
        {
            double[] scores = one.RowSums("token_level_rewards");
            int[] prompt = one.Labels("index");
            int[] entering = Entering(one);
            double? epsilon = one.Flag("norm_adv_by_std_in_grpo") ? one.Number("epsilon") : null;
            double[] best = new double[entering.Length];
            PassAtKAdvantage.Of([.. entering.Select(row => scores[row])], [.. entering.Select(row => prompt[row])], epsilon, best);

            double[] advantages = new double[scores.Length];
            for (int i = 0; i < entering.Length; i++)
                advantages[entering[i]] = best[i];

            // The reference refuses a batch with a group of one; here such a group gets 0 and the others what is theirs.
            if (one.Out.TryGetProperty("error", out _))
                Assert.Contains(entering.GroupBy(row => prompt[row]), group => group.Count() == 1 && advantages[group.Single()] == 0);
            else
                MatchesBothPrecisions(one, advantages, unit => RoundingNoise.Of(scores, prompt, unit, epsilon));
        }
    }

    private static EpisodeWeighing WeighingOf(GoldenCase one) =>
        one.Flag("compute_mean_std_cross_steps") ? EpisodeWeighing.Steps : EpisodeWeighing.Trajectories;

    /// <summary>The rows that enter a group's moments: all of them, or the first of each trajectory.</summary>
    private static int[] Entering(GoldenCase one)
    {
        IEnumerable<int> rows = Enumerable.Range(0, one.Labels("index").Length);
        int[] trajectory = one.Labels("traj_index");
        return WeighingOf(one) is EpisodeWeighing.Steps ? [.. rows] : [.. rows.DistinctBy(row => trajectory[row])];
    }

    /// <summary>
    /// How far the reference's floor under its counts moves what it whitens: it divides sums by n + 1e-8, which takes mean · 1e-8 / n from the mean.
    /// Ours divides by n, so that equal values get exactly 0.
    /// </summary>
    private static double FloorOfWhitening(double[] values, double[] weights)
    {
        (double count, double mean, double deviation) = Spread(values, weights);
        double farthest = values.Max(value => Math.Abs(value - mean)) / deviation;
        return 1e-8 / count * (farthest + (2 * Math.Abs(mean) / deviation));
    }

    private static (double Count, double Mean, double Deviation) Spread(double[] values, double[] weights)
    {
        double count = weights.Sum();
        double mean = values.Zip(weights, (value, weight) => value * weight).Sum() / count;
        double squares = values.Zip(weights, (value, weight) => weight * (value - mean) * (value - mean)).Sum();
        return (count, mean, Math.Sqrt((squares / (count - 1)) + 1e-8));
    }

    /// <summary>Matrices [B, T] of a case as rows of one table, one row per token, shape [B·T].</summary>
    private sealed record Tokens(GoldenCase Case, int Width, double[] Mask)
    {
        public int Count => Mask.Length;

        /// <summary>The matrix row of each token.</summary>
        public int[] Rows => [.. Enumerable.Range(0, Count).Select(token => token / Width)];

        public static Tokens Of(GoldenCase one)
        {
            JsonElement mask = one.In.GetProperty("response_mask");
            return new Tokens(one, mask[0].GetArrayLength(), Flat(mask));
        }

        public double[] Flat(string name) => Flat(Case.In.GetProperty(name));

        public double[] Masked(double[] values) => [.. values.Zip(Mask, (value, mask) => value * mask)];

        public double LargestOf(double[] values) => Masked(values).Max(Math.Abs);

        /// <summary>Runs of tokens that a return passes through: the reference sets it back to 0 after each masked token, so there a run begins.</summary>
        public int[] Runs()
        {
            int run = 0;
            return [.. Enumerable.Range(0, Count).Select(token => token % Width == 0 || Mask[token] == 0 ? ++run : run)];
        }

        /// <summary>Compares with both recordings; what cancels may differ by the rounding of the largest number that entered.</summary>
        public void Match(string output, double[] found, double largest, double noise = 0)
        {
            foreach ((string precision, double relative, double unit) in new[]
            {
                ("f64", Compare.Double, RoundingNoise.Double), ("f32", Compare.Single, RoundingNoise.Single),
            })
            {
                double[] expected = Flat(Case.Out.GetProperty(precision).GetProperty(output));
                Assert.Equal(expected.Length, found.Length);
                for (int token = 0; token < found.Length; token++)
                    Compare.Close(expected[token], found[token], relative, $"{Case.Label} {precision} {output}, token {token}", (10 * unit * largest) + noise);
            }
        }

        private static double[] Flat(JsonElement matrix) => [.. matrix.EnumerateArray().SelectMany(Compare.Numbers)];
    }
}

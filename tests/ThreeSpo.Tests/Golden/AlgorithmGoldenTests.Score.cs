using System.Text.Json;
using ThreeSpo.Credit;
using ThreeSpo.History;

namespace ThreeSpo.Tests.Golden;

/// <summary>Score, weight, width, step reward and history against recordings of the reference.</summary>
public sealed partial class AlgorithmGoldenTests
{
    // Below the normal range a double has few digits left, so one unit there is more than any relative tolerance.
    private const double Subnormal = 10 * double.Epsilon;

    [Fact]
    public void Scores_widths_and_weights_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("state_score"))
        {
            ScoreSettings settings = Settings(one.In);
            StateCounts counts = new(one.Number("n_total"), one.Number("n_success"));
            double score = StateScore.At(counts, one.Number("t"), settings);

            Compare.Close(Number(one, "score"), score, Compare.Double, $"{one.Label} score", Subnormal);
            Compare.Close(Number(one, "omega"), NoveltyWeight.Of(counts.Visits, one.Number("omega_k")), Compare.Double, $"{one.Label} omega", Subnormal);
            Compare.Close(Number(one, "n_rollouts"), RolloutWidth.For(score, (int)one.Number("g_max")), 0, $"{one.Label} width");
        }
    }

    [Fact]
    public void Step_rewards_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("step_reward"))
        {
            ScoreSettings settings = Settings(one.In.GetProperty("config"));
            string from = one.Text("s_t");
            string to = one.Text("s_next");
            StateCounts counts = Counts(one.In.GetProperty("stats"), from);

            double here = StateScore.At(counts, one.Number("t"), settings);
            double there = StateScore.At(Counts(one.In.GetProperty("stats"), to), one.Number("t"), settings);
            double weight = NoveltyWeight.Of(counts.Visits, one.Number("omega_k"));
            double reward = StepReward.Of(weight, novel: from != to, here, there, one.Number("r_success"));

            Compare.Close(Number(one, "score_t"), here, Compare.Double, $"{one.Label} score_t", Subnormal);
            Compare.Close(Number(one, "score_next"), there, Compare.Double, $"{one.Label} score_next", Subnormal);
            Compare.Close(Number(one, "omega"), weight, Compare.Double, $"{one.Label} omega", Subnormal);
            Compare.Close(Number(one, "reward"), reward, Compare.Double, $"{one.Label} reward", RoundingNoise.Double);
        }
    }

    [Fact]
    public void The_history_counts_trajectories_as_the_reference_does()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("statistics_update"))
        {
            ScoreSettings settings = Settings(one.In.GetProperty("config"));
            StateHistory history = new();
            JsonElement[] after = [.. one.Out.GetProperty("after_each").EnumerateArray()];
            int recorded = 0;

            foreach (JsonElement trajectory in one.In.GetProperty("trajectories").EnumerateArray())
            {
                StateKey[] states = [.. trajectory.GetProperty("obs").EnumerateArray().Select(obs => StateKey.Of(obs.GetString()))];
                history.Record(states, trajectory.GetProperty("success").GetBoolean());
                MatchesHistory(after[recorded], history, settings, $"{one.Label} after trajectory {recorded}");
                recorded++;
            }

            Assert.Equal(after.Length, recorded);
            Assert.Equal(one.Out.GetProperty("t_before_reload").GetInt64(), history.Clock);
        }
    }

    [Fact]
    public void A_states_key_is_the_key_of_its_text()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("state_keys"))
        {
            // The reference also takes numbers and containers, which no text world gives out.
            bool text = one.In.GetProperty("obs").ValueKind is JsonValueKind.String && one.Text("python_repr").StartsWith(['\'', '"']);
            if (text)
                Assert.Equal(StateKey.Of(one.Out.GetProperty("key").GetString()), StateKey.Of(one.Text("obs")));
        }
    }

    private static void MatchesHistory(JsonElement expected, StateHistory history, ScoreSettings settings, string where)
    {
        Assert.Equal(expected.GetProperty("t").GetInt64(), history.Clock);
        JsonProperty[] states = [.. expected.GetProperty("stats").EnumerateObject()];
        Assert.Equal(states.Length, history.Count);

        foreach (JsonProperty state in states)
        {
            StateCounts counts = history[StateKey.Of(state.Name)];
            Assert.Equal(Counts(expected.GetProperty("stats"), state.Name), counts);

            double score = StateScore.At(counts, history.Clock, settings);
            Compare.Close(Compare.Number(expected.GetProperty("score").GetProperty(state.Name)), score, Compare.Double, $"{where} score", Subnormal);
            Assert.Equal(expected.GetProperty("n").GetProperty(state.Name).GetInt32(), RolloutWidth.For(score, maxWidth: 8));
        }
    }

    private static StateCounts Counts(JsonElement stats, string state) =>
        stats.TryGetProperty(state, out JsonElement pair) ? new StateCounts(pair[0].GetDouble(), pair[1].GetDouble()) : default;

    private static ScoreSettings Settings(JsonElement config)
    {
        ScoreSettings paper = new();
        return new ScoreSettings
        {
            Alpha = Or("alpha", paper.Alpha),
            MaxFailures = Or("xi", paper.MaxFailures),
            MinSuccessRate = Or("zeta", paper.MinSuccessRate),
            Epsilon = Or("epsilon", paper.Epsilon),
        };

        double Or(string name, double otherwise) => config.TryGetProperty(name, out JsonElement value) ? Compare.Number(value) : otherwise;
    }

    private static double Number(GoldenCase one, string name) => Compare.Number(one.Out.GetProperty(name));
}

using System.Text.Json;
using ThreeSpo.Optimization;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Token losses and what they are made of, against recordings, in double and in single precision, values and gradients.</summary>
public sealed class LossGoldenTests
{
    public LossGoldenTests() => RecordedModel.RequireTorch();

    [Fact]
    public void Divergence_estimates_equal_the_recordings() => Check("kl_penalty", (it, precision) =>
    {
        foreach (JsonProperty kind in it.Out.GetProperty(precision.Name).EnumerateObject())
        {
            Tensor logProbabilities = precision.Tensor(it, "logprob").requires_grad_();
            Tensor value = Estimate(kind.Name)(logProbabilities, precision.Tensor(it, "ref_logprob"));
            value.sum().backward();
            precision.Close(kind.Value.GetProperty("value"), value, $"{it.Label} {kind.Name}");
            precision.Close(kind.Value.GetProperty("grad_logprob"), logProbabilities.grad!, $"{it.Label} {kind.Name} gradient");
        }
    });

    [Fact]
    public void The_clipped_loss_equals_the_recordings() => CheckPolicyLoss(
        "policy_loss_vanilla", (now, old, advantages, _, clip) => PolicyLoss.Clipped(now, old, advantages, clip));

    [Fact]
    public void The_loss_of_whole_answers_equals_the_recordings() => CheckPolicyLoss("policy_loss_gspo", PolicyLoss.OfAnswers);

    [Fact]
    public void The_loss_of_values_equals_the_recordings() => Check("value_loss", (it, precision) =>
    {
        Tensor values = precision.Tensor(it, "vpreds").requires_grad_();
        Tensor mask = precision.Tensor(it, "response_mask");
        (Tensor losses, Tensor clipped) = ValueLoss.Of(values, precision.Tensor(it, "values"), precision.Tensor(it, "returns"), it.Number("cliprange_value"));
        Tensor loss = (losses * AggregationWeights.Of(mask, Mode(it.Text("loss_agg_mode")), mask.shape[1])).sum();
        loss.backward();

        JsonElement expected = it.Out.GetProperty(precision.Name);
        precision.Close(expected.GetProperty("loss"), loss, $"{it.Label} loss");
        precision.Close(expected.GetProperty("clipfrac"), MaskedStats.Mean(clipped, mask), $"{it.Label} clipfrac");
        precision.Close(expected.GetProperty("grad_vpreds"), values.grad!, $"{it.Label} gradient");
    });

    [Fact]
    public void Every_aggregation_equals_the_recordings() => Check("agg_loss", (it, precision) =>
    {
        foreach (JsonProperty mode in it.Out.GetProperty(precision.Name).EnumerateObject())
        {
            Tensor losses = precision.Tensor(it, "loss_mat");
            Tensor mask = precision.Tensor(it, "loss_mask");
            Tensor weights = AggregationWeights.Of(mask, Mode(mode.Name), losses.shape[1]);

            // The reference divides by 0 where an answer has no token; here such an answer weighs nothing.
            if (double.IsNaN(Compare.Number(mode.Value)) && mask.sum(1).min().to(ScalarType.Float64).item<double>() == 0)
            {
                Assert.True(double.IsFinite((losses * weights).sum().to(ScalarType.Float64).item<double>()), $"{it.Label} {mode.Name}");
                continue;
            }

            precision.Close(mode.Value, (losses * weights).sum(), $"{it.Label} {mode.Name}", scale: losses.abs().max());
        }
    });

    [Fact]
    public void Entropies_and_log_probabilities_equal_the_recordings() => Check("entropy_logprobs", (it, precision) =>
    {
        Tensor logits = precision.Tensor(it, "logits").requires_grad_();
        Tensor labels = Precision.Double.Tensor(it, "labels").to(ScalarType.Int64);
        (Tensor logProbabilities, Tensor entropy) = TokenDistribution.Of(logits, labels);
        Tensor mask = precision.Tensor(it, "response_mask");
        Tensor loss = (entropy * AggregationWeights.Of(mask, Mode(it.Text("loss_agg_mode")), mask.shape[1])).sum();
        Tensor entropyGradient = autograd.grad([loss], [logits], retain_graph: true)[0];
        Tensor weighted = (logProbabilities * precision.Tensor(it, "weights")).sum();
        Tensor gradient = autograd.grad([weighted], [logits])[0];

        JsonElement expected = it.Out.GetProperty(precision.Name);
        Tensor scale = logits.detach().abs().max();
        precision.Close(expected.GetProperty("logprobs"), logProbabilities, $"{it.Label} logprobs", scale);
        precision.Close(expected.GetProperty("entropy"), entropy, $"{it.Label} entropy", scale);
        precision.Close(expected.GetProperty("entropy_loss"), loss, $"{it.Label} entropy_loss", scale);
        precision.Close(expected.GetProperty("grad_entropy_loss"), entropyGradient, $"{it.Label} gradient of entropy", scale);
        precision.Close(expected.GetProperty("grad_weighted_logprobs"), gradient, $"{it.Label} gradient of log-probabilities", scale);
    });

    [Fact]
    public void Masked_statistics_equal_the_recordings() => Check("masked_stats", (it, precision) =>
    {
        Tensor values = precision.Tensor(it, "values");
        Tensor mask = precision.Tensor(it, "mask");
        Dictionary<string, Func<Tensor>> statistics = new()
        {
            ["sum"] = () => MaskedStats.Sum(values, mask),
            ["mean"] = () => MaskedStats.Mean(values, mask),
            ["mean_axis1"] = () => MaskedStats.Mean(values, mask, 1),
            ["var"] = () => MaskedStats.Variance(values, mask),
            ["var_biased"] = () => MaskedStats.Variance(values, mask, unbiased: false),
            ["whiten"] = () => MaskedStats.Whiten(values, mask),
            ["whiten_noshift"] = () => MaskedStats.Whiten(values, mask, shift: false),
        };
        foreach (JsonProperty one in it.Out.GetProperty(precision.Name).EnumerateObject())
        {
            // What the reference refused, the variance and all that follows from it, is recorded as an error.
            if (one.Name == "error")
                Assert.Throws<ArgumentException>(() => statistics["var"]());
            else
                precision.Close(one.Value, statistics[one.Name](), $"{it.Label} {one.Name}", scale: values.abs().max());
        }
    });

    [Fact]
    public void A_variance_of_one_entry_is_refused_with_its_reason()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => MaskedStats.Variance(ones(1, 2), tensor(new float[,] { { 1, 0 } })));
        Assert.Contains("needs two", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_without_tokens_weighs_nothing()
    {
        using var scope = NewDisposeScope();
        foreach (LossAggregation mode in Enum.GetValues<LossAggregation>())
        {
            Tensor weights = AggregationWeights.Of(tensor(new float[,] { { 1, 1 }, { 0, 0 } }), mode, 2);
            Assert.Equal([0f, 0f], weights[1].data<float>().ToArray());
            Assert.All(weights[0].data<float>().ToArray(), weight => Assert.True(weight > 0 && float.IsFinite(weight)));
        }
    }

    private static Func<Tensor, Tensor, Tensor> Estimate(string name) => name switch
    {
        "k1" or "kl" => KlEstimates.K1,
        "abs" => KlEstimates.Absolute,
        "k2" or "mse" => KlEstimates.K2,
        "k3" or "low_var_kl" => KlEstimates.K3,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such estimate."),
    };

    internal static LossAggregation Mode(string name) =>
        Enum.GetValues<LossAggregation>().Single(mode => mode.ToString().Equals(name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    private static void CheckPolicyLoss(string name, Func<Tensor, Tensor, Tensor, Tensor, ClipRange, PolicyTerms> terms) => Check(name, (it, precision) =>
    {
        Tensor logProbabilities = precision.Tensor(it, "log_prob").requires_grad_();
        Tensor mask = precision.Tensor(it, "response_mask");
        double clip = it.Number("cliprange");
        double Or(string name) => it.In.GetProperty(name).ValueKind is JsonValueKind.Null ? clip : it.Number(name);
        PolicyTerms its = terms(
            logProbabilities, precision.Tensor(it, "old_log_prob"), precision.Tensor(it, "advantages"), mask,
            new ClipRange(Or("cliprange_low"), Or("cliprange_high"), it.Number("clip_ratio_c")));
        Tensor loss = (its.Losses * AggregationWeights.Of(mask, Mode(it.Text("loss_agg_mode")), mask.shape[1])).sum();
        loss.backward();

        JsonElement expected = it.Out.GetProperty(precision.Name);
        precision.Close(expected.GetProperty("loss"), loss, $"{it.Label} loss");
        precision.Close(expected.GetProperty("clipfrac"), MaskedStats.Mean(its.Clipped, mask), $"{it.Label} clipfrac");
        precision.Close(expected.GetProperty("clipfrac_lower"), MaskedStats.Mean(its.DualClipped, mask), $"{it.Label} clipfrac_lower");
        precision.Close(expected.GetProperty("ppo_kl"), MaskedStats.Mean(its.Drift, mask), $"{it.Label} ppo_kl");
        precision.Close(expected.GetProperty("grad_log_prob"), logProbabilities.grad!, $"{it.Label} gradient");
    });

    private static void Check(string name, Action<GoldenCase, Precision> check)
    {
        foreach (GoldenCase it in GoldenFolder.Cases(name))
        {
            foreach (Precision precision in new[] { Precision.Double, Precision.Single })
            {
                using var scope = NewDisposeScope();
                check(it, precision);
            }
        }
    }
}

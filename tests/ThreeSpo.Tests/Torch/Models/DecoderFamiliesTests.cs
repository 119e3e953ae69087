using ThreeSpo.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>The decoder of every family against plain loops in double precision.</summary>
public sealed class DecoderFamiliesTests
{
    private const int Shapes = 12;
    private const int Length = 14;

    public DecoderFamiliesTests() => RecordedModel.RequireTorch();

    public static TheoryData<DecoderFamily> Families => [.. Enum.GetValues<DecoderFamily>()];

    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_are_those_of_the_equations(DecoderFamily family)
    {
        for (int number = 0; number < Shapes; number++)
        {
            DecoderConfig config = RandomDecoder.Config(family, number);
            int[] ids = RandomDecoder.Ids(config, Length, number);
            using Decoder exact = RandomDecoder.Make(config, ScalarType.Float64, number);
            var reference = new ReferenceDecoder(config, RandomDecoder.Weights(exact));
            double[][] expected = reference.Logits(ids);

            Assert.Empty(reference.Unused);
            Assert.True(expected[^1].Max() - expected[^1].Min() > 0.1, "All logits are alike: this would compare nothing.");
            Near(exact, ids, expected, 1e-9);

            using Decoder single = RandomDecoder.Make(config, ScalarType.Float32, number);
            Near(single, ids, expected, 1e-4);
        }
    }

    [Fact]
    public void The_shapes_that_are_compared_have_every_property_that_a_family_may_have()
    {
        DecoderConfig[] all = [.. Enum.GetValues<DecoderFamily>().SelectMany(family => Enumerable.Range(0, Shapes).Select(number => RandomDecoder.Config(family, number)))];

        foreach (IGrouping<DecoderFamily, DecoderConfig> some in all.GroupBy(one => one.Family))
        {
            Assert.Equal(2, some.Select(one => one.TiedHead).Distinct().Count());
            Assert.Contains(some, one => one.OwnHeadSize > 0 && one.OwnHeadSize * one.Heads != one.HiddenSize);
            Assert.Contains(some, one => one.OwnHeadSize == 0);
            Assert.Contains(some, one => one.QueriesPerKey > 1 && one.KeyValueHeads > 1);
            Assert.Contains(some, one => one.QueriesPerKey == 1);
            Assert.Equal(some.Key is DecoderFamily.Qwen2 ? 1 : 2, some.Select(one => one.AttentionBias).Distinct().Count());
            Assert.Equal(some.Key is DecoderFamily.Llama ? 2 : 1, some.Select(one => one.FeedForwardBias).Distinct().Count());
            Assert.Equal(some.Key is DecoderFamily.Llama ? 2 : 1, some.Select(one => one.Scaling is null).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Slopes_are_the_differences_that_the_equations_make(DecoderFamily family)
    {
        const double Step = 1e-5;
        DecoderConfig config = RandomDecoder.Config(family, number: 3) with { Layers = 2, TiedHead = false };
        int[] ids = RandomDecoder.Ids(config, length: 6, number: 3);
        using Decoder model = RandomDecoder.Make(config, ScalarType.Float64);
        Dictionary<string, double[]> weights = RandomDecoder.Weights(model);
        double[] asked = [.. Enumerable.Range(0, 3 * config.VocabularySize).Select(i => Math.Sin(i + 1))];

        using (var scope = NewDisposeScope())
            (ModelRun.Logits(model, ids, from: 3).reshape(-1) * tensor(asked)).sum().backward();

        int compared = 0;
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            double[] slopes = parameter.grad!.reshape(-1).data<double>().ToArray();
            foreach (int at in new[] { 0, slopes.Length / 3, slopes.Length - 1 }.Distinct())
            {
                double difference = (Asked(name, at, Step) - Asked(name, at, -Step)) / (2 * Step);
                Assert.True(Math.Abs(slopes[at] - difference) <= 1e-7 * (1 + Math.Abs(difference)), $"{name}[{at}]: slope {slopes[at]:R}, difference {difference:R}.");
                compared += Math.Abs(difference) > 1e-4 ? 1 : 0;
            }
        }

        Assert.True(compared > 30, $"Only {compared} slopes are not 0: this compares nothing.");
        Assert.Equal(family is DecoderFamily.Qwen3, weights.ContainsKey("model.layers.1.self_attn.k_norm.weight"));

        double Asked(string name, int at, double step)
        {
            var moved = new Dictionary<string, double[]>(weights) { [name] = [.. weights[name].Select((one, i) => i == at ? one + step : one)] };
            return new ReferenceDecoder(config, moved).Logits(ids)[3..].SelectMany(row => row).Zip(asked).Sum(pair => pair.First * pair.Second);
        }
    }

    private static void Near(Decoder model, int[] ids, double[][] expected, double tolerance)
    {
        using var guard = no_grad();
        foreach (int from in new[] { 0, ids.Length / 2, ids.Length - 1 })
        {
            using var scope = NewDisposeScope();
            double[] found = ModelRun.Logits(model, ids, from).to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
            double apart = found.Zip(expected[from..].SelectMany(row => row)).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(apart <= tolerance, $"{model.Config}, split at {from}: logits are apart by {apart:g3}, allowed {tolerance}.");
        }
    }
}

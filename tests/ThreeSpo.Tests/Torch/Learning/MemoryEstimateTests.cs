using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class MemoryEstimateTests
{
    private static readonly DecoderConfig Config = new()
    {
        VocabularySize = 1000,
        HiddenSize = 64,
        IntermediateSize = 128,
        Layers = 4,
        Heads = 4,
        KeyValueHeads = 2,
    };

    [Fact]
    public void Every_term_of_a_small_model_in_single_precision_is_as_counted_by_hand()
    {
        MemoryEstimate estimate = Of(new LanguageLearnerSettings { LearnTokens = 100 }, workers: 2, compares: true);

        long parameters = Config.Parameters;
        Assert.Equal(parameters * 4, estimate.Weights);
        Assert.Equal(0, estimate.Masters);
        Assert.Equal(parameters * 8, estimate.Moments);
        Assert.Equal(parameters * 12, estimate.Gradients);

        // A row of a layer: 4 of 64, 2 of 64, 2 of 32, 3 of 128; five layers with the one on the way back; 200 rows; four bytes.
        Assert.Equal((256 + 128 + 64 + 384) * 5 * 200 * 4, estimate.Activations);
        Assert.Equal(4 * 100 * 1000 * 4 * 2, estimate.Logits);
        Assert.Equal(parameters * 4, estimate.Reference);
        Assert.Equal(50 * 2 * 4 * 2 * 32 * 4, estimate.Caches);
        Assert.Equal(estimate.Fixed + estimate.Reference + estimate.Gradients + estimate.Activations + estimate.Logits, estimate.Total);
    }

    [Fact]
    public void Sixteen_bits_halve_what_is_computed_with_and_add_masters()
    {
        LanguageLearnerSettings settings = new();
        MemoryEstimate single = Of(settings);
        MemoryEstimate half = Of(settings, ModelPrecision.Bfloat16);

        Assert.Equal(single.Weights, half.Weights * 2);
        Assert.Equal(single.Activations, half.Activations * 2);
        Assert.Equal(Config.Parameters * 4, half.Masters);
        Assert.Equal(single.Moments, half.Moments);
    }

    [Fact]
    public void What_does_not_learn_costs_its_weights_alone()
    {
        var estimate = MemoryEstimate.Of(Config, ModelPrecision.Bfloat16, trained: 10, new LanguageLearnerSettings(), 50, compares: false, workers: 1);

        Assert.Equal(Config.Parameters * 2, estimate.Weights);
        Assert.Equal((40, 80, 60), (estimate.Masters, estimate.Moments, estimate.Gradients));
    }

    [Fact]
    public void Layers_computed_twice_need_less_the_more_there_are()
    {
        LanguageLearnerSettings twice = new() { CheckpointLayers = true };
        var deep = Config with { Layers = 24 };

        long kept = MemoryEstimate.Of(deep, ModelPrecision.Float32, 0, new LanguageLearnerSettings(), 1, false, 1).Activations;
        long again = MemoryEstimate.Of(deep, ModelPrecision.Float32, 0, twice, 1, false, 1).Activations;

        Assert.InRange((double)kept / again, 5, 24);
    }

    [Fact]
    public void It_is_told_in_words() => Assert.Equal(
        "about 3.5 GB (weights 1.0 GB, masters 512 MB, moments 2.0 GB, caches 1 MB)".Replace("caches", "prompts while sampling", StringComparison.Ordinal),
        new MemoryEstimate(1L << 30, 1 << 29, 1L << 31, 0, 0, 0, 0, 1 << 20).ToString());

    private static MemoryEstimate Of(
        LanguageLearnerSettings settings, ModelPrecision precision = ModelPrecision.Float32, int workers = 1, bool compares = false) =>
        MemoryEstimate.Of(Config, precision, Config.Parameters, settings, sampleTokens: 50, compares, workers);
}

using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Models;

public sealed class DecoderTensorsTests
{
    [Fact]
    public void Names_shapes_and_their_order_are_those_of_the_model_made()
    {
        RecordedModel.RequireTorch();
        foreach (DecoderFamily family in Enum.GetValues<DecoderFamily>())
        {
            for (int number = 0; number < 12; number++)
            {
                DecoderConfig config = RandomDecoder.Config(family, number);
                using var model = new Decoder(config, Placement.Processor);

                Assert.Equal(
                    model.named_parameters().Select(one => $"{one.name} {string.Join('x', one.parameter.shape)}"),
                    DecoderTensors.Of(config).Select(one => $"{one.Name} {string.Join('x', one.Shape)}"));
                Assert.Equal(config.Parameters, DecoderTensors.Of(config).Sum(one => one.Count));
            }
        }
    }

    [Fact]
    public void Every_tensor_belongs_to_the_part_that_its_name_says()
    {
        DecoderConfig config = RandomDecoder.Config(DecoderFamily.Qwen3, 0) with { TiedHead = false, AttentionBias = true };

        foreach (TensorPlace place in DecoderTensors.Of(config))
        {
            ModelPart expected = place.Name.Contains("norm", StringComparison.Ordinal) ? ModelPart.Norms
                : place.Name.Contains("self_attn", StringComparison.Ordinal) ? ModelPart.Attention
                : place.Name.Contains("mlp", StringComparison.Ordinal) ? ModelPart.FeedForward
                : place.Name.Contains("embed", StringComparison.Ordinal) ? ModelPart.Embedding : ModelPart.Head;
            Assert.Equal((place.Name, expected), (place.Name, place.Part));
        }
    }
}

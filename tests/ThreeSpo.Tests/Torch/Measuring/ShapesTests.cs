using ThreeSpo.Cli.Policies;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Measuring;

namespace ThreeSpo.Tests.Torch.Measuring;

public sealed class ShapesTests
{
    [Theory]
    [InlineData("qwen2.5-0.5b", 494_032_768)]
    [InlineData("qwen2.5-1.5b", 1_543_714_304)]
    [InlineData("qwen2.5-7b", 7_615_616_512)]
    [InlineData("qwen3-0.6b", 596_049_920)]
    [InlineData("llama3.2-1b", 1_235_814_400)]
    public void A_published_model_has_as_many_numbers_as_was_published(string name, long parameters) =>
        Assert.Equal(parameters, Shapes.Find(name)!.Parameters);

    [Fact]
    public void The_smallest_shape_is_the_bundled_models()
    {
        RecordedModel.RequireTorch();
        using LanguageModel tiny = PolicySource.LoadTiny();

        Assert.Equal("tiny", Shapes.Names[0]);
        Assert.Equal(tiny.Config with { EndTokens = [] }, Shapes.Find("tiny")! with { EndTokens = [] });
    }

    [Theory]
    [InlineData("5m", 5e6)]
    [InlineData("25m", 25e6)]
    public void A_shape_is_about_as_large_as_its_name_says(string name, double parameters) =>
        Assert.InRange(Shapes.Find(name)!.Parameters / parameters, 0.9, 1.1);

    [Fact]
    public void Names_are_found_whatever_their_case_and_others_are_not()
    {
        Assert.NotNull(Shapes.Find("Qwen2.5-0.5B"));
        Assert.Null(Shapes.Find("qwen2.5-3b"));
    }
}

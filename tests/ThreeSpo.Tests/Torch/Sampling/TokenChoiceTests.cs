using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class TokenChoiceTests
{
    private static readonly SamplingSettings Everything = new();
    private static readonly double[] Parts = [1, 2, 0, 5];
    private static readonly float[] Logits = [0, (float)Math.Log(2), float.NegativeInfinity, (float)Math.Log(5)];

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.124, 0)]
    [InlineData(0.126, 1)]
    [InlineData(0.374, 1)]
    [InlineData(0.376, 3)]
    [InlineData(0.9999999999999999, 3)]
    public void A_token_is_drawn_with_its_probability(double draw, int expected)
    {
        (int token, double logProbability, TokenSet? kept) = TokenChoice.Draw(Logits, null, 1, Everything, draw);

        Assert.Equal(expected, token);
        Assert.Equal(Math.Log(Parts[expected] / 8), logProbability, 6);
        Assert.Null(kept);
    }

    [Fact]
    public void Among_allowed_tokens_probabilities_add_up_to_one()
    {
        (int token, double logProbability, TokenSet? kept) = TokenChoice.Draw(Logits, new TokenSet([0, 1]), 1, Everything, 0.4);

        Assert.Equal(1, token);
        Assert.Equal(Math.Log(2 / 3.0), logProbability, 6);
        Assert.Equal([0, 1], kept!.Ids);
    }

    [Fact]
    public void A_low_temperature_sharpens()
    {
        (_, double logProbability, _) = TokenChoice.Draw(Logits, new TokenSet([0, 1]), 0.5, Everything, 0.99);

        Assert.Equal(Math.Log(4 / 5.0), logProbability, 6);
    }

    [Fact]
    public void The_likeliest_k_are_kept_and_renormalised()
    {
        (int token, double logProbability, TokenSet? kept) = TokenChoice.Draw(Logits, null, 1, Everything with { TopK = 2 }, 0.1);

        Assert.Equal([1, 3], kept!.Ids);
        Assert.Equal(1, token);
        Assert.Equal(Math.Log(2 / 7.0), logProbability, 6);
    }

    [Theory]
    [InlineData(0.6, new[] { 3 })]
    [InlineData(0.63, new[] { 1, 3 })]
    [InlineData(0.9, new[] { 0, 1, 3 })]
    public void The_smallest_set_that_reaches_the_share_is_kept(double share, int[] expected)
    {
        (_, _, TokenSet? kept) = TokenChoice.Draw(Logits, null, 1, Everything with { TopP = share }, 0);

        Assert.Equal(expected, kept!.Ids);
    }

    [Fact]
    public void The_share_is_of_what_the_likeliest_k_left()
    {
        // Of tokens 1 and 3 with 2 and 5 parts, 5/7 = 71 % is enough for a share of 0.7, though it is 62 % of the whole.
        (_, _, TokenSet? kept) = TokenChoice.Draw(Logits, null, 1, Everything with { TopK = 2, TopP = 0.7 }, 0);

        Assert.Equal([3], kept!.Ids);
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_reported_as_what_they_mean()
    {
        DivergedException fault = Assert.Throws<DivergedException>(
            () => TokenChoice.Draw([float.NaN, 0], null, 1, Everything, 0.5));

        Assert.Contains("diverged", fault.Message, StringComparison.Ordinal);
    }
}

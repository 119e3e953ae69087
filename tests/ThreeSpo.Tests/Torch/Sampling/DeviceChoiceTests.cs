using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>Choosing with tensors against choosing one by one.</summary>
public sealed class DeviceChoiceTests
{
    private const int Rows = 200;
    private const int Vocabulary = 700;

    public DeviceChoiceTests() => RecordedModel.RequireTorch();

    [Theory]
    [InlineData(1.0, 1.0, 0, false)]
    [InlineData(0.3, 1.0, 0, false)]
    [InlineData(1.0, 0.9, 0, false)]
    [InlineData(1.7, 1.0, 25, false)]
    [InlineData(0.8, 0.7, 40, false)]
    [InlineData(1.0, 1.0, 0, true)]
    [InlineData(1.2, 0.95, 300, true)]
    public void The_same_tokens_are_chosen_but_where_a_draw_lies_at_an_edge(double temperature, double topP, int topK, bool held)
    {
        var settings = new SamplingSettings { TopP = topP, TopK = topK };
        TokenSet? allowed = held ? new TokenSet([.. Enumerable.Range(0, Vocabulary).Where(id => id % 7 != 3)]) : null;
        var draw = new Draw(17, 0, 0, 0);

        // In sixteenths, so that many are equal.
        float[][] logits = [.. Enumerable.Range(0, Rows).Select(row => Enumerable.Range(0, Vocabulary)
            .Select(id => MathF.Round((float)(12 * (draw with { Task = row, Node = id }).Uniform(0)) * 16) / 16).ToArray())];
        int[] rows = [.. Enumerable.Range(0, Rows * 5).Select(i => i % Rows)];
        double[] draws = [.. rows.Select((_, i) => (draw with { Iteration = 1, Task = i }).Uniform(0))];
        using var scope = NewDisposeScope();
        Tensor matrix = tensor(logits.SelectMany(row => row).ToArray(), [Rows, Vocabulary]);

        (int[] tokens, double[] logProbabilities, TokenSet?[] kept) =
            DeviceChoice.Draw(matrix, rows, allowed, [.. rows.Select(_ => temperature)], settings, draws);

        int different = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            (int token, double logProbability, TokenSet? set) = TokenChoice.Draw(logits[rows[i]], allowed, temperature, settings, draws[i]);
            Assert.Equal(set is null, kept[i] is null);
            Assert.True(set is null || set.Ids.SequenceEqual(kept[i]!.Ids));
            if (token == tokens[i])
            {
                Assert.Equal(logProbability, logProbabilities[i], 1e-5);
                continue;
            }

            different++;
            Assert.InRange(FromEdge(logits[rows[i]], set, temperature, draws[i]), 0, 1e-6);
        }

        Assert.InRange(different, 0, rows.Length / 1000);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.9999999999999999, 3)]
    public void Tokens_without_any_probability_are_never_chosen(double draw, int expected)
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor((float[])[float.NegativeInfinity, 0, 0, 1, float.NegativeInfinity], [1, 5]);

        Assert.Equal([expected], DeviceChoice.Draw(logits, [0], null, [1], new SamplingSettings(), [draw]).Tokens);
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_reported_as_what_they_mean()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<DivergedException>(() => DeviceChoice.Draw(tensor((float[])[float.NaN, 0], [1, 2]), [0], null, [1], new SamplingSettings(), [0.5]));
    }

    /// <summary>How far a draw is from where one token ends and the next begins.</summary>
    private static double FromEdge(float[] logits, TokenSet? kept, double temperature, double draw)
    {
        int[] ids = kept is null ? [.. Enumerable.Range(0, logits.Length)] : kept.Ids.ToArray();
        double largest = ids.Max(id => logits[id]);
        double[] shares = [.. ids.Select(id => Math.Exp((logits[id] - largest) / temperature))];
        double sum = shares.Sum();
        double upTo = 0;
        return shares.Min(share => Math.Abs(((upTo += share) / sum) - draw));
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Objectives that nobody recorded, worked by hand, and the light policy's beside the language model's.</summary>
public sealed class ObjectiveTests
{
    private static readonly double[] Ratios = [0.05, 0.5, 0.79, 0.85, 1, 1.15, 1.25, 1.35, 2.5, 8];
    private static readonly double[] Worths = [-2, -0.3, 0, 0.3, 2];

    public ObjectiveTests() => RecordedModel.RequireTorch();

    [Theory]
    [InlineData(0.2, 0.2, 0)]
    [InlineData(0.2, 0.28, 0)]
    [InlineData(0.2, 0.28, 3)]
    [InlineData(0.1, 2, 1.1)]
    public void The_clipped_loss_of_a_token_is_that_of_the_light_policys_action(double clip, double high, double dual)
    {
        var range = ClipRange.Of(new LearnerSettings { Clip = clip, ClipHigh = high, DualClip = dual });
        Agree((now, old, worth) => PolicyLoss.Clipped(now, old, worth, range), (now, old, worth) => ClippedObjective.Of(now, old, worth, range));
    }

    [Theory]
    [InlineData(1, 0.2, false)]
    [InlineData(0.2, 0.28, false)]
    [InlineData(0.2, 0.28, true)]
    public void Cispos_loss_of_a_token_is_that_of_the_light_policys_action(double clip, double high, bool masked)
    {
        var range = new ClipRange(clip, high);
        Agree((now, old, worth) => PolicyLoss.Cispo(now, old, worth, range, masked), (now, old, worth) => CispoObjective.Of(now, old, worth, range, masked));
    }

    [Fact]
    public void The_ratio_of_an_answer_of_one_token_is_that_of_the_token()
    {
        var range = new ClipRange(0.2, 0.28);
        Agree(
            (now, old, worth) => PolicyLoss.OfAnswers(now.reshape(-1, 1), old.reshape(-1, 1), worth.reshape(-1, 1), ones_like(now).reshape(-1, 1), range) is var terms
                ? terms with { Losses = terms.Losses.reshape(-1), Clipped = terms.Clipped.reshape(-1) } : default,
            (now, old, worth) => ClippedObjective.Of(now, old, worth, range));
    }

    /// <summary>
    /// DAPO: answers of 1 and 3 tokens, A = 1 and −1, ratios 1.3 and (1.1, 0.7, 1). Losses −1.28 (clipped above), 1.1, 0.8 (clipped below), 1; the
    /// mean over the four tokens is 1.62/4, and slopes are −r·A/4 where nothing was clipped.
    /// </summary>
    [Fact]
    public void Dapos_loss_is_the_mean_over_all_tokens_of_losses_clipped_higher_than_lower()
    {
        (double loss, double[] slopes) = Worked(
            [[1.3], [1.1, 0.7, 1]], [1, -1], LossAggregation.TokenMean, (now, old, worth, _) => PolicyLoss.Clipped(now, old, worth, new ClipRange(0.2, 0.28)));

        Assert.Equal(1.62 / 4, loss, 7);
        Equal([0, 0, 0, 1.1 / 4, 0, 1.0 / 4], slopes);
    }

    /// <summary>
    /// Dr. GRPO (arXiv 2503.20783): rewards 1 and 0 of a group have the advantages ½ and −½, not divided by their deviation; each answer's losses
    /// are summed, not divided by its length, and divided by the longest answer allowed, 4. Slopes are −r·A/4: the same for every token of short and long
    /// answers. The paper takes the mean over answers besides: half of it here, the same factor in every update of so many answers.
    /// </summary>
    [Fact]
    public void Dr_grpos_loss_divides_by_neither_deviation_nor_length()
    {
        double[] advantages = new double[2];
        GroupAdvantage.Centre([1, 0], advantages);
        (double loss, double[] slopes) = Worked(
            [[1.1], [1.1, 1, 0.9]], advantages, LossAggregation.SeqMeanTokenSumNorm, (now, old, worth, _) => PolicyLoss.Clipped(now, old, worth, new ClipRange(0.2, 0.2)), 4);

        Assert.Equal([0.5, -0.5], advantages);
        Assert.Equal(((-0.5 * 1.1) + (0.5 * 3)) / 4, loss, 7);
        Equal([-0.5 * 1.1 / 4, 0, 0, 0.5 * 1.1 / 4, 0.5 / 4, 0.5 * 0.9 / 4], slopes);
    }

    /// <summary>CISPO over the mean of all tokens: weights 1.2 (clipped) and (1.1, 0.7, 1), A = 1 and −1; slopes −weight·A/4.</summary>
    [Fact]
    public void Cispos_loss_keeps_the_gradient_of_every_token()
    {
        (_, double[] slopes) = Worked(
            [[1.3], [1.1, 0.7, 1]], [1, -1], LossAggregation.TokenMean, (now, old, worth, _) => PolicyLoss.Cispo(now, old, worth, new ClipRange(1, 0.2), masked: false));

        Equal([-1.2 / 4, 0, 0, 1.1 / 4, 0.7 / 4, 1.0 / 4], slopes);
    }

    /// <summary>GSPO: the second answer's ratio is (1.1·0.7·1)^(1/3) = 0.9166 for all its tokens; the mean over answers of means over tokens.</summary>
    [Fact]
    public void Gspos_loss_gives_every_token_of_an_answer_the_answers_ratio()
    {
        (double loss, double[] slopes) = Worked(
            [[1.3], [1.1, 0.7, 1]], [1, -1], LossAggregation.SeqMeanTokenMean, (now, old, worth, mask) => PolicyLoss.OfAnswers(now, old, worth, mask, new ClipRange(0.2, 0.4)));
        double ratio = Math.Cbrt(0.77);

        Assert.Equal((-1.3 + ratio) / 2, loss, 7);
        Equal([-1.3 / 2, 0, 0, ratio / 6, ratio / 6, ratio / 6], slopes);
    }

    /// <summary>Loss and slopes of two answers with some ratios, row after row.</summary>
    private static (double Loss, double[] Slopes) Worked(
        double[][] ratios, double[] advantages, LossAggregation aggregation, Func<Tensor, Tensor, Tensor, Tensor, PolicyTerms> of, double width = 1)
    {
        using var scope = NewDisposeScope();
        int longest = ratios.Max(row => row.Length);
        Tensor Rows(Func<int, int, double> value) => tensor(
            ratios.SelectMany((row, i) => Enumerable.Range(0, longest).Select(token => token < row.Length ? value(i, token) : 0)).ToArray(), [ratios.Length, longest]);
        Tensor mask = Rows((_, _) => 1);
        Tensor old = Rows((i, token) => -1 - i - (0.5 * token));
        Tensor now = (old + Rows((i, token) => Math.Log(ratios[i][token]))).requires_grad_();
        Tensor loss = (of(now, old, Rows((i, _) => advantages[i]), mask).Losses * AggregationWeights.Of(mask, aggregation, width)).sum();
        loss.backward();
        return (loss.item<double>(), now.grad!.reshape(-1).data<double>().ToArray());
    }

    private static void Agree(Func<Tensor, Tensor, Tensor, PolicyTerms> tokens, Func<double, double, double, (double Loss, double Slope, bool Clipped)> action)
    {
        using var scope = NewDisposeScope();
        (double Ratio, double Worth)[] grid = [.. Ratios.SelectMany(ratio => Worths.Select(worth => (ratio, worth)))];
        double[] old = [.. grid.Select((_, i) => -0.1 - (0.07 * i))];
        double[] now = [.. grid.Select((one, i) => old[i] + Math.Log(one.Ratio))];
        Tensor learned = tensor(now).requires_grad_();
        PolicyTerms terms = tokens(learned, tensor(old), tensor(grid.Select(one => one.Worth).ToArray()));
        terms.Losses.sum().backward();
        double[] losses = terms.Losses.data<double>().ToArray();
        double[] slopes = learned.grad!.data<double>().ToArray();
        double[] clipped = terms.Clipped.to(ScalarType.Float64).data<double>().ToArray();
        for (int i = 0; i < grid.Length; i++)
        {
            (double loss, double slope, bool isClipped) = action(now[i], old[i], grid[i].Worth);
            Assert.True(
                Math.Abs(loss - losses[i]) < 1e-12 && Math.Abs(slope - slopes[i]) < 1e-12 && isClipped == (clipped[i] == 1),
                $"Ratio {grid[i].Ratio}, advantage {grid[i].Worth}: loss {losses[i]} and {loss}, slope {slopes[i]} and {slope}, clipped {clipped[i]} and {isClipped}.");
        }
    }

    private static void Equal(double[] expected, double[] found) => Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 7));
}

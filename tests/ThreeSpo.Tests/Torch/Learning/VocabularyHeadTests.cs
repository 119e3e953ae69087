using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class VocabularyHeadTests
{
    public VocabularyHeadTests() => RecordedModel.RequireTorch();

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(100, true)]
    public void Some_tokens_at_a_time_give_what_all_at_once_give(int piece, bool barred)
    {
        using var scope = NewDisposeScope();
        Tensor stream = Some(7, 5, 1);
        Tensor weight = Some(11, 5, 2);
        Tensor chosen = tensor(new long[] { 0, 10, 3, 3, 7, 1, 2 });
        Tensor temperatures = tensor((double[])[1, 0.5, 2, 1, 1, 0.1, 1], [7, 1]);
        Tensor? bars = barred ? tensor(Enumerable.Range(0, 11).Select(i => i is 4 or 9 ? double.NegativeInfinity : 0).ToArray(), [1, 11]) : null;
        Tensor ofFound = Some(1, 7, 3).detach().reshape(7);
        Tensor ofEntropy = Some(1, 7, 4).detach().reshape(7);

        (Tensor found, Tensor entropy) = VocabularyHead.Of(stream, weight, chosen, temperatures, bars, piece);
        Tensor[] slopes = [.. autograd.grad([(found * ofFound).sum() + (entropy * ofEntropy).sum()], [stream, weight])];

        Tensor logits = stream.matmul(weight.t()) / temperatures;
        (Tensor expected, Tensor spread) = TokenDistribution.Of(bars is null ? logits : logits + bars, chosen);
        Tensor[] expectedSlopes = [.. autograd.grad([(expected * ofFound).sum() + (spread * ofEntropy).sum()], [stream, weight])];
        Near(expected, found);
        Near(spread, entropy);
        Near(expectedSlopes[0], slopes[0]);
        Near(expectedSlopes[1], slopes[1]);
    }

    [Fact]
    public void The_entropy_need_not_be_used()
    {
        using var scope = NewDisposeScope();
        Tensor stream = Some(7, 5, 1);
        Tensor weight = Some(11, 5, 2);
        Tensor chosen = tensor(new long[] { 0, 10, 3, 3, 7, 1, 2 });
        Tensor temperatures = ones(7, 1, ScalarType.Float64);

        (Tensor found, _) = VocabularyHead.Of(stream, weight, chosen, temperatures, bars: null, piece: 3);
        Tensor[] slopes = [.. autograd.grad([found.sum()], [stream, weight])];

        Tensor[] expected = [.. autograd.grad([TokenDistribution.LogProbabilities(stream.matmul(weight.t()), chosen).sum()], [stream, weight])];
        Near(expected[0], slopes[0]);
        Near(expected[1], slopes[1]);
    }

    private static Tensor Some(int rows, int columns, int number) =>
        tensor([.. Enumerable.Range(0, rows * columns).Select(i => Math.Sin((i * 12.9898) + (number * 78.233)))], [rows, columns], ScalarType.Float64).requires_grad_();

    private static void Near(Tensor expected, Tensor found) => Assert.Equal(0, (expected - found).abs().max().item<double>(), 1e-12);
}

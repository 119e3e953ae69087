using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>ln p of tokens chosen from a whole vocabulary, and its entropy, some tokens at a time: their logits are computed twice and kept never.</summary>
/// <remarks>
/// With z the logits over the temperature, ln p = z − ln Σ eᶻ and H = −Σ p·ln p:
/// d ln p_c/dz_j = [j = c] − p_j and dH/dz_j = −p_j·(ln p_j + H).
/// </remarks>
internal sealed class VocabularyHead : autograd.MultiTensorFunction<VocabularyHead>
{
    /// <summary>Least that ln p of a barred token counts as, where 0 · (−∞) would be no number.</summary>
    private const double Least = -1e30;

    public override string Name => nameof(VocabularyHead);

    /// <summary>ln p of the chosen and the entropy of each.</summary>
    /// <param name="stream">Shape [L, D].</param>
    /// <param name="weight">Shape [V, D].</param>
    /// <param name="chosen">Token ids, int64, shape [L].</param>
    /// <param name="temperatures">Of the type to compute in, shape [L, 1].</param>
    /// <param name="bars">0 or −∞, shape [1, V]; null where all are allowed.</param>
    /// <param name="piece">How many tokens at a time.</param>
    /// <returns>Shape [L] each. Unit: nats.</returns>
    public static (Tensor LogProbabilities, Tensor Entropy) Of(
        Tensor stream, Tensor weight, Tensor chosen, Tensor temperatures, Tensor? bars, int piece) =>
        apply(stream, weight, chosen, temperatures, bars!, piece) is [Tensor both]
            ? (both.select(0, 0), both.select(0, 1))
            : throw new InvalidOperationException("The head gave something else than it computes.");

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using DisposeScope scope = NewDisposeScope();
        var call = new Call((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Tensor)vars[3], (Tensor?)vars[4]);
        int piece = (int)vars[5];
        List<Tensor> found = [];
        List<Tensor> entropies = [];
        for (long first = 0; first < call.Count; first += piece)
        {
            using DisposeScope inner = NewDisposeScope();
            Call part = call.Part(first, piece);
            Tensor all = part.LogProbabilities(); // [l, V]
            found.Add(all.gather(1, part.Chosen.unsqueeze(1)).squeeze(1).MoveToOuterDisposeScope());
            entropies.Add((all.exp() * all.clamp_min(Least)).sum(1).neg().MoveToOuterDisposeScope());
        }

        // An output that is saved itself would keep its own operation alive. Both are one output: the binding knows no slope of an output that nobody uses.
        Tensor entropy = cat(entropies);
        ctx.save_for_backward([call.Stream, call.Weight, call.Chosen, call.Temperatures, call.Bars!, entropy.MoveToOuterDisposeScope()]);
        ctx.save_data(nameof(piece), piece);
        return [stack([cat(found), entropy]).MoveToOuterDisposeScope()]; // [2, L]
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> saved = ctx.get_saved_variables();
        var call = new Call(saved[0], saved[1], saved[2], saved[3], saved[4]);
        int piece = (int)ctx.get_data(nameof(piece));
        Tensor weightSlopes = zeros_like(call.Weight, call.Temperatures.dtype);
        List<Tensor> streamSlopes = [];
        for (long first = 0; first < call.Count; first += piece)
        {
            (Tensor ofStream, Tensor ofWeight) = call.Part(first, piece).Slopes(
                Part(grad_outputs[0].select(0, 0), first, piece), Part(grad_outputs[0].select(0, 1), first, piece), Part(saved[5], first, piece));
            streamSlopes.Add(ofStream);
            weightSlopes.add_(ofWeight);
            ofWeight.Dispose();
        }

        return Models.Fused.FusedOperation.Return(cat(streamSlopes), weightSlopes.to(call.Weight.dtype), null, null, null, null);
    }

    private static Tensor Part(Tensor whole, long first, int most) => whole.narrow(0, first, Math.Min(most, whole.shape[0] - first));

    /// <summary>What goes in: see <see cref="Of"/>.</summary>
    private sealed record Call(Tensor Stream, Tensor Weight, Tensor Chosen, Tensor Temperatures, Tensor? Bars)
    {
        public long Count => Chosen.shape[0];

        /// <summary>Some of the tokens.</summary>
        public Call Part(long first, int most) => this with
        {
            Stream = VocabularyHead.Part(Stream, first, most),
            Chosen = VocabularyHead.Part(Chosen, first, most),
            Temperatures = VocabularyHead.Part(Temperatures, first, most),
        };

        /// <summary>ln p of every token, shape [L, V].</summary>
        public Tensor LogProbabilities()
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = Stream.matmul(Weight.t()).to(Temperatures.dtype) / Temperatures;
            return (Bars is null ? logits : logits + Bars).log_softmax(1).MoveToOuterDisposeScope();
        }

        /// <summary>Slopes of stream and weight from those of both outputs.</summary>
        public (Tensor Stream, Tensor Weight) Slopes(Tensor ofFound, Tensor ofEntropy, Tensor entropy)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor all = LogProbabilities();
            Tensor least = all.clamp_min(Least) + entropy.unsqueeze(1);
            Tensor slopes = all.exp().neg() * (ofFound.unsqueeze(1) + (ofEntropy.unsqueeze(1) * least)); // [L, V]
            slopes = slopes.scatter_add(1, Chosen.unsqueeze(1), ofFound.unsqueeze(1));
            slopes = (slopes / Temperatures).to(Weight.dtype);
            return (slopes.matmul(Weight).MoveToOuterDisposeScope(), slopes.t().matmul(Stream).MoveToOuterDisposeScope());
        }
    }
}

using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>What logits say of tokens.</summary>
internal static class TokenDistribution
{
    /// <summary>ln p of chosen tokens and the entropy of what they were chosen from.</summary>
    /// <param name="logits">Shape [..., V]; −∞ for tokens that are not allowed.</param>
    /// <param name="chosen">Indices, int64, shape [...].</param>
    /// <returns>Shape [...] each. Unit: nats.</returns>
    public static (Tensor LogProbabilities, Tensor Entropy) Of(Tensor logits, Tensor chosen)
    {
        Tensor all = logits.log_softmax(-1);

        // A token that is not allowed has probability 0 and adds nothing, where 0 · (−∞) would be no number.
        Tensor terms = all.exp() * all.clamp_min(-1e30);
        return (Chosen(all, chosen), terms.sum(-1).neg());
    }

    /// <summary>ln p of chosen tokens alone: over a large vocabulary the entropy costs as much memory again, three times.</summary>
    public static Tensor LogProbabilities(Tensor logits, Tensor chosen) => Chosen(logits.log_softmax(-1), chosen);

    private static Tensor Chosen(Tensor all, Tensor chosen) => all.gather(-1, chosen.unsqueeze(-1)).squeeze(-1);
}

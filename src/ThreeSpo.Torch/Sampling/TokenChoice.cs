namespace ThreeSpo.Torch.Sampling;

/// <summary>Draws one token from its logits.</summary>
internal static class TokenChoice
{
    /// <summary>Draws a token.</summary>
    /// <param name="logits">Shape [V].</param>
    /// <param name="allowed">The tokens that are allowed; null for all of them.</param>
    /// <param name="temperature">T: above 0.</param>
    /// <param name="settings">Which of them are kept.</param>
    /// <param name="draw">A uniform number in [0, 1).</param>
    /// <returns>The token, its ln p among the kept tokens, and those: the allowed ones themselves where all of them are kept.</returns>
    /// <remarks>p(v) = exp(z_v/T) / Σ_kept exp(z_u/T).</remarks>
    public static (int Token, double LogProbability, TokenSet? Kept) Draw(
        ReadOnlySpan<float> logits, TokenSet? allowed, double temperature, SamplingSettings settings, double draw)
    {
        TokenSet? set = Keep(logits, allowed, temperature, settings);
        ReadOnlySpan<int> kept = set is null ? [] : set.Ids;
        int count = set is null ? logits.Length : kept.Length;
        double largest = double.NegativeInfinity;
        for (int i = 0; i < count; i++)
            largest = Math.Max(largest, logits[set is null ? i : kept[i]]);

        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Math.Exp((logits[set is null ? i : kept[i]] - largest) / temperature);

        if (!double.IsFinite(sum))
            throw new DivergedException("The model's logits are not finite: the policy has diverged. Lower learningRate, or set maxGradientNorm=1.");

        // Rounding can leave the running sum a hair below the mark: the last token with any probability takes what is left.
        double mark = draw * sum;
        double upTo = 0;
        int last = 0;
        for (int i = 0; i < count; i++)
        {
            double share = Math.Exp((logits[set is null ? i : kept[i]] - largest) / temperature);
            upTo += share;
            last = share > 0 ? i : last;
            if (mark < upTo)
                break;
        }

        int token = set is null ? last : kept[last];
        return (token, ((logits[token] - largest) / temperature) - Math.Log(sum), set);
    }

    /// <summary>The tokens that are left of the allowed ones: first the likeliest k, then of those the likeliest up to a share of p.</summary>
    private static TokenSet? Keep(ReadOnlySpan<float> logits, TokenSet? allowed, double temperature, SamplingSettings settings)
    {
        int count = allowed?.Count ?? logits.Length;
        if ((settings.TopK == 0 || settings.TopK >= count) && settings.TopP >= 1)
            return allowed;

        int[] ids = allowed is null ? [.. Enumerable.Range(0, count)] : allowed.Ids.ToArray();
        float[] keys = new float[count];
        for (int i = 0; i < count; i++)
            keys[i] = -logits[ids[i]];

        // A stable order: among equals the smaller id stays.
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => keys[i])];
        int most = settings.TopK == 0 ? count : Math.Min(settings.TopK, count);
        double sum = 0;
        for (int i = 0; i < most; i++)
            sum += Math.Exp((keys[order[0]] - keys[order[i]]) / temperature);

        int keep = 0;
        for (double upTo = 0; keep < most && upTo < settings.TopP * sum; keep++)
            upTo += Math.Exp((keys[order[0]] - keys[order[keep]]) / temperature);

        int[] kept = [.. order.Take(Math.Max(1, keep)).Select(i => ids[i])];
        Array.Sort(kept);
        return new TokenSet(kept);
    }
}

using System.Buffers;

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
        if (allowed is null)
            return Among(logits, null, temperature, settings, draw);

        ReadOnlySpan<int> ids = allowed.Ids;
        float[] among = ArrayPool<float>.Shared.Rent(ids.Length);
        for (int i = 0; i < ids.Length; i++)
            among[i] = logits[ids[i]];

        (int Token, double LogProbability, TokenSet? Kept) drawn = Among(among.AsSpan(0, ids.Length), allowed, temperature, settings, draw);
        ArrayPool<float>.Shared.Return(among);
        return drawn;
    }

    /// <summary>Draws a token from the logits of the allowed ones alone.</summary>
    /// <param name="logits">One per allowed token, in order; shape [V] where all are allowed.</param>
    /// <param name="allowed">The tokens that are allowed; null for all of them.</param>
    /// <param name="temperature">T: above 0.</param>
    /// <param name="settings">Which of them are kept.</param>
    /// <param name="draw">A uniform number in [0, 1).</param>
    public static (int Token, double LogProbability, TokenSet? Kept) Among(
        ReadOnlySpan<float> logits, TokenSet? allowed, double temperature, SamplingSettings settings, double draw)
    {
        if (!KeepsAll(settings, logits.Length))
        {
            int[] places = Keep(logits, temperature, settings);
            float[] among = new float[places.Length];
            int[] ids = new int[places.Length];
            ReadOnlySpan<int> all = allowed is null ? [] : allowed.Ids;
            for (int i = 0; i < places.Length; i++)
                (among[i], ids[i]) = (logits[places[i]], allowed is null ? places[i] : all[places[i]]);

            return Drawn(among, TokenSet.Kept(ids), temperature, draw);
        }

        return Drawn(logits, allowed, temperature, draw);
    }

    /// <summary>Whether all of some tokens are kept.</summary>
    public static bool KeepsAll(SamplingSettings settings, int count) => (settings.TopK == 0 || settings.TopK >= count) && settings.TopP >= 1;

    /// <summary>What logits that are no numbers mean.</summary>
    public static DivergedException Diverged() => new("The model's logits are not finite: the policy has diverged. Lower learningRate, or set maxGradientNorm=1.");

    private static (int Token, double LogProbability, TokenSet? Kept) Drawn(ReadOnlySpan<float> logits, TokenSet? kept, double temperature, double draw)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
            largest = Math.Max(largest, logit);

        double[] shares = ArrayPool<double>.Shared.Rent(logits.Length);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
            sum += shares[i] = Math.Exp((logits[i] - largest) / temperature);

        if (!double.IsFinite(sum))
            throw Diverged();

        // Rounding can leave the running sum a hair below the mark: the last token with any probability takes what is left.
        double mark = draw * sum;
        double upTo = 0;
        int last = 0;
        for (int i = 0; i < logits.Length && mark >= upTo; i++)
        {
            upTo += shares[i];
            last = shares[i] > 0 ? i : last;
        }

        ArrayPool<double>.Shared.Return(shares);
        return (kept is null ? last : kept.Ids[last], ((logits[last] - largest) / temperature) - Math.Log(sum), kept);
    }

    /// <summary>Places of what is left, ascending: first the likeliest k, then of those the likeliest up to a share of p.</summary>
    private static int[] Keep(ReadOnlySpan<float> logits, double temperature, SamplingSettings settings)
    {
        float[] keys = new float[logits.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = -logits[i];

        // A stable order: among equals the smaller id stays.
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(i => keys[i])];
        int most = settings.TopK == 0 ? keys.Length : Math.Min(settings.TopK, keys.Length);
        double sum = 0;
        for (int i = 0; i < most; i++)
            sum += Math.Exp((keys[order[0]] - keys[order[i]]) / temperature);

        int keep = 0;
        for (double upTo = 0; keep < most && upTo < settings.TopP * sum; keep++)
            upTo += Math.Exp((keys[order[0]] - keys[order[keep]]) / temperature);

        int[] kept = order[..Math.Max(1, keep)];
        Array.Sort(kept);
        return kept;
    }
}

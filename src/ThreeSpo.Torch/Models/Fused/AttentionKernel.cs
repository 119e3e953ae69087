namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Where queries, keys, values and what depends on them lie. Rows of numbers, head after head.</summary>
/// <param name="Query">Shape [N or N − P, H·d].</param>
/// <param name="Key">Shape [N, K·d].</param>
/// <param name="Value">Shape [N, K·d].</param>
/// <param name="Cosine">Rotary cosines by position, shape [positions, d].</param>
/// <param name="Sine">Rotary sines.</param>
/// <param name="LogSums">ln Σ e^score of every query, shape [as queries, H].</param>
/// <param name="AnswersOnly">Whether there are queries of trees alone: then their rows begin with the first tree's.</param>
internal readonly unsafe record struct AttentionPlace(
    nint Query, nint Key, nint Value, nint Cosine, nint Sine, nint LogSums, bool AnswersOnly);

/// <summary>Attention of prompts and trees of answers, a key head at a time, blocks of queries at a time: scores never lie in memory as a whole.</summary>
/// <remarks>
/// Vaswani et al. (arXiv 1706.03762) Eq. 1, and for its slopes Dao et al. (arXiv 2205.14135), section 3.1: with p = softmax(s), o = p·v,
/// dv = pᵀ·do, dp = do·vᵀ, ds = p ⊙ (dp − Σ p·dp), dq = ds·k, dk = dsᵀ·q.
/// </remarks>
internal static unsafe class AttentionKernel<T>
    where T : struct, INumbers
{
    /// <summary>o of every query.</summary>
    public static void Forward(PackedRows rows, in AttentionShape shape, in AttentionPlace at, nint output)
    {
        foreach (RowGroup group in rows.Groups)
        {
            for (int head = 0; head < shape.KeyHeads; head++)
            {
                var pass = new AttentionPass<T>(rows, group, shape, at, head, withSlopes: false);
                pass.Forward((void*)output);
            }
        }
    }

    /// <summary>Slopes of queries, keys and values.</summary>
    public static void Backward(PackedRows rows, in AttentionShape shape, in AttentionPlace at, nint slopes, nint querySlopes, nint keySlopes, nint valueSlopes)
    {
        foreach (RowGroup group in rows.Groups)
        {
            for (int head = 0; head < shape.KeyHeads; head++)
            {
                var pass = new AttentionPass<T>(rows, group, shape, at, head, withSlopes: true);
                pass.Backward((void*)slopes, (void*)querySlopes, (void*)keySlopes, (void*)valueSlopes);
            }
        }
    }
}

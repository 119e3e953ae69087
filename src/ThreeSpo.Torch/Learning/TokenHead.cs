using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>From the stream to ln π of tokens, over no more of the vocabulary than they were chosen from.</summary>
/// <remarks>Letters: L tokens, U ids that any of them could have been, A ids that one of them could have been.</remarks>
internal static class TokenHead
{
    /// <summary>More logits than these are never all in memory at once.</summary>
    public const long MostLogits = 1 << 22;

    /// <summary>What can be looked at together: tokens from the whole vocabulary, from one shared set, or from sets of their own.</summary>
    public static object KindOf(LiveToken live) => live.Allowed is { IsShared: true } shared ? shared : live.Allowed is null;

    /// <summary>ln π of tokens of one kind, and the entropy of what they were chosen from.</summary>
    /// <param name="model">The decoder.</param>
    /// <param name="stream">What each was chosen from, shape [L, D].</param>
    /// <param name="live">The tokens, shape [L].</param>
    /// <param name="withEntropy">Whether the entropy is wanted.</param>
    /// <returns>Shape [L] each, in single precision at least. Unit: nats.</returns>
    public static (Tensor LogProbabilities, Tensor? Entropy) Of(Decoder model, Tensor stream, LiveToken[] live, bool withEntropy)
    {
        using var scope = NewDisposeScope();
        (Tensor found, Tensor? spread) = live[0].Allowed is null or { IsShared: true }
            ? AmongAll(model, stream, live, withEntropy)
            : AmongTheirs(model, stream, live, withEntropy);
        return (found.MoveToOuterDisposeScope(), spread?.MoveToOuterDisposeScope());
    }

    /// <summary>Tokens chosen from the whole vocabulary, or from a set that is most of it.</summary>
    private static (Tensor Found, Tensor? Spread) AmongAll(Decoder model, Tensor stream, LiveToken[] live, bool withEntropy)
    {
        int vocabulary = model.Config.VocabularySize;
        Tensor chosen = tensor(live.Select(one => (long)one.Token).ToArray(), device: stream.device);
        Tensor temperatures = Temperatures(live, stream);

        // What is not in a shared set is barred, once for all tokens.
        Tensor? bars = live[0].Allowed is { } shared ? tensor(shared.Bars(vocabulary), [1, vocabulary]).to(temperatures.dtype).to(stream.device) : null;
        if ((long)live.Length * vocabulary > MostLogits)
        {
            (Tensor all, Tensor entropy) = VocabularyHead.Of(stream, model.Head, chosen, temperatures, bars, (int)Math.Max(1, MostLogits / vocabulary));
            return (all, withEntropy ? entropy : null);
        }

        Tensor logits = model.Logits(stream).to(temperatures.dtype) / temperatures; // [L, V]
        return Distribution(bars is null ? logits : logits + bars, chosen, withEntropy);
    }

    /// <summary>Tokens chosen from sets of their own: the head is computed on what is in any of them.</summary>
    private static (Tensor Found, Tensor? Spread) AmongTheirs(Decoder model, Tensor stream, LiveToken[] live, bool withEntropy)
    {
        int widest = live.Max(one => one.Allowed!.Count);
        if ((long)live.Length * widest > Array.MaxLength)
        {
            throw new NotSupportedException(
                $"{live.Length} tokens were chosen from up to {widest} others each, more than can be learned from at once. Lower learnTokens or topP.");
        }

        (long[] union, int[] column) = Union(live, model.Config.VocabularySize);
        long[] allowed = new long[live.Length * widest];
        float[] barred = new float[live.Length * widest];
        long[] chosen = new long[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            ReadOnlySpan<int> set = live[i].Allowed!.Ids;
            for (int k = 0; k < set.Length; k++)
                allowed[(i * widest) + k] = column[set[k]];

            barred.AsSpan((i * widest) + set.Length, widest - set.Length).Fill(float.NegativeInfinity);
            chosen[i] = live[i].Allowed!.IndexOf(live[i].Token);
        }

        Tensor logits = model.Logits(stream, tensor(union, device: stream.device)); // [L, U]
        Tensor among = logits.gather(1, tensor(allowed, [live.Length, widest], device: stream.device)) / Temperatures(live, stream); // [L, A]
        Tensor bars = tensor(barred, [live.Length, widest]).to(among.dtype).to(stream.device);
        return Distribution(among + bars, tensor(chosen, device: stream.device), withEntropy);
    }

    private static (Tensor Found, Tensor? Spread) Distribution(Tensor logits, Tensor chosen, bool withEntropy) =>
        withEntropy ? TokenDistribution.Of(logits, chosen) : (TokenDistribution.LogProbabilities(logits, chosen), null);

    /// <summary>Every id that is in any set once, and where it stands.</summary>
    private static (long[] Ids, int[] Column) Union(LiveToken[] live, int vocabulary)
    {
        int[] column = new int[vocabulary];
        foreach (LiveToken one in live)
        {
            foreach (int id in one.Allowed!.Ids)
                column[id] = 1;
        }

        List<long> ids = [];
        for (int id = 0; id < vocabulary; id++)
        {
            if (column[id] == 0)
                continue;

            column[id] = ids.Count;
            ids.Add(id);
        }

        return ([.. ids], column);
    }

    /// <summary>Shape [L, 1], in single precision at least.</summary>
    private static Tensor Temperatures(LiveToken[] live, Tensor stream) =>
        tensor(live.Select(one => one.Temperature).ToArray(), [live.Length, 1])
            .to(stream.dtype is ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32).to(stream.device);
}

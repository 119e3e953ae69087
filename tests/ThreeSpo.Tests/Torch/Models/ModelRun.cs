using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>Runs a model over one sequence in the simplest way, for comparisons.</summary>
internal static class ModelRun
{
    /// <summary>Logits of a sequence from some token on, the tokens before it encoded as a prompt.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ids">The sequence.</param>
    /// <param name="from">How many tokens are the prompt; the next one is the first whose logits come back.</param>
    /// <returns>Shape [ids − from, V].</returns>
    public static Tensor Logits(Decoder model, int[] ids, int from)
    {
        using var scope = NewDisposeScope();
        using PromptCache prompt = model.Encode(Ids(ids[..from], 1, from), [from]);
        int rest = ids.Length - from;
        AnswerBlock block = model.Block(Ids(ids[from..], 1, 1, rest), arange(from, ids.Length, ScalarType.Int64).reshape(1, 1, rest), Causal(rest));
        return model.Logits(model.Answer(block, prompt, null)).reshape(rest, model.Config.VocabularySize).MoveToOuterDisposeScope();
    }

    /// <summary>The likeliest continuation, one token at a time, from a cache.</summary>
    public static int[] Greedy(Decoder model, int[] prompt, int count)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        using PromptCache shared = model.Encode(Ids(prompt[..^1], 1, prompt.Length - 1), [prompt.Length - 1]);
        AnswerCache[] caches = [.. Enumerable.Range(0, model.Config.Layers).Select(_ => new AnswerCache())];
        List<int> ids = [prompt[^1]];
        while (ids.Count <= count)
        {
            AnswerBlock block = model.Block(
                Ids([ids[^1]], 1, 1, 1), tensor(new long[] { prompt.Length - 2 + ids.Count }, [1, 1, 1]), zeros(1, 1, 1, ids.Count));
            ids.Add((int)model.Logits(model.Answer(block, shared, caches)).argmax(-1).item<long>());
        }

        foreach (AnswerCache cache in caches)
            cache.Dispose();

        return [.. ids.Skip(1)];
    }

    public static Tensor Ids(int[] ids, params long[] shape) => tensor([.. ids.Select(id => (long)id)], shape, ScalarType.Int64);

    /// <summary>0 on and below the diagonal, −∞ above it, shape [1, 1, n, n].</summary>
    public static Tensor Causal(long length) =>
        full(length, length, float.NegativeInfinity).triu(1).reshape(1, 1, length, length);
}

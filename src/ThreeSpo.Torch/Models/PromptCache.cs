using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Keys and values of a batch of prompts: encoded once, attended to by every answer.</summary>
/// <remarks>The last token of a prompt is not in here: it is the first input of each answer, whose outputs are all that is asked for.</remarks>
internal sealed class PromptCache(Tensor[] keys, Tensor[] values, Tensor? mask, long length) : IDisposable
{
    /// <summary>Keys of each layer, shape [B, K, T, d].</summary>
    public Tensor[] Keys { get; private set; } = keys;

    /// <summary>Values of each layer, shape [B, K, T, d].</summary>
    public Tensor[] Values { get; private set; } = values;

    /// <summary>0 where a prompt has a token, −∞ behind its end, shape [B, 1, 1, T]; null where all are equally long.</summary>
    public Tensor? Mask { get; private set; } = mask;

    /// <summary>T: length of the longest prompt, its last token left out. May be 0.</summary>
    public long Length { get; } = length;

    /// <summary>Keeps some of the prompts.</summary>
    /// <param name="rows">Their indices, int64, shape [B'].</param>
    public void Keep(Tensor rows)
    {
        for (int layer = 0; layer < Keys.Length; layer++)
        {
            Keys[layer] = Kept(Keys[layer], rows);
            Values[layer] = Kept(Values[layer], rows);
        }

        Mask = Mask is null ? null : Kept(Mask, rows);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in Keys.Concat(Values))
            tensor.Dispose();

        Mask?.Dispose();
    }

    private static Tensor Kept(Tensor tensor, Tensor rows)
    {
        Tensor kept = tensor.index_select(0, rows).DetachFromDisposeScope();
        tensor.Dispose();
        return kept;
    }
}

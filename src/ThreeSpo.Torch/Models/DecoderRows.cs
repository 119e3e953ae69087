using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>The pass that sampling goes through: rows of tokens of any prompts and answers, as many as there are.</summary>
internal sealed partial class Decoder
{
    /// <summary>Size of one of them. Unit: bytes.</summary>
    public int NumberSize => (int)Embedding.element_size();

    /// <summary>Rows through all layers.</summary>
    /// <param name="tokens">Token ids, int64, shape [M].</param>
    /// <param name="positions">Their positions, int64, shape [M].</param>
    /// <param name="longest">One more than the largest position.</param>
    /// <param name="attention">What they attend to.</param>
    /// <returns>The normalised stream of the rows that are wanted, shape [W, D].</returns>
    public Tensor Rows(Tensor tokens, Tensor positions, long longest, IRowAttention attention)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor stream = Embedding.index_select(0, tokens); // [M, D]
        (Tensor cosine, Tensor sine) = _rotary.At(positions, longest, stream);
        cosine = cosine.unsqueeze(1); // [M, 1, d]
        sine = sine.unsqueeze(1);
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            Tensor next = _body.Layers[layer].Rows(stream, cosine, sine, layer, attention, layer == Config.Layers - 1 ? attention.Wanted : null);
            stream.Dispose();
            stream = next;
        }

        return _body.Norm.forward(stream).MoveToOuterDisposeScope();
    }

    /// <summary>Logits of some tokens alone.</summary>
    /// <param name="stream">The normalised stream, shape [..., D].</param>
    /// <param name="ids">Token ids, int64, shape [U].</param>
    /// <returns>Shape [..., U].</returns>
    public Tensor LogitsOf(Tensor stream, Tensor ids)
    {
        using DisposeScope scope = NewDisposeScope();
        return nn.functional.linear(stream, (_head is null ? Embedding : _head.Weight).index_select(0, ids)).MoveToOuterDisposeScope();
    }
}

/// <summary>One layer of the pass that sampling goes through.</summary>
internal sealed partial class DecoderLayer
{
    /// <summary>Rows through this layer.</summary>
    /// <param name="stream">Shape [M, D].</param>
    /// <param name="cosine">Shape [M, 1, d].</param>
    /// <param name="sine">Shape [M, 1, d].</param>
    /// <param name="layer">Its number.</param>
    /// <param name="attention">What they attend to.</param>
    /// <param name="wanted">The rows that go on, shape [W]; null for all of them.</param>
    /// <returns>Shape [M or W, D].</returns>
    public Tensor Rows(Tensor stream, Tensor cosine, Tensor sine, int layer, IRowAttention attention, Tensor? wanted)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mixed = _attention.Rows(_before.forward(stream), cosine, sine, layer, attention, wanted);
        Tensor middle = (wanted is null ? stream : stream.index_select(0, wanted)) + mixed;
        return (middle + _feedForward.forward(_between.forward(middle))).MoveToOuterDisposeScope();
    }
}

/// <summary>Attention of the pass that sampling goes through.</summary>
internal sealed partial class Attention
{
    /// <summary>Rows attend to what their pass says.</summary>
    /// <param name="input">Shape [M, D].</param>
    /// <param name="cosine">Shape [M, 1, d].</param>
    /// <param name="sine">Shape [M, 1, d].</param>
    /// <param name="layer">The number of its layer.</param>
    /// <param name="attention">What they attend to.</param>
    /// <param name="wanted">The rows that ask, shape [W]; null for all of them.</param>
    /// <returns>Shape [M or W, D].</returns>
    public Tensor Rows(Tensor input, Tensor cosine, Tensor sine, int layer, IRowAttention attention, Tensor? wanted)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor keys = RotaryTable.Turn(Keys(input), cosine, sine); // [M, K, d]
        Tensor values = Heads(_value.forward(input), _config.KeyValueHeads);
        if (wanted is not null)
            (input, cosine, sine) = (input.index_select(0, wanted), cosine.index_select(0, wanted), sine.index_select(0, wanted));

        Tensor queries = RotaryTable.Turn(Queries(input), cosine, sine); // [M or W, H, d]
        return _output.forward(attention.Mix(layer, queries, keys, values)).MoveToOuterDisposeScope();
    }
}

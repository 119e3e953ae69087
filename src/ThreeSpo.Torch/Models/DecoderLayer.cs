using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>One layer: attention and feed-forward, each on the normalised stream and added to it.</summary>
internal sealed class DecoderLayer : nn.Module
{
    private readonly RmsNorm _before;
    private readonly Attention _attention;
    private readonly RmsNorm _between;
    private readonly FeedForward _feedForward;

    public DecoderLayer(DecoderConfig config, Placement place)
        : base(nameof(DecoderLayer))
    {
        _before = new RmsNorm(config.HiddenSize, config.NormEpsilon, place);
        _attention = new Attention(config, place);
        _between = new RmsNorm(config.HiddenSize, config.NormEpsilon, place);
        _feedForward = new FeedForward(config, place);
        register_module("input_layernorm", _before);
        register_module("self_attn", _attention);
        register_module("post_attention_layernorm", _between);
        register_module("mlp", _feedForward);
    }

    /// <summary>Prompts through this layer.</summary>
    /// <param name="stream">Shape [B, T, D].</param>
    /// <param name="cosine">Shape [T, 1, d].</param>
    /// <param name="sine">Shape [T, 1, d].</param>
    /// <param name="isLast">Whether only keys and values are wanted.</param>
    /// <returns>Keys and values [B, K, T, d], and the stream [B, T, D]; null where this is the last layer.</returns>
    public (Tensor Keys, Tensor Values, Tensor? Stream) Prompt(Tensor stream, Tensor cosine, Tensor sine, bool isLast)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor normal = _before.forward(stream);
        (Tensor keys, Tensor values) = _attention.Remember(normal, cosine, sine);
        keys.MoveToOuterDisposeScope();
        values.MoveToOuterDisposeScope();
        if (isLast)
            return (keys, values, null);

        Tensor middle = stream + _attention.Read(normal, keys, values, cosine, sine);
        return (keys, values, (middle + _feedForward.forward(_between.forward(middle))).MoveToOuterDisposeScope());
    }

    /// <summary>A block of answers through this layer.</summary>
    /// <param name="stream">Shape [B, n, R, D].</param>
    /// <param name="block">Positions and masks.</param>
    /// <param name="prompts">Keys, values and mask of the prompts in this layer; null where there are none.</param>
    /// <param name="cache">What the answers consist of so far; null where this block is all of them.</param>
    public Tensor Answer(Tensor stream, AnswerBlock block, (Tensor Keys, Tensor Values, Tensor? Mask)? prompts, AnswerCache? cache)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor middle = stream + _attention.Answer(_before.forward(stream), block, prompts, cache);
        return (middle + _feedForward.forward(_between.forward(middle))).MoveToOuterDisposeScope();
    }

    /// <summary>Prompts and whole answers to them through this layer.</summary>
    /// <param name="prompts">Shape [B, T, D]; null where there are none.</param>
    /// <param name="answers">Shape [B, n, R, D].</param>
    /// <param name="table">Rotary cosines and sines of prompts, shape [T, 1, d] each.</param>
    /// <param name="mask">−∞ behind the end of a prompt, shape [B, 1, 1, T]; null where all are equally long.</param>
    /// <param name="block">Positions and masks of answers.</param>
    /// <param name="isLast">Whether only answers' outputs are wanted.</param>
    /// <returns>Prompts, null where this is the last layer or there are none, and answers.</returns>
    public (Tensor? Prompts, Tensor Answers) Learn(
        Tensor? prompts, Tensor answers, (Tensor Cosine, Tensor Sine) table, Tensor? mask, AnswerBlock block, bool isLast)
    {
        using DisposeScope scope = NewDisposeScope();
        if (prompts is null)
            return (null, Answer(answers, block, null, null).MoveToOuterDisposeScope());

        (Tensor keys, Tensor values, Tensor? stream) = Prompt(prompts, table.Cosine, table.Sine, isLast);
        return (stream?.MoveToOuterDisposeScope(), Answer(answers, block, (keys, values, mask), null).MoveToOuterDisposeScope());
    }

    /// <summary>Packed rows through this layer.</summary>
    /// <param name="stream">Shape [N, D].</param>
    /// <param name="rows">Who sees whom.</param>
    /// <param name="cosine">By position, shape [positions, d].</param>
    /// <param name="sine">By position, shape [positions, d].</param>
    /// <param name="isLast">Whether only answers' outputs are wanted.</param>
    /// <returns>Shape [N, D]; [N − P, D] where this is the last layer.</returns>
    public Tensor Learn(Tensor stream, PackedRows rows, Tensor cosine, Tensor sine, bool isLast)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mixed = _attention.Learn(_before.forward(stream), rows, cosine, sine, isLast);
        Tensor middle = (isLast ? stream.narrow(0, rows.PromptRows, rows.Count - rows.PromptRows) : stream) + mixed;
        return (middle + _feedForward.forward(_between.forward(middle))).MoveToOuterDisposeScope();
    }
}

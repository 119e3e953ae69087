using ThreeSpo.Torch.Models.Fused;
using ThreeSpo.Torch.Models.Lora;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A decoder of the Qwen2, Qwen3 or Llama family, for prompts that are each answered several times.</summary>
/// <remarks>
/// Sampling and learning go through the same two passes. A prompt is encoded once, its last token left out; every answer begins with that
/// token and sees the prompt and itself. So outputs exist for answers alone, and the last layer encodes no more of a prompt than keys and values.
/// </remarks>
internal sealed partial class Decoder : nn.Module
{
    private readonly RotaryTable _rotary;
    private readonly Body _body;
    private readonly Projection? _head;

    /// <summary>Makes a decoder whose numbers are all 0, its norms 1.</summary>
    public Decoder(DecoderConfig config, Placement place)
        : base(nameof(Decoder))
    {
        Config = config;
        _rotary = new RotaryTable(config.HeadSize, config.RopeTheta, config.Scaling);
        _body = new Body(config, place);
        register_module("model", _body);
        if (!config.TiedHead)
        {
            _head = new Projection(config.HiddenSize, config.VocabularySize, biased: false, place);
            register_module("lm_head", _head);
        }
    }

    public DecoderConfig Config { get; }

    /// <summary>Low-rank adapters, which learn in place of the weights; null where there are none.</summary>
    public AdapterSet? Adapters { get; private set; }

    /// <summary>What learns: the adapters where there are some, else every weight.</summary>
    public IReadOnlyList<Parameter> Trained => Adapters?.Parameters ?? [.. parameters()];

    /// <summary>Where its numbers lie.</summary>
    public Device Device => Embedding.device;

    /// <summary>V × D: a row per token; the output head where that is tied.</summary>
    public Parameter Embedding => _body.Embedding.Weight;

    /// <summary>V × D: a row per token that may come out.</summary>
    public Tensor Head => _head is null ? Embedding : _head.Weight;

    /// <summary>The type of its numbers.</summary>
    public ScalarType Type => Embedding.dtype;

    /// <summary>Whether what layers computed is let go while it learns, and computed again on the way back: less memory, a third more work.</summary>
    public bool Recomputes { get; set; }

    /// <summary>Encodes prompts.</summary>
    /// <param name="tokens">Token ids, int64, shape [B, T], padded on the right by any id.</param>
    /// <param name="lengths">Tokens of each prompt, shape [B]; each at most T.</param>
    /// <returns>The caller's to dispose of; no scope does.</returns>
    public PromptCache Encode(Tensor tokens, IReadOnlyList<int> lengths)
    {
        using DisposeScope scope = NewDisposeScope();
        long length = tokens.shape[1];
        if (length == 0)
            return new PromptCache([], [], null, 0);

        var keys = new Tensor[Config.Layers];
        var values = new Tensor[Config.Layers];
        Tensor? stream = Embed(tokens); // [B, T, D]
        (Tensor cosine, Tensor sine) = _rotary.First(length, stream);
        cosine = cosine.unsqueeze(1); // [T, 1, d]
        sine = sine.unsqueeze(1);
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            (keys[layer], values[layer], stream) = _body.Layers[layer].Prompt(stream!, cosine, sine, isLast: layer == Config.Layers - 1);
            keys[layer].DetachFromDisposeScope();
            values[layer].DetachFromDisposeScope();
        }

        Tensor? mask = lengths.All(one => one == length) ? null : Beyond(lengths, length, keys[0]).DetachFromDisposeScope();
        return new PromptCache(keys, values, mask, length);
    }

    /// <summary>Where answer tokens stand, and what they may see.</summary>
    /// <param name="tokens">Token ids, shape [B, n, R].</param>
    /// <param name="positions">Their positions, shape [B, n, R].</param>
    /// <param name="mask">0 or −∞, shape [B or 1, n or 1, R, R'].</param>
    public AnswerBlock Block(Tensor tokens, Tensor positions, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        long longest = positions.max().item<long>() + 1;
        (Tensor cosine, Tensor sine) = _rotary.At(positions, longest, Embedding);
        long[] shape = mask.shape;
        return new AnswerBlock(
            tokens, cosine.unsqueeze(-2).MoveToOuterDisposeScope(), sine.unsqueeze(-2).MoveToOuterDisposeScope(),
            mask.reshape(shape[0], 1, shape[1], 1, shape[2], shape[3]).to(Embedding.dtype).MoveToOuterDisposeScope());
    }

    /// <summary>The normalised stream after a block of answers.</summary>
    /// <param name="block">The answers' tokens.</param>
    /// <param name="prompts">Their prompts; null where there are none.</param>
    /// <param name="caches">What they consist of so far, one per layer; null where the block is all of them.</param>
    /// <returns>Shape [B, n, R, D].</returns>
    public Tensor Answer(AnswerBlock block, PromptCache? prompts, IReadOnlyList<AnswerCache>? caches)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor stream = Embed(block.Tokens);
        bool seen = prompts is { Length: > 0 };
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            (Tensor, Tensor, Tensor?)? shared = seen ? (prompts!.Keys[layer], prompts.Values[layer], prompts.Mask) : null;
            stream = _body.Layers[layer].Answer(stream, block, shared, caches?[layer]);
        }

        return _body.Norm.forward(stream).MoveToOuterDisposeScope();
    }

    /// <summary>Whether it learns from packed rows: wherever its numbers are of a type, and lie on a device, that attention is written out for.</summary>
    public bool TakesRows => !AlwaysPads && FusedOperation.Serves(Embedding);

    /// <summary>Whether it learns from padded batches even where it need not: to compare the two.</summary>
    public bool AlwaysPads { get; set; }

    /// <summary>The normalised stream of answers' rows, every prompt and every beginning of answers computed once.</summary>
    /// <param name="rows">Prompts and answers.</param>
    /// <returns>Shape [N − P, D].</returns>
    public Tensor Learn(PackedRows rows)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor cosine, Tensor sine) = _rotary.Whole(rows.Longest, Embedding);
        Tensor stream = Embed(tensor(rows.Tokens.ToArray())); // [N, D]
        foreach (DecoderLayer layer in _body.Layers)
        {
            bool isLast = layer == _body.Layers[^1];
            stream = Kept(layer, (ins, _) => [layer.Learn(ins[0], rows, cosine, sine, isLast)], [stream], [])[0];
        }

        return _body.Norm.forward(stream).MoveToOuterDisposeScope();
    }

    /// <summary>The normalised stream of whole answers, prompts and answers padded to equal lengths.</summary>
    /// <param name="prompts">Token ids, int64, shape [B, T], padded on the right by any id.</param>
    /// <param name="lengths">Tokens of each prompt, shape [B]; each at most T.</param>
    /// <param name="block">The answers.</param>
    /// <returns>Shape [B, n, R, D].</returns>
    public Tensor Learn(Tensor prompts, IReadOnlyList<int> lengths, AnswerBlock block)
    {
        using DisposeScope scope = NewDisposeScope();
        long length = prompts.shape[1];
        Tensor answers = Embed(block.Tokens);
        Tensor? stream = length > 0 ? Embed(prompts) : null;
        (Tensor cosine, Tensor sine) = _rotary.First(length, Embedding);
        Tensor[] beside = [cosine.unsqueeze(1), sine.unsqueeze(1), block.Tokens, block.Cosine, block.Sine, block.Mask];
        if (!lengths.All(one => one == length))
            beside = [.. beside, Beyond(lengths, length, answers)];

        foreach (DecoderLayer layer in _body.Layers)
        {
            bool isLast = layer == _body.Layers[^1];
            Tensor[] Both(Tensor[] ins, Tensor[] seen)
            {
                (Tensor? prompted, Tensor answered) = layer.Learn(
                    ins.Length > 1 ? ins[1] : null, ins[0], (seen[0], seen[1]), seen.Length > 6 ? seen[6] : null,
                    new AnswerBlock(seen[2], seen[3], seen[4], seen[5]), isLast);
                return prompted is null ? [answered] : [answered, prompted];
            }

            Tensor[] outs = Kept(layer, Both, stream is null ? [answers] : [answers, stream], beside);
            (answers, stream) = (outs[0], outs.Length > 1 ? outs[1] : null);
        }

        return _body.Norm.forward(answers).MoveToOuterDisposeScope();
    }

    /// <summary>Logits over the whole vocabulary.</summary>
    /// <param name="stream">The normalised stream, shape [..., D].</param>
    /// <returns>Shape [..., V].</returns>
    public Tensor Logits(Tensor stream) => nn.functional.linear(stream, Head);

    /// <summary>Logits of some tokens, in single precision at least.</summary>
    /// <param name="stream">The normalised stream, shape [L, D].</param>
    /// <param name="ids">Token ids, each once, int64, shape [U].</param>
    /// <returns>Shape [L, U].</returns>
    public Tensor Logits(Tensor stream, Tensor ids)
    {
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = stream.dtype is ScalarType.BFloat16 ? ScalarType.Float32 : stream.dtype;
        return nn.functional.linear(stream.to(type), Head.index_select(0, ids).to(type)).MoveToOuterDisposeScope();
    }

    /// <summary>Puts adapters that change nothing yet onto it, and freezes its weights.</summary>
    /// <exception cref="InvalidOperationException">It has some.</exception>
    public AdapterSet Adapt(LoraConfig config) => Adapters = Adapters is null
        ? new AdapterSet(this, config)
        : throw new InvalidOperationException("The decoder has adapters. Merge them first.");

    /// <summary>Makes the adapters part of the weights.</summary>
    public void Merge()
    {
        Adapters?.Merge(this);
        Adapters = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Adapters?.Dispose();
            _rotary.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor[] Kept(DecoderLayer layer, Func<Tensor[], Tensor[], Tensor[]> compute, Tensor[] inputs, Tensor[] beside) =>
        Recomputes ? Recomputed.Of(compute, inputs, beside, AdapterSet.TrainedIn(layer)) : compute(inputs, beside);

    /// <summary>Rows of an embedding.</summary>
    /// <param name="embedding">Shape [V, D].</param>
    /// <param name="tokens">Token ids, int64, shape [M].</param>
    /// <returns>Shape [M, D].</returns>
    /// <remarks>
    /// On a GPU the slopes of index_select are added up in whichever order they come; those of an index are sorted first, so that sums repeat.
    /// On the processor both do, and index_select is faster.
    /// </remarks>
    public static Tensor RowsOf(Tensor embedding, Tensor tokens) =>
        embedding.device_type is DeviceType.CPU ? embedding.index_select(0, tokens) : embedding.index(TensorIndex.Tensor(tokens));

    private Tensor Embed(Tensor tokens) => RowsOf(Embedding, tokens.reshape(-1)).reshape([.. tokens.shape, Config.HiddenSize]);

    private static Tensor Beyond(IReadOnlyList<int> lengths, long length, Tensor like)
    {
        float[] mask = new float[lengths.Count * length];
        for (int row = 0; row < lengths.Count; row++)
            mask.AsSpan((int)((row * length) + lengths[row]), (int)(length - lengths[row])).Fill(float.NegativeInfinity);

        return tensor(mask, [lengths.Count, 1, 1, length]).to(like.dtype).to(like.device);
    }

    /// <summary>Everything but the head, under the name that checkpoints give it.</summary>
    private sealed class Body : nn.Module
    {
        public Body(DecoderConfig config, Placement place)
            : base(nameof(Body))
        {
            Embedding = new Projection(config.HiddenSize, config.VocabularySize, biased: false, place);
            Layers = new ModuleList<DecoderLayer>([.. Enumerable.Range(0, config.Layers).Select(_ => new DecoderLayer(config, place))]);
            Norm = new RmsNorm(config.HiddenSize, config.NormEpsilon, place);
            register_module("embed_tokens", Embedding);
            register_module("layers", Layers);
            register_module("norm", Norm);
        }

        public Projection Embedding { get; }

        public ModuleList<DecoderLayer> Layers { get; }

        public RmsNorm Norm { get; }
    }
}

using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Grouped-query attention over a shared prompt and an answer of one's own.</summary>
/// <remarks>
/// Vaswani et al. (arXiv 1706.03762) Eq. 1: softmax(q·kᵀ/√d)·v; several query heads share a key head (Ainslie et al., arXiv 2305.13245).
/// Letters besides the usual: K key heads, Q queries per key head (H = K·Q), d width of a head, R tokens of an answer's block.
/// </remarks>
internal sealed class Attention : nn.Module
{
    private readonly DecoderConfig _config;
    private readonly Projection _query;
    private readonly Projection _key;
    private readonly Projection _value;
    private readonly Projection _output;
    private readonly RmsNorm? _queryNorm;
    private readonly RmsNorm? _keyNorm;

    public Attention(DecoderConfig config, Placement place)
        : base(nameof(Attention))
    {
        _config = config;
        int queryWidth = config.Heads * config.HeadSize;
        int keyWidth = config.KeyValueHeads * config.HeadSize;
        _query = new Projection(config.HiddenSize, queryWidth, config.QueryBias, place);
        _key = new Projection(config.HiddenSize, keyWidth, config.QueryBias, place);
        _value = new Projection(config.HiddenSize, keyWidth, config.QueryBias, place);
        _output = new Projection(queryWidth, config.HiddenSize, config.OutputBias, place);
        register_module("q_proj", _query);
        register_module("k_proj", _key);
        register_module("v_proj", _value);
        register_module("o_proj", _output);
        if (config.NormalisesHeads)
        {
            _queryNorm = new RmsNorm(config.HeadSize, config.NormEpsilon, place);
            _keyNorm = new RmsNorm(config.HeadSize, config.NormEpsilon, place);
            register_module("q_norm", _queryNorm);
            register_module("k_norm", _keyNorm);
        }
    }

    /// <summary>Keys and values of prompts.</summary>
    /// <param name="input">Shape [B, T, D].</param>
    /// <param name="cosine">Shape [T, 1, d].</param>
    /// <param name="sine">Shape [T, 1, d].</param>
    /// <returns>Shape [B, K, T, d] each.</returns>
    public (Tensor Keys, Tensor Values) Remember(Tensor input, Tensor cosine, Tensor sine)
    {
        Tensor keys = RotaryTable.Turn(Keys(input), cosine, sine);
        Tensor values = Heads(_value.forward(input), _config.KeyValueHeads);
        return (keys.transpose(1, 2), values.transpose(1, 2));
    }

    /// <summary>Prompts attend to themselves, each token to those up to it.</summary>
    /// <param name="input">Shape [B, T, D].</param>
    /// <param name="keys">Shape [B, K, T, d].</param>
    /// <param name="values">Shape [B, K, T, d].</param>
    /// <param name="cosine">Shape [T, 1, d].</param>
    /// <param name="sine">Shape [T, 1, d].</param>
    /// <returns>Shape [B, T, D].</returns>
    public Tensor Read(Tensor input, Tensor keys, Tensor values, Tensor cosine, Tensor sine)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor queries = RotaryTable.Turn(Queries(input), cosine, sine).transpose(1, 2); // [B, H, T, d]
        Tensor mixed = nn.functional.scaled_dot_product_attention(queries, ForEveryHead(keys), ForEveryHead(values), is_casual: true);
        return _output.forward(mixed.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope(); // [B, T, D]
    }

    /// <summary>Answers attend to their prompt and to themselves.</summary>
    /// <param name="input">Shape [B, n, R, D].</param>
    /// <param name="block">Positions and masks.</param>
    /// <param name="prompts">Keys, values [B, K, T, d] and mask [B, 1, 1, T] of the prompts; null where there is none.</param>
    /// <param name="cache">What the answers consist of so far; null where this block is all of them.</param>
    /// <returns>Shape [B, n, R, D].</returns>
    public Tensor Answer(Tensor input, AnswerBlock block, (Tensor Keys, Tensor Values, Tensor? Mask)? prompts, AnswerCache? cache)
    {
        using DisposeScope scope = NewDisposeScope();
        (long batch, long answers, long tokens) = (input.shape[0], input.shape[1], input.shape[2]);
        (long keyHeads, long perKey, long width) = (_config.KeyValueHeads, _config.QueriesPerKey, _config.HeadSize);

        Tensor queries = RotaryTable.Turn(Queries(input), block.Cosine, block.Sine) * (1 / Math.Sqrt(width));
        queries = queries.reshape(batch, answers, tokens, keyHeads, perKey, width).permute(0, 3, 1, 4, 2, 5).contiguous(); // [B, K, n, Q, R, d]
        Tensor keys = RotaryTable.Turn(Keys(input), block.Cosine, block.Sine).permute(0, 3, 1, 2, 4); // [B, K, n, R, d]
        Tensor values = Heads(_value.forward(input), keyHeads).permute(0, 3, 1, 2, 4);
        if (cache is not null)
            (keys, values) = cache.Append(keys, values); // [B, K, n, R', d]

        // The n answers to a prompt are further queries to its keys: nothing of the prompt is copied.
        Tensor own = queries.reshape(batch, keyHeads, answers, perKey * tokens, width).matmul(keys.transpose(-2, -1)); // [B, K, n, QR, R']
        long length = keys.shape[3];
        own = own.reshape(batch, keyHeads, answers, perKey, tokens, length) + block.Mask; // [B, K, n, Q, R, R']

        Tensor mixed;
        if (prompts is { } shared)
        {
            long shareds = shared.Keys.shape[2];
            Tensor onPrompt = queries.reshape(batch, keyHeads, answers * perKey * tokens, width).matmul(shared.Keys.transpose(-2, -1)); // [B, K, nQR, T]
            if (shared.Mask is not null)
                onPrompt = onPrompt + shared.Mask;

            Tensor weights = Weights(cat([onPrompt.reshape(batch, keyHeads, answers, perKey, tokens, shareds), own], -1)); // [B, K, n, Q, R, T + R']
            Tensor fromPrompt = weights.narrow(-1, 0, shareds).reshape(batch, keyHeads, answers * perKey * tokens, shareds).matmul(shared.Values);
            Tensor fromOwn = weights.narrow(-1, shareds, length).reshape(batch, keyHeads, answers, perKey * tokens, length).matmul(values);
            mixed = fromPrompt.reshape(queries.shape) + fromOwn.reshape(queries.shape); // [B, K, n, Q, R, d]
        }
        else
        {
            mixed = Weights(own).reshape(batch, keyHeads, answers, perKey * tokens, length).matmul(values).reshape(queries.shape);
        }

        return _output.forward(mixed.permute(0, 2, 4, 1, 3, 5).reshape(batch, answers, tokens, _config.Heads * width)).MoveToOuterDisposeScope(); // [B, n, R, D]
    }

    /// <summary>Packed rows attend to those that they see.</summary>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="rows">Who sees whom.</param>
    /// <param name="cosine">By position, shape [positions, d].</param>
    /// <param name="sine">By position, shape [positions, d].</param>
    /// <param name="answersOnly">Whether what comes out at prompts is not wanted.</param>
    /// <returns>Shape [N, D]; [N − P, D] where it is of answers alone.</returns>
    public Tensor Learn(Tensor input, PackedRows rows, Tensor cosine, Tensor sine, bool answersOnly)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor asking = answersOnly ? input.narrow(0, rows.PromptRows, rows.Count - rows.PromptRows) : input;
        var shape = new AttentionShape(_config.Heads, _config.KeyValueHeads, _config.HeadSize);
        Tensor mixed = FusedAttention.Of(
            Queries(asking).flatten(1), Keys(input).flatten(1), _value.forward(input), rows, shape, cosine, sine); // [N, H·d]
        return _output.forward(mixed).MoveToOuterDisposeScope();
    }

    private Tensor Queries(Tensor input) => Normal(_queryNorm, Heads(_query.forward(input), _config.Heads));

    private Tensor Keys(Tensor input) => Normal(_keyNorm, Heads(_key.forward(input), _config.KeyValueHeads));

    /// <summary>Softmax, in single precision at least.</summary>
    private static Tensor Weights(Tensor scores) =>
        scores.dtype is ScalarType.BFloat16 ? scores.to(ScalarType.Float32).softmax(-1).to(ScalarType.BFloat16) : scores.softmax(-1);

    private static Tensor Normal(RmsNorm? norm, Tensor heads) => norm is null ? heads : norm.forward(heads);

    /// <summary>[..., heads · d] as [..., heads, d].</summary>
    private Tensor Heads(Tensor flat, long heads) => flat.reshape([.. flat.shape[..^1], heads, _config.HeadSize]);

    /// <summary>[B, K, T, d] as [B, H, T, d], each key head as often as it has query heads.</summary>
    private Tensor ForEveryHead(Tensor heads)
    {
        if (_config.QueriesPerKey == 1)
            return heads;

        (long batch, long tokens, long width) = (heads.shape[0], heads.shape[2], heads.shape[3]);
        return heads.unsqueeze(2).expand(batch, _config.KeyValueHeads, _config.QueriesPerKey, tokens, width).reshape(batch, _config.Heads, tokens, width);
    }
}

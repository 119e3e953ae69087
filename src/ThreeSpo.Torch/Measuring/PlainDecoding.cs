using ThreeSpo.Torch.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Decoding as one would write it in TorchSharp first: every answer with a prompt of its own, keys and values in room for the longest answer.</summary>
/// <remarks>The baseline that engines are measured against. Letters: B answers, T tokens read at once, H heads, K key heads, d width of a head.</remarks>
internal sealed class PlainDecoding(Decoder model, int room) : IDecoding
{
    private readonly Dictionary<string, Parameter> _weights = model.named_parameters().ToDictionary(one => one.name, one => one.parameter);
    private readonly DecoderConfig _config = model.Config;
    private readonly RotaryTable _rotary = new(model.Config.HeadSize, model.Config.RopeTheta, model.Config.Scaling);
    private readonly List<(Tensor Keys, Tensor Values)> _caches = [];
    private readonly List<Tensor> _written = []; // [B, 1] each
    private int _length;

    /// <summary>Whether the likeliest token is always written, instead of one that is drawn.</summary>
    public bool IsGreedy { get; init; }

    public int Length => _length;

    public void Begin(int[][] prompts, int answers)
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        FreeCaches();
        int[][] rows = [.. prompts.SelectMany(prompt => Enumerable.Repeat(prompt, answers))];
        _length = 0;
        long[] shape = [rows.Length, _config.KeyValueHeads, rows[0].Length + room, _config.HeadSize];
        for (int layer = 0; layer < _config.Layers; layer++)
            _caches.Add((empty(shape, Embedding.dtype, model.Device).DetachFromDisposeScope(), empty(shape, Embedding.dtype, model.Device).DetachFromDisposeScope()));

        Read(tensor(rows.SelectMany(row => row.Select(token => (long)token)).ToArray(), [rows.Length, rows[0].Length], device: model.Device));
    }

    public void Step()
    {
        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        Read(_written[^1]);
    }

    /// <summary>Answers end on the device; nothing of them is taken to the processor while they are written.</summary>
    public void Finish() => _written[^1].cpu().Dispose();

    public int[][] Answers()
    {
        using var scope = NewDisposeScope();
        Tensor all = cat([.. _written], 1).cpu(); // [B, R]
        int length = _written.Count;
        return [.. all.data<long>().ToArray().Chunk(length).Select(row => row.Select(id => (int)id).ToArray())];
    }

    public void Dispose()
    {
        FreeCaches();
        _rotary.Dispose();
    }

    private Parameter Embedding => _weights["model.embed_tokens.weight"];

    /// <summary>Reads tokens [B, T] and draws the next one of each row.</summary>
    private void Read(Tensor tokens)
    {
        Tensor stream = Embedding.index_select(0, tokens.reshape(-1)).reshape(tokens.shape[0], tokens.shape[1], _config.HiddenSize); // [B, T, D]
        (Tensor cosine, Tensor sine) = _rotary.First(_length + tokens.shape[1], stream);
        cosine = cosine.narrow(0, _length, tokens.shape[1]).unsqueeze(1); // [T, 1, d]
        sine = sine.narrow(0, _length, tokens.shape[1]).unsqueeze(1);
        for (int layer = 0; layer < _config.Layers; layer++)
            stream = Layer(stream, layer, cosine, sine).DetachFromDisposeScope();

        _length += (int)tokens.shape[1];
        Tensor last = Norm(stream.select(1, -1), "model.norm"); // [B, D]
        stream.Dispose();
        Tensor logits = nn.functional.linear(last, _config.TiedHead ? Embedding : _weights["lm_head.weight"]).to(ScalarType.Float32); // [B, V]

        // A draw as argmax p/e of exponential e: far cheaper than multinomial.
        Tensor scores = IsGreedy ? logits : logits.softmax(-1) / empty_like(logits).exponential_(1);
        _written.Add(scores.argmax(-1, keepdim: true).DetachFromDisposeScope());
    }

    private Tensor Layer(Tensor stream, int layer, Tensor cosine, Tensor sine)
    {
        using DisposeScope scope = NewDisposeScope();
        string name = $"model.layers.{layer}";
        Tensor normal = Norm(stream, $"{name}.input_layernorm");
        Tensor queries = RotaryTable.Turn(Heads(normal, $"{name}.self_attn.q", _config.Heads), cosine, sine).transpose(1, 2); // [B, H, T, d]
        Tensor keys = RotaryTable.Turn(Heads(normal, $"{name}.self_attn.k", _config.KeyValueHeads), cosine, sine).transpose(1, 2);
        Tensor values = Heads(normal, $"{name}.self_attn.v", _config.KeyValueHeads).transpose(1, 2);
        long read = stream.shape[1];
        _caches[layer].Keys.narrow(2, _length, read).copy_(keys);
        _caches[layer].Values.narrow(2, _length, read).copy_(values);
        Tensor allKeys = ForEveryHead(_caches[layer].Keys.narrow(2, 0, _length + read));
        Tensor allValues = ForEveryHead(_caches[layer].Values.narrow(2, 0, _length + read));
        Tensor mixed = nn.functional.scaled_dot_product_attention(queries, allKeys, allValues, is_casual: read > 1).transpose(1, 2).flatten(2); // [B, T, H·d]
        Tensor middle = stream + Linear(mixed, $"{name}.self_attn.o_proj");
        Tensor between = Norm(middle, $"{name}.post_attention_layernorm");
        Tensor wide = nn.functional.silu(Linear(between, $"{name}.mlp.gate_proj")) * Linear(between, $"{name}.mlp.up_proj");
        return (middle + Linear(wide, $"{name}.mlp.down_proj")).MoveToOuterDisposeScope();
    }

    private Tensor Heads(Tensor input, string name, long heads)
    {
        Tensor split = Linear(input, $"{name}_proj").reshape(input.shape[0], input.shape[1], heads, _config.HeadSize);
        return _weights.ContainsKey($"{name}_norm.weight") ? Norm(split, $"{name}_norm") : split;
    }

    private Tensor ForEveryHead(Tensor heads) => heads.repeat_interleave(_config.QueriesPerKey, 1);

    private Tensor Norm(Tensor input, string name) =>
        input * input.square().mean([-1], keepdim: true).add(_config.NormEpsilon).rsqrt() * _weights[$"{name}.weight"];

    private Tensor Linear(Tensor input, string name) => nn.functional.linear(input, _weights[$"{name}.weight"], _weights.GetValueOrDefault($"{name}.bias"));

    private void FreeCaches()
    {
        foreach ((Tensor keys, Tensor values) in _caches)
        {
            keys.Dispose();
            values.Dispose();
        }

        _written.ForEach(tokens => tokens.Dispose());
        _caches.Clear();
        _written.Clear();
    }
}

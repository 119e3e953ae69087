using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>A decoder of the three families in plain loops over doubles, straight from the equations: what the fast one is compared with.</summary>
/// <param name="config">Its sizes; only what config.json writes is looked at.</param>
/// <param name="weights">Numbers of each tensor by the name that checkpoints give it, row by row.</param>
internal sealed class ReferenceDecoder(DecoderConfig config, IReadOnlyDictionary<string, double[]> weights)
{
    private readonly int _headSize = config.OwnHeadSize > 0 ? config.OwnHeadSize : config.HiddenSize / config.Heads;
    private readonly HashSet<string> _used = [];

    /// <summary>Tensors that no equation asked for.</summary>
    public IEnumerable<string> Unused => weights.Keys.Except(_used);

    /// <summary>Logits of every token of a sequence.</summary>
    /// <returns>Shape [T][V].</returns>
    public double[][] Logits(int[] ids)
    {
        double[] embedding = Weight("model.embed_tokens.weight");
        double[][] stream = [.. ids.Select(id => embedding.AsSpan(id * config.HiddenSize, config.HiddenSize).ToArray())];
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string at = $"model.layers.{layer}";
            double[][] normal = [.. stream.Select(x => Norm(x, $"{at}.input_layernorm"))];
            double[][] attended = Attention(normal, $"{at}.self_attn");
            stream = [.. stream.Select((x, t) => Sum(x, attended[t]))];
            stream = [.. stream.Select(x => Sum(x, FeedForward(Norm(x, $"{at}.post_attention_layernorm"), $"{at}.mlp")))];
        }

        string head = config.TiedHead ? "model.embed_tokens" : "lm_head";
        return [.. stream.Select(x => Map(Norm(x, "model.norm"), head, biased: false))];
    }

    /// <summary>softmax(q·kᵀ/√d)·v over the tokens so far, for each head; a key head serves several query heads.</summary>
    private double[][] Attention(double[][] inputs, string at)
    {
        bool isBiased = config.Family is DecoderFamily.Qwen2 || config.AttentionBias;
        double[][] queries = [.. inputs.Select((x, t) => Placed(Map(x, $"{at}.q_proj", isBiased), $"{at}.q_norm", t))];
        double[][] keys = [.. inputs.Select((x, t) => Placed(Map(x, $"{at}.k_proj", isBiased), $"{at}.k_norm", t))];
        double[][] values = [.. inputs.Select(x => Map(x, $"{at}.v_proj", isBiased))];
        double[][] outputs = new double[inputs.Length][];
        for (int t = 0; t < inputs.Length; t++)
        {
            double[] mixed = new double[config.Heads * _headSize];
            for (int head = 0; head < config.Heads; head++)
            {
                int query = head * _headSize;
                int key = head / (config.Heads / config.KeyValueHeads) * _headSize;
                double[] weight = new double[t + 1];
                for (int s = 0; s <= t; s++)
                {
                    for (int i = 0; i < _headSize; i++)
                        weight[s] += queries[t][query + i] * keys[s][key + i] / Math.Sqrt(_headSize);
                }

                double most = weight.Max();
                double sum = weight.Sum(one => Math.Exp(one - most));
                for (int s = 0; s <= t; s++)
                {
                    for (int i = 0; i < _headSize; i++)
                        mixed[query + i] += Math.Exp(weight[s] - most) / sum * values[s][key + i];
                }
            }

            outputs[t] = Map(mixed, $"{at}.o_proj", config.Family is not DecoderFamily.Qwen2 && config.AttentionBias);
        }

        return outputs;
    }

    /// <summary>Heads normalised where the family does so, then turned by their position.</summary>
    private double[] Placed(double[] heads, string norm, int position)
    {
        double[] placed = [.. heads.Chunk(_headSize).SelectMany(head => config.Family is DecoderFamily.Qwen3 ? Norm(head, norm) : head)];
        int half = _headSize / 2;
        for (int at = 0; at < placed.Length; at += _headSize)
        {
            for (int i = 0; i < half; i++)
            {
                double angle = position * Frequency(i);
                (double x, double y) = (placed[at + i], placed[at + half + i]);
                placed[at + i] = (x * Math.Cos(angle)) - (y * Math.Sin(angle));
                placed[at + half + i] = (y * Math.Cos(angle)) + (x * Math.Sin(angle));
            }
        }

        return placed;
    }

    /// <summary>Radians per position of a pair; the three bands of Llama 3.1 one by one.</summary>
    private double Frequency(int pair)
    {
        double frequency = Math.Pow(config.RopeTheta, -2.0 * pair / _headSize);
        if (config.Scaling is not { } it)
            return frequency;

        double wavelength = 2 * Math.PI / frequency;
        if (wavelength < it.OriginalPositions / it.HighFactor)
            return frequency;
        if (wavelength > it.OriginalPositions / it.LowFactor)
            return frequency / it.Factor;

        double smooth = ((it.OriginalPositions / wavelength) - it.LowFactor) / (it.HighFactor - it.LowFactor);
        return ((1 - smooth) * frequency / it.Factor) + (smooth * frequency);
    }

    private double[] FeedForward(double[] x, string at)
    {
        bool isBiased = config.Family is DecoderFamily.Llama && config.FeedForwardBias;
        double[] gate = Map(x, $"{at}.gate_proj", isBiased);
        double[] up = Map(x, $"{at}.up_proj", isBiased);
        return Map([.. gate.Select((g, i) => g / (1 + Math.Exp(-g)) * up[i])], $"{at}.down_proj", isBiased);
    }

    private double[] Norm(double[] x, string name)
    {
        double[] weight = Weight($"{name}.weight");
        double scale = Math.Sqrt((x.Sum(one => one * one) / x.Length) + config.NormEpsilon);
        return [.. x.Select((one, i) => one / scale * weight[i])];
    }

    private double[] Map(double[] x, string name, bool biased)
    {
        double[] weight = Weight($"{name}.weight");
        double[] y = biased ? [.. Weight($"{name}.bias")] : new double[weight.Length / x.Length];
        for (int row = 0; row < y.Length; row++)
        {
            for (int i = 0; i < x.Length; i++)
                y[row] += weight[(row * x.Length) + i] * x[i];
        }

        return y;
    }

    private double[] Weight(string name)
    {
        _used.Add(name);
        return weights[name];
    }

    private static double[] Sum(double[] x, double[] y) => [.. x.Select((one, i) => one + y[i])];
}

using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>A decoder's shape as Hugging Face's config.json.</summary>
internal static class DecoderConfigFile
{
    private const int MostBytes = 1 << 20;
    private const int MostDepth = 16;
    private const string Known = "Give a dense model of the Qwen2, Qwen2.5, Qwen3 or Llama family.";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static DecoderConfig Load(string path) => Read(ReadText(path), path);

    /// <summary>The text of a config.json.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is larger than any, or cannot be read.</exception>
    public static string ReadText(string path) => File.Exists(path)
        ? OutsideFile.ReadText(path, MostBytes, "config.json")
        : throw new FileNotFoundException($"No config.json at '{path}'. {Known}");

    public static DecoderConfig Read(string json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            return Checked(From(new ConfigFields(document.RootElement, name)), name);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}({fault.LineNumber + 1}): not JSON. Download the model's config.json again.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw NoUnicode(name);
        }
    }

    public static string Text(DecoderConfig config, string type) => JsonSerializer.Serialize(Fields(config, type), Indented) + "\n";

    /// <summary>The text of another config.json with what this model differs in; all else, known here or not, stays as it is there.</summary>
    /// <param name="config">The model.</param>
    /// <param name="type">The type of the numbers in the weights beside it.</param>
    /// <param name="source">The config.json that came with the model.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">The source cannot be read.</exception>
    public static string Text(DecoderConfig config, string type, string source, string name)
    {
        Dictionary<string, object?> were = Fields(Read(source, name), type);
        Dictionary<string, object?> are = Fields(config, type);
        string[] changed = [.. were.Keys.Union(are.Keys).Where(key => Json(were.GetValueOrDefault(key)) != Json(are.GetValueOrDefault(key)))];
        try
        {
            using JsonDocument document = JsonDocument.Parse(source, new JsonDocumentOptions { MaxDepth = MostDepth });
            Dictionary<string, object?> fields = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                fields[property.Name] = property.Value;

            // Where both are written, readers look at this one first.
            if (changed.Any(key => key.StartsWith("rope_", StringComparison.Ordinal)))
                fields.Remove("rope_parameters");
            foreach (string key in changed)
            {
                if (are.TryGetValue(key, out object? value))
                    fields[key] = value;
                else
                    fields.Remove(key);
            }

            // Later versions of Hugging Face's library call it dtype.
            fields[fields.ContainsKey("dtype") ? "dtype" : "torch_dtype"] = type;
            return JsonSerializer.Serialize(fields, Indented) + "\n";
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw NoUnicode(name);
        }

        static string Json(object? value) => JsonSerializer.Serialize(value);
    }

    private static Dictionary<string, object?> Fields(DecoderConfig config, string type)
    {
        string architecture = config.Family switch { DecoderFamily.Qwen2 => "Qwen2", DecoderFamily.Qwen3 => "Qwen3", _ => "Llama" };
        Dictionary<string, object?> fields = new()
        {
            ["architectures"] = new[] { $"{architecture}ForCausalLM" },
            ["model_type"] = architecture.ToLowerInvariant(),
            ["vocab_size"] = config.VocabularySize,
            ["hidden_size"] = config.HiddenSize,
            ["intermediate_size"] = config.IntermediateSize,
            ["num_hidden_layers"] = config.Layers,
            ["num_attention_heads"] = config.Heads,
            ["num_key_value_heads"] = config.KeyValueHeads,
            ["hidden_act"] = "silu",
            ["rms_norm_eps"] = config.NormEpsilon,
            ["rope_theta"] = config.RopeTheta,
            ["tie_word_embeddings"] = config.TiedHead,
            ["max_position_embeddings"] = config.MaxPositions,
            ["eos_token_id"] = config.EndTokens,
            ["torch_dtype"] = type,
        };
        if (config.Family is DecoderFamily.Qwen2 or DecoderFamily.Qwen3)
            fields["use_sliding_window"] = false;
        if (config.OwnHeadSize > 0)
            fields["head_dim"] = config.OwnHeadSize;
        if (config.Family is DecoderFamily.Qwen3 or DecoderFamily.Llama)
            fields["attention_bias"] = config.AttentionBias;
        if (config.Family is DecoderFamily.Llama)
            fields["mlp_bias"] = config.FeedForwardBias;
        if (config.Scaling is { } scaling)
        {
            fields["rope_scaling"] = new
            {
                rope_type = "llama3",
                factor = scaling.Factor,
                low_freq_factor = scaling.LowFactor,
                high_freq_factor = scaling.HighFactor,
                original_max_position_embeddings = scaling.OriginalPositions,
            };
        }

        return fields;
    }

    private static InvalidDataException NoUnicode(string name) => new($"{name}: a text in it is no Unicode. Download the model's config.json again.");

    private static DecoderConfig From(ConfigFields it)
    {
        DecoderFamily family = it.Text("model_type") switch
        {
            "qwen2" => DecoderFamily.Qwen2,
            "qwen3" => DecoderFamily.Qwen3,
            "llama" => DecoderFamily.Llama,
            _ => throw it.Wrong("model_type", "\"qwen2\", \"qwen3\" or \"llama\"", Known),
        };
        if (it.Has("hidden_act") && it.Text("hidden_act") is not "silu")
            throw it.Wrong("hidden_act", "\"silu\"", Known);
        if (it.Flag("use_sliding_window", false))
            throw it.Wrong("use_sliding_window", "false", "Sliding windows are not supported; set it to false where prompts are shorter than the window.");
        if (it.Has("quantization_config"))
            throw it.Wrong("quantization_config", "null", "Quantised weights are not supported; give the model's original weights.");

        // Later versions of Hugging Face's library put the base of the wavelengths, and how positions are stretched, into one object.
        ConfigFields? parameters = it.Within("rope_parameters");
        ConfigFields rope = parameters ?? it;
        int heads = it.Whole("num_attention_heads", 1, 4096);
        int width = it.Whole("hidden_size", 1, 1 << 17);
        int own = it.Whole("head_dim", 1, 1 << 16, family is DecoderFamily.Qwen3 ? 128 : 0);
        return new DecoderConfig
        {
            Family = family,
            VocabularySize = it.Whole("vocab_size", 1, 1 << 22),
            HiddenSize = width,
            IntermediateSize = it.Whole("intermediate_size", 1, 1 << 20),
            Layers = it.Whole("num_hidden_layers", 1, 1024),
            Heads = heads,
            KeyValueHeads = it.Whole("num_key_value_heads", 1, 4096, heads),
            OwnHeadSize = (long)own * heads == width ? 0 : own,
            AttentionBias = family is not DecoderFamily.Qwen2 && it.Flag("attention_bias", false),
            FeedForwardBias = family is DecoderFamily.Llama && it.Flag("mlp_bias", false),
            NormEpsilon = it.Real("rms_norm_eps", 1e-6),
            RopeTheta = rope.Real("rope_theta", it.Real("rope_theta", 10_000)),
            Scaling = Scaling(parameters ?? it.Within("rope_scaling")),
            TiedHead = it.Flag("tie_word_embeddings", false),
            MaxPositions = it.Whole("max_position_embeddings", 1, 1 << 24, 32_768),
            EndTokens = it.Ids("eos_token_id"),
        };
    }

    private static RopeScaling? Scaling(ConfigFields? rope)
    {
        string? kind = rope?.Text("rope_type") ?? rope?.Text("type");
        if (rope is null || kind is "default" || (kind is null && !rope.Has("factor") && !rope.Has("rope_type") && !rope.Has("type")))
            return null;
        if (kind is not "llama3")
        {
            throw rope.Wrong(rope.Has("rope_type") ? "rope_type" : "type", "\"default\" or \"llama3\"",
                "Stretched positions are not supported except as in Llama 3.1; remove it where prompts fit max_position_embeddings.");
        }

        var scaling = new RopeScaling(
            rope.Real("factor", 0), rope.Real("low_freq_factor", 0), rope.Real("high_freq_factor", 0), rope.Whole("original_max_position_embeddings", 1, 1 << 24));
        return scaling.Factor >= 1 && scaling.HighFactor > scaling.LowFactor && scaling.LowFactor > 0 && double.IsFinite(scaling.Factor + scaling.HighFactor)
            ? scaling
            : throw rope.Wrong("factor", "at least 1, with high_freq_factor above low_freq_factor above 0", "Download the model's config.json again.");
    }

    private static DecoderConfig Checked(DecoderConfig it, string name)
    {
        if ((it.OwnHeadSize == 0 && it.HiddenSize % it.Heads != 0) || it.HeadSize % 2 != 0 || it.Heads % it.KeyValueHeads != 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: hidden_size {it.HiddenSize}, num_attention_heads {it.Heads} and num_key_value_heads {it.KeyValueHeads} do not fit: "
                + $"heads must divide the width into even parts, and key heads must divide the heads. Download config.json again."));
        }

        if (!(it.NormEpsilon > 0 && it.RopeTheta > 1 && double.IsFinite(it.NormEpsilon + it.RopeTheta)))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: rms_norm_eps is {it.NormEpsilon} and rope_theta {it.RopeTheta}, wanted numbers above 0 and above 1. Download config.json again."));
        }

        return it;
    }
}

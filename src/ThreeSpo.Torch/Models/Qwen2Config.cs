using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>The sizes of a Qwen2 decoder, as config.json names them.</summary>
public sealed record Qwen2Config
{
    private const int MostBytes = 1 << 20;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>V: entries of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>D: width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of the gated feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>H: query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; a divisor of <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>ε of the normalisation.</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>Base of the rotary embedding's wavelengths.</summary>
    public double RopeTheta { get; init; } = 1_000_000;

    /// <summary>Whether the output head is the embedding itself.</summary>
    public bool TiedHead { get; init; } = true;

    /// <summary>Most positions. Unit: tokens.</summary>
    public int MaxPositions { get; init; } = 32_768;

    /// <summary>Tokens that end an answer, as config.json names them; may be empty.</summary>
    public IReadOnlyList<int> EndTokens { get; init; } = [];

    /// <summary>Width of one head.</summary>
    public int HeadSize => HiddenSize / Heads;

    /// <summary>Query heads that share a key head.</summary>
    public int QueriesPerKey => Heads / KeyValueHeads;

    /// <summary>How many numbers the model consists of.</summary>
    public long Parameters
    {
        get
        {
            long keyWidth = (long)KeyValueHeads * HeadSize;
            long attention = (2L * HiddenSize * HiddenSize) + HiddenSize + (2 * ((HiddenSize * keyWidth) + keyWidth));
            long layer = attention + (3L * HiddenSize * IntermediateSize) + (2 * HiddenSize);
            return ((TiedHead ? 1L : 2L) * VocabularySize * HiddenSize) + (Layers * layer) + HiddenSize;
        }
    }

    /// <summary>Reads a config.json.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, misses a size, or describes another architecture.</exception>
    public static Qwen2Config Load(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"No config.json at '{path}'. Give a Hugging Face folder of the Qwen2 family.");

        return Read(OutsideFile.ReadText(path, MostBytes, "config.json"), path);
    }

    /// <summary>Reads the text of a config.json.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It is not JSON, misses a size, or describes another architecture.</exception>
    public static Qwen2Config Read(string json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return From(new Fields(document.RootElement, name)).Checked(name);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}({fault.LineNumber + 1}): not JSON. Download the model's config.json again.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new InvalidDataException($"{name}: a text in it is no Unicode. Download the model's config.json again.");
        }
    }

    /// <summary>The text of a config.json that Hugging Face's Qwen2 loads.</summary>
    public string ToJson()
    {
        var fields = new
        {
            architectures = new[] { "Qwen2ForCausalLM" },
            model_type = "qwen2",
            vocab_size = VocabularySize,
            hidden_size = HiddenSize,
            intermediate_size = IntermediateSize,
            num_hidden_layers = Layers,
            num_attention_heads = Heads,
            num_key_value_heads = KeyValueHeads,
            hidden_act = "silu",
            rms_norm_eps = NormEpsilon,
            rope_theta = RopeTheta,
            tie_word_embeddings = TiedHead,
            max_position_embeddings = MaxPositions,
            eos_token_id = EndTokens,
            use_sliding_window = false,
            torch_dtype = "float32",
        };
        return JsonSerializer.Serialize(fields, Indented) + "\n";
    }

    private static Qwen2Config From(Fields it)
    {
        if (it.Text("model_type") is not "qwen2")
            throw it.Wrong("model_type", "\"qwen2\"", "Give a model of the Qwen2 or Qwen2.5 family.");
        if (it.Has("hidden_act") && it.Text("hidden_act") is not "silu")
            throw it.Wrong("hidden_act", "\"silu\"", "Give a model of the Qwen2 or Qwen2.5 family.");
        if (it.Flag("use_sliding_window", false))
            throw it.Wrong("use_sliding_window", "false", "Sliding windows are not supported; set it to false where prompts are shorter than the window.");
        if (it.Has("rope_scaling"))
            throw it.Wrong("rope_scaling", "null", "Stretched positions are not supported; remove it where prompts fit max_position_embeddings.");

        // Later versions of Hugging Face's library put the base of the wavelengths, and whether positions are stretched, into an object.
        Fields rope = it.Within("rope_parameters") ?? it;
        if (rope != it && rope.Has("rope_type") && rope.Text("rope_type") is not "default")
            throw rope.Wrong("rope_type", "\"default\"", "Stretched positions are not supported; change it where prompts fit max_position_embeddings.");

        int heads = it.Whole("num_attention_heads", 1, 4096);
        return new Qwen2Config
        {
            VocabularySize = it.Whole("vocab_size", 1, 1 << 22),
            HiddenSize = it.Whole("hidden_size", 1, 1 << 17),
            IntermediateSize = it.Whole("intermediate_size", 1, 1 << 20),
            Layers = it.Whole("num_hidden_layers", 1, 1024),
            Heads = heads,
            KeyValueHeads = it.Whole("num_key_value_heads", 1, 4096, heads),
            NormEpsilon = it.Real("rms_norm_eps", 1e-6),
            RopeTheta = rope.Real("rope_theta", it.Real("rope_theta", 10_000)),
            TiedHead = it.Flag("tie_word_embeddings", false),
            MaxPositions = it.Whole("max_position_embeddings", 1, 1 << 24, 32_768),
            EndTokens = it.Ids("eos_token_id"),
        };
    }

    private Qwen2Config Checked(string name)
    {
        if (HiddenSize % Heads != 0 || HeadSize % 2 != 0 || Heads % KeyValueHeads != 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: hidden_size {HiddenSize}, num_attention_heads {Heads} and num_key_value_heads {KeyValueHeads} do not fit: "
                + $"heads must divide the width into even parts, and key heads must divide the heads. Download config.json again."));
        }

        if (!(NormEpsilon > 0 && RopeTheta > 1 && double.IsFinite(NormEpsilon + RopeTheta)))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: rms_norm_eps is {NormEpsilon} and rope_theta {RopeTheta}, wanted numbers above 0 and above 1. Download config.json again."));
        }

        return this;
    }

    /// <summary>Fields of a JSON object, checked one by one.</summary>
    private sealed class Fields
    {
        private const string Again = "Download the model's config.json again.";

        private readonly JsonElement _root;
        private readonly string _name;

        public Fields(JsonElement root, string name)
        {
            if (root.ValueKind is not JsonValueKind.Object)
                throw new InvalidDataException($"{name}: found {root.ValueKind}, wanted one object. {Again}");

            (_root, _name) = (root, name);
        }

        public string? Text(string key) =>
            _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

        /// <summary>Whether a field is there, and not null.</summary>
        public bool Has(string key) => _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is not JsonValueKind.Null;

        /// <summary>The fields of an object in a field; null where there is none.</summary>
        public Fields? Within(string key) => !Has(key) ? null
            : _root.GetProperty(key) is { ValueKind: JsonValueKind.Object } inner ? new Fields(inner, _name)
            : throw Wrong(key, "an object", Again);

        public bool Flag(string key, bool otherwise) => !Has(key) ? otherwise
            : _root.GetProperty(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean()
            : throw Wrong(key, "true or false", Again);

        public double Real(string key, double otherwise) => !Has(key) ? otherwise
            : _root.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble()
            : throw Wrong(key, "a number", Again);

        public int Whole(string key, int least, int most, int? otherwise = null)
        {
            if (!Has(key) && otherwise is { } fallback)
                return fallback;
            if (_root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most)
                return number;

            throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), Again);
        }

        /// <summary>One id, a list of ids, or none.</summary>
        public IReadOnlyList<int> Ids(string key)
        {
            if (!Has(key))
                return [];

            JsonElement value = _root.GetProperty(key);
            JsonElement[] items = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            return [.. items.Select(item => item.ValueKind is JsonValueKind.Number && item.TryGetInt32(out int id) && id >= 0
                ? id : throw Wrong(key, "a token id or a list of them", Again))];
        }

        public InvalidDataException Wrong(string key, string wanted, string mend)
        {
            string found = _root.TryGetProperty(key, out JsonElement value) ? value.GetRawText() : "nothing";
            return new InvalidDataException($"{_name}: '{key}' is {Printable.Line(found)}, wanted {wanted}. {mend}");
        }
    }
}

using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>PEFT's adapter_config.json.</summary>
internal static class AdapterConfigFile
{
    private const int MostBytes = 1 << 20;
    private const int MostRank = 65_536;
    private const string AllLinear = "all-linear";
    private const string Plain = "Only plain LoRA of a language model's linear maps is supported; train the adapter without it.";

    /// <summary>What changes how an adapter is computed, and is not known here.</summary>
    private static readonly string[] Unknown =
    [
        "use_dora", "modules_to_save", "fan_in_fan_out", "lora_bias", "layers_to_transform", "layers_pattern", "exclude_modules", "layer_replication",
        "trainable_token_indices", "target_parameters", "alora_invocation_tokens", "arrow_config", "use_qalora", "megatron_config",
    ];

    /// <summary>Ways to begin an adapter that also change the weights below it.</summary>
    private static readonly string[] Altering = ["pissa", "olora", "corda", "loftq", "lora_ga"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or asks for what is not known here.</exception>
    public static LoraConfig Load(string path) => Read(OutsideFile.ReadText(path, MostBytes, "adapter_config.json"), path);

    /// <summary>Reads the text of one.</summary>
    public static LoraConfig Read(string json, string name)
    {
        const string Again = "Download the adapter's adapter_config.json again.";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return From(new ConfigFields(document.RootElement, name, Again));
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}({fault.LineNumber + 1}): not JSON. {Again}");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new InvalidDataException($"{name}: a text in it is no Unicode. {Again}");
        }
    }

    /// <summary>The text of one that PEFT loads.</summary>
    public static string Text(LoraConfig config) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["peft_type"] = "LORA",
            ["task_type"] = "CAUSAL_LM",
            ["base_model_name_or_path"] = config.Base,
            ["r"] = config.Rank,
            ["lora_alpha"] = config.Alpha,
            ["lora_dropout"] = config.Dropout,
            ["target_modules"] = config.Targets.Count == 0 ? AllLinear : config.Targets,
            ["rank_pattern"] = new Dictionary<string, int>(config.RankPattern),
            ["alpha_pattern"] = new Dictionary<string, double>(config.AlphaPattern),
            ["use_rslora"] = config.RankStabilised,
            ["use_dora"] = false,
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["modules_to_save"] = null,
            ["layers_to_transform"] = null,
            ["layers_pattern"] = null,
            ["auto_mapping"] = null,
            ["revision"] = null,
            ["init_lora_weights"] = true,
            ["inference_mode"] = true,
        },
        Indented) + "\n";

    private static LoraConfig From(ConfigFields it)
    {
        if (it.Text("peft_type") is not "LORA")
            throw it.Wrong("peft_type", "\"LORA\"", Plain);
        if (it.Has("task_type") && it.Text("task_type") is not "CAUSAL_LM")
            throw it.Wrong("task_type", "\"CAUSAL_LM\"", Plain);
        if (it.Has("bias") && it.Text("bias") is not "none")
            throw it.Wrong("bias", "\"none\"", Plain);
        foreach (string key in Unknown.Where(key => !it.IsUnset(key)))
            throw it.Wrong(key, "nothing", Plain);
        if (it.Text("init_lora_weights") is { } way && Altering.Any(one => way.StartsWith(one, StringComparison.OrdinalIgnoreCase)))
            throw it.Wrong("init_lora_weights", "a way to begin that leaves the model's weights as they are", "Convert it to a plain LoRA adapter as PEFT's documentation says.");

        double dropout = it.Real("lora_dropout", 0);
        if (dropout is not (>= 0 and < 1))
            throw it.Wrong("lora_dropout", "a share from 0 to below 1", Plain);

        return new LoraConfig
        {
            Rank = it.Whole("r", 1, MostRank, 8),
            Alpha = Strength(it, "lora_alpha", 8),
            Targets = Targets(it),
            RankStabilised = it.Flag("use_rslora", false),
            RankPattern = Pattern(it, "rank_pattern", (fields, key) => fields.Whole(key, 1, MostRank)),
            AlphaPattern = Pattern(it, "alpha_pattern", (fields, key) => Strength(fields, key, 0)),
            Dropout = dropout,
            Base = it.Text("base_model_name_or_path"),
        };
    }

    /// <summary>Names of maps; none for all of them.</summary>
    private static IReadOnlyList<string> Targets(ConfigFields it)
    {
        if (it.Text("target_modules") is AllLinear)
            return [];

        return it.Texts("target_modules") is { Count: > 0 and <= 10_000 } names && names.All(IsName)
            ? names
            : throw it.Wrong("target_modules", $"\"{AllLinear}\" or a list of names such as [\"q_proj\", \"v_proj\"]", "Patterns are not supported: write out the names that they stand for.");
    }

    private static List<KeyValuePair<string, T>> Pattern<T>(ConfigFields it, string key, Func<ConfigFields, string, T> read)
    {
        if (it.IsUnset(key) || it.Within(key) is not { } fields)
            return [];

        List<KeyValuePair<string, T>> pattern = [];
        foreach (string name in fields.Names().Distinct())
        {
            if (!IsName(name) || pattern.Count == 10_000)
                throw it.Wrong(key, "names such as \"q_proj\" or \"layers.0.self_attn.q_proj\"", "Other patterns are not supported: write out the names that they stand for.");

            pattern.Add(new(name, read(fields, name)));
        }

        return pattern;
    }

    private static double Strength(ConfigFields it, string key, double otherwise) => it.Real(key, otherwise) is > 0 and < 1e9 and var strength
        ? strength
        : throw it.Wrong(key, "a number above 0", Plain);

    private static bool IsName(string name) => name.Length is > 0 and <= 200 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.');
}

using System.Text.Json.Nodes;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>What of a config.json stays when a model that came with it is saved.</summary>
public sealed class ConfigKeepingTests
{
    private const string Source = """
        {
          "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "attention_dropout": 0.0, "bos_token_id": 151643, "eos_token_id": 5,
          "hidden_act": "silu", "hidden_size": 24, "initializer_range": 0.02, "intermediate_size": 20, "max_position_embeddings": 64,
          "max_window_layers": 21, "num_attention_heads": 6, "num_hidden_layers": 3, "num_key_value_heads": 2, "pad_token_id": null,
          "rms_norm_eps": 1e-06, "rope_theta": 1000000.0, "sliding_window": 32768, "tie_word_embeddings": true, "torch_dtype": "bfloat16",
          "use_cache": true, "use_sliding_window": false, "vocab_size": 30, "own": {"nested": [1, 2.50]}
        }
        """;

    [Fact]
    public void Every_field_stays_as_it_was_and_only_the_type_is_the_one_written()
    {
        JsonObject before = JsonNode.Parse(Source)!.AsObject();
        JsonObject after = Kept(Source, config => config);

        before["torch_dtype"] = "float32";
        Assert.Equal(before.Select(Line), after.Select(Line));
    }

    [Fact]
    public void Every_published_config_stays_as_it_was()
    {
        string folder = Path.Combine(GoldenFolder.Data, "tokenizers/qwen2");
        Assert.SkipUnless(Directory.Exists(folder), $"No published configs at '{folder}'.");
        foreach (string file in Directory.GetFiles(folder, "config*.json"))
        {
            JsonObject before = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            before["torch_dtype"] = "float32";
            Assert.Equal(before.Select(Line), Kept(File.ReadAllText(file), config => config).Select(Line));
        }
    }

    [Fact]
    public void What_the_model_differs_in_is_replaced_and_nothing_else()
    {
        JsonObject before = JsonNode.Parse(Source)!.AsObject();
        JsonObject after = Kept(Source, config => config with { EndTokens = [7, 8], MaxPositions = 128 });

        string[] changed = [.. after.Where(one => before[one.Key]?.ToJsonString() != one.Value?.ToJsonString()).Select(one => one.Key)];
        Assert.Equal(["eos_token_id", "max_position_embeddings", "torch_dtype"], changed.Order(StringComparer.Ordinal));
        Assert.Equal("[7,8]", after["eos_token_id"]!.ToJsonString());
    }

    [Fact]
    public void A_type_under_its_later_name_is_replaced_there()
    {
        JsonObject after = Kept(Source.Replace("torch_dtype", "dtype", StringComparison.Ordinal), config => config);

        Assert.Equal("float32", after["dtype"]!.GetValue<string>());
        Assert.False(after.ContainsKey("torch_dtype"));
    }

    [Fact]
    public void A_changed_base_of_wavelengths_is_not_hidden_by_where_later_configs_put_it()
    {
        string source = Source.Replace("\"rope_theta\": 1000000.0", "\"rope_parameters\": {\"rope_theta\": 7000.0, \"rope_type\": \"default\"}", StringComparison.Ordinal);

        Assert.Equal(7000, DecoderConfig.Read(Kept(source, config => config).ToJsonString(), "kept").RopeTheta);
        Assert.Equal(8000, DecoderConfig.Read(Kept(source, config => config with { RopeTheta = 8000 }).ToJsonString(), "kept").RopeTheta);
    }

    [Theory]
    [InlineData("\"\\ud800\": 1")]
    [InlineData("\"a\": \"\\udc00\"")]
    [InlineData("\"a\": {\"b\": [\"\\udc00\"]}")]
    public void A_text_that_could_not_be_written_again_is_refused(string field)
    {
        string source = Source.Replace("\"use_cache\": true", field, StringComparison.Ordinal);
        DecoderConfig config = DecoderConfig.Read(source, "config.json");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => DecoderConfigFile.Text(config, "float32", source, "config.json"));

        Assert.Contains("no Unicode", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_field_that_stands_twice_the_last_one_stays()
    {
        string source = Source.Replace("\"use_cache\": true", "\"twice\": 1, \"twice\": 2", StringComparison.Ordinal);
        Assert.Equal("2", Kept(source, config => config)["twice"]!.ToJsonString());
    }

    private static string Line(KeyValuePair<string, JsonNode?> field) => $"{field.Key}: {field.Value?.ToJsonString()}";

    private static JsonObject Kept(string source, Func<DecoderConfig, DecoderConfig> change) =>
        JsonNode.Parse(DecoderConfigFile.Text(change(DecoderConfig.Read(source, "config.json")), "float32", source, "config.json"))!.AsObject();
}

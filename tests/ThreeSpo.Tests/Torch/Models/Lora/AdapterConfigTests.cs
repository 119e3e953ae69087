using System.Text.Json;
using System.Text.Json.Nodes;
using ThreeSpo.Torch.Models.Lora;

namespace ThreeSpo.Tests.Torch.Models.Lora;

public sealed class AdapterConfigTests
{
    private const string Plain = """
        {"peft_type": "LORA", "task_type": "CAUSAL_LM", "base_model_name_or_path": "Qwen/Qwen2.5-0.5B", "r": 16, "lora_alpha": 32, "lora_dropout": 0.05,
         "target_modules": ["v_proj", "q_proj"], "bias": "none", "use_rslora": true, "use_dora": false, "fan_in_fan_out": false, "modules_to_save": null,
         "layers_to_transform": null, "rank_pattern": {}, "alpha_pattern": {}, "init_lora_weights": true, "inference_mode": true, "eva_config": null,
         "layer_replication": null, "exclude_modules": null, "lora_bias": false, "peft_version": "0.17.0", "qalora_group_size": 16}
        """;

    [Fact]
    public void What_PEFT_writes_is_read()
    {
        LoraConfig config = Read(_ => { });

        Assert.Equal((16, 32.0, 0.05, true, "Qwen/Qwen2.5-0.5B"), (config.Rank, config.Alpha, config.Dropout, config.RankStabilised, config.Base));
        Assert.Equal(["v_proj", "q_proj"], config.Targets);
        Assert.True(config.Adapts("model.layers.12.self_attn.q_proj"));
        Assert.False(config.Adapts("model.layers.12.self_attn.k_proj"));
        Assert.False(config.Adapts("model.layers.12.self_attn.my_q_proj"));
    }

    [Fact]
    public void What_is_written_is_read_again_and_has_what_PEFT_asks_for()
    {
        LoraConfig config = Read(it =>
        {
            it["rank_pattern"] = JsonNode.Parse("{\"v_proj\": 4, \"layers.1.self_attn.q_proj\": 2}");
            it["alpha_pattern"] = JsonNode.Parse("{\"v_proj\": 2.5}");
        });
        string text = AdapterConfigFile.Text(config);
        LoraConfig again = AdapterConfigFile.Read(text, "again");
        JsonElement fields = JsonDocument.Parse(text).RootElement;

        Assert.Equal(config with { Targets = [], RankPattern = [], AlphaPattern = [] }, again with { Targets = [], RankPattern = [], AlphaPattern = [] });
        Assert.Equal((config.Targets, config.RankPattern, config.AlphaPattern), (again.Targets, again.RankPattern, again.AlphaPattern), (a, b) =>
            a.Targets.SequenceEqual(b.Targets) && a.RankPattern.SequenceEqual(b.RankPattern) && a.AlphaPattern.SequenceEqual(b.AlphaPattern));
        Assert.Equal("LORA", fields.GetProperty("peft_type").GetString());
        Assert.Equal("CAUSAL_LM", fields.GetProperty("task_type").GetString());
        Assert.Equal("none", fields.GetProperty("bias").GetString());
        Assert.True(fields.GetProperty("inference_mode").GetBoolean());
        Assert.Equal(JsonValueKind.Null, fields.GetProperty("modules_to_save").ValueKind);
    }

    [Fact]
    public void Patterns_give_some_maps_other_ranks_and_strengths()
    {
        LoraConfig config = Read(it =>
        {
            it["use_rslora"] = false;
            it["rank_pattern"] = JsonNode.Parse("{\"layers.1.self_attn.q_proj\": 2, \"q_proj\": 4}");
            it["alpha_pattern"] = JsonNode.Parse("{\"q_proj\": 2}");
        });

        Assert.Equal((2, 1.0), (config.RankOf("model.layers.1.self_attn.q_proj"), config.ScaleOf("model.layers.1.self_attn.q_proj")));
        Assert.Equal((4, 0.5), (config.RankOf("model.layers.0.self_attn.q_proj"), config.ScaleOf("model.layers.0.self_attn.q_proj")));
        Assert.Equal((4, 0.5), (config.RankOf("model.layers.11.self_attn.q_proj"), config.ScaleOf("model.layers.11.self_attn.q_proj")));
        Assert.Equal((16, 2.0), (config.RankOf("model.layers.1.self_attn.v_proj"), config.ScaleOf("model.layers.1.self_attn.v_proj")));
    }

    [Fact]
    public void All_linear_maps_are_every_map_of_the_layers()
    {
        LoraConfig config = Read(it => it["target_modules"] = "all-linear");

        Assert.True(config.Adapts("model.layers.3.mlp.down_proj"));
        Assert.Equal("all-linear", JsonDocument.Parse(AdapterConfigFile.Text(config)).RootElement.GetProperty("target_modules").GetString());
    }

    [Theory]
    [InlineData("peft_type", "\"IA3\"", "'peft_type' is \"IA3\", wanted \"LORA\"")]
    [InlineData("task_type", "\"SEQ_CLS\"", "'task_type' is \"SEQ_CLS\", wanted \"CAUSAL_LM\"")]
    [InlineData("use_dora", "true", "'use_dora' is true, wanted nothing")]
    [InlineData("modules_to_save", "[\"lm_head\"]", "'modules_to_save' is [\"lm_head\"]")]
    [InlineData("bias", "\"lora_only\"", "'bias' is \"lora_only\", wanted \"none\"")]
    [InlineData("lora_bias", "true", "'lora_bias'")]
    [InlineData("fan_in_fan_out", "true", "'fan_in_fan_out'")]
    [InlineData("layers_to_transform", "[0]", "'layers_to_transform'")]
    [InlineData("layers_to_transform", "0", "'layers_to_transform'")]
    [InlineData("exclude_modules", "\"down_proj\"", "'exclude_modules'")]
    [InlineData("trainable_token_indices", "[1]", "'trainable_token_indices'")]
    [InlineData("init_lora_weights", "\"pissa_niter_16\"", "'init_lora_weights'")]
    [InlineData("target_modules", "\".*(q|v)_proj$\"", "write out the names")]
    [InlineData("target_modules", "[\"q_.*\"]", "write out the names")]
    [InlineData("target_modules", "[]", "'target_modules'")]
    [InlineData("target_modules", "null", "'target_modules'")]
    [InlineData("target_modules", "[1]", "'target_modules'")]
    [InlineData("rank_pattern", "{\"^q\": 3}", "write out the names")]
    [InlineData("rank_pattern", "{\"q_proj\": 0}", "'q_proj' is 0")]
    [InlineData("alpha_pattern", "{\"q_proj\": -1}", "'q_proj' is -1")]
    [InlineData("r", "0", "'r' is 0, wanted a whole number from 1")]
    [InlineData("r", "1e9", "'r' is 1e9")]
    [InlineData("lora_alpha", "0", "'lora_alpha' is 0, wanted a number above 0")]
    [InlineData("lora_alpha", "1e999", "'lora_alpha'")]
    [InlineData("lora_dropout", "1", "'lora_dropout' is 1")]
    public void What_is_not_known_here_is_refused_by_its_name(string field, string value, string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Read(it => it[field] = JsonNode.Parse(value)));

        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("adapter_config.json: ", fault.Message, StringComparison.Ordinal);
    }

    private static LoraConfig Read(Action<JsonObject> change)
    {
        JsonObject fields = JsonNode.Parse(Plain)!.AsObject();
        change(fields);
        return AdapterConfigFile.Read(fields.ToJsonString(), "adapter_config.json");
    }
}

using System.Text.Json.Nodes;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Models;

public sealed class DecoderConfigTests
{
    private static readonly DecoderConfig Small = new()
    {
        VocabularySize = 30,
        HiddenSize = 24,
        IntermediateSize = 20,
        Layers = 3,
        Heads = 6,
        KeyValueHeads = 2,
        NormEpsilon = 1e-5,
        RopeTheta = 5000,
        MaxPositions = 64,
        EndTokens = [3, 7],
    };

    private static readonly string[] Optional =
        ["hidden_act", "num_key_value_heads", "rms_norm_eps", "rope_theta", "tie_word_embeddings", "max_position_embeddings", "eos_token_id", "use_sliding_window", "rope_scaling", "rope_parameters"];

    /// <summary>Sizes as they were published with the models.</summary>
    private static readonly Dictionary<string, long> Published = new()
    {
        ["config.qwen2-1.5b-instruct.json"] = 1_543_714_304,
        ["config.qwen2.5-0.5b-instruct.json"] = 494_032_768,
        ["config.qwen2.5-1.5b-instruct.json"] = 1_543_714_304,
        ["config.qwen2.5-7b-instruct.json"] = 7_615_616_512,
    };

    [Fact]
    public void Every_published_config_is_read_and_has_the_published_number_of_parameters()
    {
        string folder = Path.Combine(GoldenFolder.Data, "tokenizers/qwen2");
        Assert.SkipUnless(Directory.Exists(folder), $"No published configs at '{folder}'.");

        string[] files = Directory.GetFiles(folder, "config*.json");

        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            DecoderConfig config = DecoderConfig.Load(file);
            Assert.Equal((Path.GetFileName(file), Published[Path.GetFileName(file)]), (Path.GetFileName(file), config.Parameters));
            Assert.NotEmpty(config.EndTokens);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_number_of_parameters_is_that_of_the_model_made(bool tied)
    {
        RecordedModel.RequireTorch();
        DecoderConfig config = Small with { TiedHead = tied };
        using var model = new Decoder(config, Placement.Processor);

        Assert.Equal(model.named_parameters().Sum(one => one.parameter.numel()), config.Parameters);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read_back(bool tied)
    {
        DecoderConfig config = Small with { TiedHead = tied };

        DecoderConfig read = DecoderConfig.Read(config.ToJson(), "config.json");

        Assert.Equal(config.EndTokens, read.EndTokens);
        Assert.Equal(config with { EndTokens = [] }, read with { EndTokens = [] });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fields_that_configs_may_leave_out_have_the_architectures_defaults(bool left)
    {
        DecoderConfig read = DecoderConfig.Read(Edited(json =>
        {
            foreach (string key in Optional)
            {
                json[key] = null;
                if (left)
                    json.AsObject().Remove(key);
            }
        }), "config.json");

        Assert.Equal((6, 1e-6, 10_000, false, 32_768), (read.KeyValueHeads, read.NormEpsilon, read.RopeTheta, read.TiedHead, read.MaxPositions));
        Assert.Empty(read.EndTokens);
    }

    [Fact]
    public void The_rotary_base_is_found_where_later_configs_put_it()
    {
        string json = Edited(json =>
        {
            json.AsObject().Remove("rope_theta");
            json["rope_parameters"] = JsonNode.Parse("{\"rope_theta\": 7000.0, \"rope_type\": \"default\"}");
        });

        Assert.Equal(7000, DecoderConfig.Read(json, "config.json").RopeTheta);
    }

    [Fact]
    public void One_end_token_may_stand_without_a_list() =>
        Assert.Equal([5], DecoderConfig.Read(Edited(json => json["eos_token_id"] = 5), "config.json").EndTokens);

    [Theory]
    [InlineData("model_type", "\"gemma2\"", "Qwen2")]
    [InlineData("model_type", "\"qwen2_moe\"", "Qwen2")]
    [InlineData("model_type", "3", "Qwen2")]
    [InlineData("model_type", "null", "Qwen2")]
    [InlineData("model_type", "\"\\ud800\"", "")]
    [InlineData("hidden_act", "\"gelu\"", "wanted \"silu\"")]
    [InlineData("hidden_act", "5", "wanted \"silu\"")]
    [InlineData("use_sliding_window", "true", "Sliding windows are not supported")]
    [InlineData("use_sliding_window", "\"true\"", "wanted true or false")]
    [InlineData("rope_scaling", "{\"type\": \"yarn\", \"factor\": 4.0}", "Stretched positions are not supported")]
    [InlineData("rope_scaling", "[4]", "wanted an object")]
    [InlineData("rope_parameters", "{\"rope_theta\": 1e6, \"rope_type\": \"yarn\", \"factor\": 4.0}", "Stretched positions are not supported")]
    [InlineData("rope_parameters", "7", "wanted an object")]
    [InlineData("num_attention_heads", "5", "heads must divide the width")]
    [InlineData("num_attention_heads", "8", "even parts")]
    [InlineData("num_attention_heads", "24", "even parts")]
    [InlineData("num_attention_heads", "4096", "heads must divide the width")]
    [InlineData("num_key_value_heads", "4", "key heads must divide the heads")]
    [InlineData("num_key_value_heads", "12", "key heads must divide the heads")]
    [InlineData("vocab_size", "-1", "wanted a whole number from 1")]
    [InlineData("vocab_size", "0", "wanted a whole number from 1")]
    [InlineData("vocab_size", "1000000000", "wanted a whole number from 1")]
    [InlineData("hidden_size", "2147483648", "wanted a whole number from 1")]
    [InlineData("hidden_size", "1e400", "wanted a whole number from 1")]
    [InlineData("hidden_size", "24.5", "wanted a whole number from 1")]
    [InlineData("hidden_size", "\"24\"", "wanted a whole number from 1")]
    [InlineData("hidden_size", "null", "wanted a whole number from 1")]
    [InlineData("hidden_size", "{\"a\":\n\n1}", "wanted a whole number from 1")]
    [InlineData("intermediate_size", "[20]", "wanted a whole number from 1")]
    [InlineData("num_hidden_layers", "-3", "wanted a whole number from 1")]
    [InlineData("num_hidden_layers", "1000000", "wanted a whole number from 1")]
    [InlineData("num_attention_heads", "0", "wanted a whole number from 1")]
    [InlineData("num_key_value_heads", "0", "wanted a whole number from 1")]
    [InlineData("max_position_embeddings", "-5", "wanted a whole number from 1")]
    [InlineData("rms_norm_eps", "0", "above 0")]
    [InlineData("rms_norm_eps", "-1e-6", "above 0")]
    [InlineData("rms_norm_eps", "1e999", "above 0")]
    [InlineData("rms_norm_eps", "\"1e-6\"", "wanted a number")]
    [InlineData("rope_theta", "1", "above 1")]
    [InlineData("rope_theta", "-1e999", "above 1")]
    [InlineData("rope_theta", "true", "wanted a number")]
    [InlineData("tie_word_embeddings", "1", "wanted true or false")]
    [InlineData("tie_word_embeddings", "\"false\"", "wanted true or false")]
    [InlineData("eos_token_id", "\"</s>\"", "wanted a token id")]
    [InlineData("eos_token_id", "[1, -1]", "wanted a token id")]
    [InlineData("eos_token_id", "[[1]]", "wanted a token id")]
    [InlineData("eos_token_id", "1e20", "wanted a token id")]
    public void A_config_that_cannot_be_followed_is_refused_with_its_reason(string key, string value, string because)
    {
        string json = Edited(json => json[key] = "HERE").Replace("\"HERE\"", value, StringComparison.Ordinal);
        Refused(json, because);
    }

    [Theory]
    [InlineData("model_type")]
    [InlineData("vocab_size")]
    [InlineData("hidden_size")]
    [InlineData("intermediate_size")]
    [InlineData("num_hidden_layers")]
    [InlineData("num_attention_heads")]
    public void A_field_that_cannot_be_guessed_is_asked_for(string key) => Refused(Edited(json => json.AsObject().Remove(key)), $"'{key}' is nothing, wanted");

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("{\n\"model_type\": qwen2}", "config.json(2): not JSON")]
    [InlineData("[]", "wanted one object")]
    [InlineData("\"qwen2\"", "wanted one object")]
    [InlineData("null", "wanted one object")]
    public void What_is_no_object_is_refused(string json, string because) => Refused(json, because);

    [Fact]
    public void Giant_nesting_is_refused() => Refused(new string('[', 100_000), "not JSON");

    private static string Edited(Action<JsonNode> edit)
    {
        JsonNode json = JsonNode.Parse(Small.ToJson())!;
        edit(json);
        return json.ToJsonString();
    }

    private static void Refused(string json, string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => DecoderConfig.Read(json, "config.json"));
        Assert.StartsWith("config.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.InRange(fault.Message.Length, 40, 400);
    }
}

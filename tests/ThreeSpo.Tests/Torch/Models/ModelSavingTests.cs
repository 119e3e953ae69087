using System.Text.Json.Nodes;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>Saved models: their files, what came with them, and what an older save left.</summary>
public sealed class ModelSavingTests : IDisposable
{
    private const string Weights = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private static readonly WeightsForm Small = new() { ShardBytes = 20_000 };

    private readonly TemporaryFolder _folder = new();
    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(WeightType.Float32)]
    [InlineData(WeightType.BFloat16)]
    public void Several_files_hold_the_same_bytes_as_one_and_their_index_says_where(WeightType type)
    {
        _model.Save(_folder.File("one"), "talk/1", new WeightsForm { Type = type });
        _model.Save(_folder.File("many"), "talk/1", Small with { Type = type });

        using SafetensorsFile one = SafetensorsFile.Open(_folder.File($"one/{Weights}"));
        JsonNode index = JsonNode.Parse(File.ReadAllText(_folder.File($"many/{Index}")))!;
        JsonObject map = index["weight_map"]!.AsObject();
        string[] files = [.. map.Select(entry => entry.Value!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 2);
        Assert.Equal(Enumerable.Range(1, files.Length).Select(i => $"model-{i:D5}-of-{files.Length:D5}.safetensors"), files);
        Assert.Equal(map.Select(entry => entry.Key).Order(StringComparer.Ordinal), map.Select(entry => entry.Key));
        Assert.Equal(one.Names.Order(StringComparer.Ordinal), map.Select(entry => entry.Key));
        Assert.Equal(_model.Config.Parameters * (type is WeightType.Float32 ? 4 : 2), index["metadata"]!["total_size"]!.GetValue<long>());
        Assert.False(File.Exists(_folder.File($"many/{Weights}")));
        foreach (string file in files)
        {
            using SafetensorsFile shard = SafetensorsFile.Open(_folder.File($"many/{file}"));
            Assert.True(shard.Names.Count() == 1 || shard.Names.Sum(name => shard.Entry(name).To - shard.Entry(name).From) <= Small.ShardBytes);
            foreach (string name in shard.Names)
            {
                using Tensor expected = one.Read(name);
                using Tensor found = shard.Read(name);
                Assert.Equal(file, map[name]!.GetValue<string>());
                Assert.Equal(expected.dtype, found.dtype);
                Assert.True(expected.bytes.SequenceEqual(found.bytes));
            }
        }

        using LanguageModel loaded = LanguageModel.Load(_folder.File("many"), ModelDevice.Cpu);
        Assert.Equal("talk/1", loaded.LearnedWith);
    }

    [Fact]
    public void Half_precision_is_each_number_rounded_to_the_nearest_and_said_in_the_config()
    {
        _model.Save(_folder.Path, "talk/1", new WeightsForm { Type = WeightType.BFloat16 });

        using LanguageModel loaded = LanguageModel.Load(_folder.Path, ModelDevice.Cpu);

        Assert.Equal("bfloat16", JsonNode.Parse(File.ReadAllText(_folder.File("config.json")))!["torch_dtype"]!.GetValue<string>());
        Assert.Equal(Numbers(_model).Select(Rounded), Numbers(loaded));
        Assert.NotEqual(Numbers(_model), Numbers(loaded));
    }

    [Fact]
    public void An_older_saves_files_are_gone_once_the_new_ones_are_there()
    {
        _model.Save(_folder.Path, "talk/1", Small);
        string[] shards = Saved("model-*");
        Assert.True(shards.Length > 2);

        _model.Save(_folder.Path, "talk/1", Small with { ShardBytes = 50_000 });
        Assert.Empty(Saved("model-*").Intersect(shards));

        _model.Save(_folder.Path, "talk/1");
        Assert.Equal([Weights], Saved("model*"));

        File.WriteAllText(_folder.File("model-notes.txt"), "mine");
        _model.Save(_folder.Path, "talk/1", Small);
        Assert.DoesNotContain(Weights, Saved("model*"));
        Assert.Equal("mine", File.ReadAllText(_folder.File("model-notes.txt")));
    }

    [Fact]
    public void What_came_with_a_model_goes_with_it_byte_for_byte()
    {
        _model.Save(_folder.File("from"), "talk/1");
        string[] odd = ["generation_config.json", "chat_template.jinja", "special_tokens_map.json", "added_tokens.json"];
        foreach (string name in odd)
            File.WriteAllText(_folder.File($"from/{name}"), $"{{ \"{name}\":\t1 }}");
        File.WriteAllText(_folder.File("from/tokenizer_config.json"), File.ReadAllText(_folder.File("from/tokenizer_config.json")).Replace("\n", "\n ", StringComparison.Ordinal));
        JsonNode config = JsonNode.Parse(File.ReadAllText(_folder.File("from/config.json")))!;
        config["bos_token_id"] = 3;
        config["initializer_range"] = 0.02;
        File.WriteAllText(_folder.File("from/config.json"), config.ToJsonString());

        using (LanguageModel loaded = LanguageModel.Load(_folder.File("from"), ModelDevice.Cpu))
        using (LanguageModel copy = loaded.Copy())
        {
            // It may be gone by the time a run ends.
            foreach (string file in Directory.EnumerateFiles(_folder.File("from")))
                File.Move(file, _folder.File($"gone-{Path.GetFileName(file)}"));

            copy.Save(_folder.File("to"), "talk/1");
        }

        foreach (string name in SourceFiles.Names)
            Assert.Equal((name, File.ReadAllText(_folder.File($"gone-{name}"))), (name, File.ReadAllText(_folder.File($"to/{name}"))));
        JsonNode written = JsonNode.Parse(File.ReadAllText(_folder.File("to/config.json")))!;
        Assert.Equal((3, 0.02), (written["bos_token_id"]!.GetValue<int>(), written["initializer_range"]!.GetValue<double>()));
        Assert.Equal(File.ReadAllBytes(_folder.File($"gone-{Weights}")), File.ReadAllBytes(_folder.File($"to/{Weights}")));
    }

    [Fact]
    public void Another_models_tokenizer_and_template_do_not_stay_beside_the_one_saved()
    {
        Directory.CreateDirectory(_folder.File("to"));
        File.WriteAllText(_folder.File("to/chat_template.jinja"), "another's");
        File.WriteAllText(_folder.File("to/generation_config.json"), "another's");
        File.WriteAllText(_folder.File("to/notes.md"), "mine");

        _model.Save(_folder.File("to"), "talk/1");

        Assert.False(File.Exists(_folder.File("to/chat_template.jinja")));
        Assert.False(File.Exists(_folder.File("to/generation_config.json")));
        Assert.True(File.Exists(_folder.File("to/notes.md")));
        LanguageModel.Load(_folder.File("to"), ModelDevice.Cpu).Dispose();
    }

    [Fact]
    public void A_save_that_breaks_off_in_its_last_file_leaves_the_older_model_whole()
    {
        _model.Save(_folder.Path, "talk/1", Small);
        Dictionary<string, byte[]> before = Directory.EnumerateFiles(_folder.Path).ToDictionary(path => path, File.ReadAllBytes);
        using LanguageModel other = SmallModel.Create(seed: 2);
        WeightSource[] tensors = WeightSource.Of(other.Decoder);
        tensors[^1] = tensors[^1] with { Pieces = () => throw new IOException("No space left on device.") };

        Assert.Throws<IOException>(() => ModelFolder.Save(_folder.Path, other.Config, tensors, SourceFiles.None, Small, TestContext.Current.CancellationToken));

        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_folder.Path).Order(StringComparer.Ordinal));
        Assert.All(before, one => Assert.Equal(one.Value, File.ReadAllBytes(one.Key)));
    }

    [Fact]
    public void Saving_and_loading_leave_no_tensors_behind()
    {
        Round();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Round();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Round()
        {
            _model.Save(_folder.Path, "talk/1", Small with { Type = WeightType.BFloat16 });
            LanguageModel.Load(_folder.Path, ModelDevice.Cpu).Dispose();
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_tied_head_that_is_written_out_as_the_embedding_is_taken_and_any_other_is_refused(ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor embedding = _model.Decoder.named_parameters().First().parameter.detach().to(type);
        SaveWith(type, ("lm_head.weight", embedding));
        ModelFolder.Load(_folder.Path, Placement.Processor).Dispose();

        Tensor other = embedding.clone();
        other[^1, ^1] = 3;
        SaveWith(type, ("lm_head.weight", other));
        Refused("'lm_head.weight' differs from 'model.embed_tokens.weight'");

        SaveWith(type, ("lm_head.weight", embedding.to(type is ScalarType.Float32 ? ScalarType.BFloat16 : ScalarType.Float32)));
        Refused("'lm_head.weight' differs from 'model.embed_tokens.weight'");

        SaveWith(type, ("lm_head.weight", embedding.narrow(0, 0, 7)));
        Refused("'lm_head.weight' has shape [7, 32], but config.json asks for");
    }

    [Fact]
    public void Tensors_that_the_model_has_no_place_for_are_refused_by_name_except_what_follows_from_the_config()
    {
        using var scope = NewDisposeScope();
        SaveWith(ScalarType.Float32, ("model.layers.0.self_attn.rotary_emb.inv_freq", ones(4)));
        ModelFolder.Load(_folder.Path, Placement.Processor).Dispose();

        SaveWith(ScalarType.Float32, ("model.layers.0.self_attn.q_norm.weight", ones(8)));
        Refused("holds 'model.layers.0.self_attn.q_norm.weight' of shape [8], for which the Qwen2 model");

        SaveWith(ScalarType.Float32, ("model.layers.2.mlp.up_proj.weight", ones(48, 32)));
        Refused("'model.layers.2.mlp.up_proj.weight'");
    }

    private static IEnumerable<float> Numbers(LanguageModel model) =>
        model.Decoder.parameters().SelectMany(one => one.detach().reshape(-1).data<float>().ToArray());

    /// <summary>To the nearest number of half as many bits, ties to even.</summary>
    private static float Rounded(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }

    private string[] Saved(string pattern) => [.. Directory.EnumerateFiles(_folder.Path, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private void SaveWith(ScalarType type, (string Name, Tensor Tensor) more)
    {
        File.WriteAllText(_folder.File("config.json"), _model.Config.ToJson());
        IEnumerable<(string, Tensor)> own = _model.Decoder.named_parameters().Select(one => (one.name, one.parameter.detach().to(type)));
        SafetensorsWriter.Write(_folder.File(Weights), [.. own, more]);
    }

    private void Refused(string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ModelFolder.Load(_folder.Path, Placement.Processor));
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(_folder.Path, fault.Message, StringComparison.Ordinal);
    }
}

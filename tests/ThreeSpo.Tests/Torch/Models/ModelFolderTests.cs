using System.Text.Json;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

public sealed class ModelFolderTests : IDisposable
{
    private const string Weights = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    private readonly TemporaryFolder _folder = new();
    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_model_that_was_saved_is_loaded_as_it_was()
    {
        _model.Save(_folder.Path, "talk/1");

        using LanguageModel loaded = LanguageModel.Load(_folder.Path, ModelDevice.Cpu);

        Assert.Equal(Logits(_model.Decoder), Logits(loaded.Decoder));
        Assert.Equal("talk/1", loaded.LearnedWith);
        Assert.Equal(_model.Tokenizer.ToJson(), loaded.Tokenizer.ToJson());
        Assert.Equal(_model.Config with { EndTokens = [] }, loaded.Config with { EndTokens = [] });
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_head_of_its_own_is_saved_and_loaded()
    {
        using var untied = new Decoder(_model.Config with { TiedHead = false }, Placement.Processor);
        Initialisation.Fill(untied, seed: 5);
        ModelFolder.Save(_folder.Path, untied);

        using Decoder loaded = ModelFolder.Load(_folder.Path, Placement.Processor);

        Assert.Equal(Logits(untied), Logits(loaded));
        Assert.NotEqual(Logits(_model.Decoder), Logits(loaded));
    }

    [Fact]
    public void Weights_in_several_files_are_the_same_as_in_one()
    {
        SaveInShards(3);

        using Decoder loaded = ModelFolder.Load(_folder.Path, Placement.Processor);

        Assert.Equal(Logits(_model.Decoder), Logits(loaded));
    }

    [Fact]
    public void Half_precision_weights_are_loaded_as_the_numbers_they_stand_for()
    {
        using var scope = NewDisposeScope();
        _model.Save(_folder.Path, "talk/1");
        SafetensorsWriter.Write(_folder.File(Weights), Named().Select(one => (one.Name, one.Tensor.to(ScalarType.BFloat16))));

        using Decoder loaded = ModelFolder.Load(_folder.Path, Placement.Processor);

        Assert.NotEqual(Logits(_model.Decoder), Logits(loaded));
        using (no_grad())
        {
            foreach ((_, Tensor parameter) in Named())
                parameter.copy_(parameter.to(ScalarType.BFloat16).to(ScalarType.Float32));
        }

        Assert.Equal(Logits(_model.Decoder), Logits(loaded));
    }

    [Fact]
    public void A_folder_names_the_file_that_it_lacks()
    {
        Assert.Contains("config.json", Assert.Throws<FileNotFoundException>(Load).Message, StringComparison.Ordinal);

        File.WriteAllText(_folder.File("config.json"), _model.Config.ToJson());
        string message = Assert.Throws<FileNotFoundException>(Load).Message;
        Assert.Contains(Weights, message, StringComparison.Ordinal);
        Assert.Contains(Index, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        SaveInShards(2);
        File.Delete(_folder.File("shard-1.safetensors"));

        FileNotFoundException fault = Assert.Throws<FileNotFoundException>(Load);

        Assert.Contains("shard-1.safetensors", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Download", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"../shard-0.safetensors\"", "wanted one in the same folder")]
    [InlineData("\"/etc/passwd\"", "wanted one in the same folder")]
    [InlineData("\"below/shard-0.safetensors\"", "wanted one in the same folder")]
    [InlineData("\"..\"", "wanted one in the same folder")]
    [InlineData("\".\"", "wanted one in the same folder")]
    [InlineData("\"\"", "wanted one in the same folder")]
    [InlineData("\"a\\nb/c\"", "wanted one in the same folder")]
    [InlineData("\"a\\u0000b\"", "wanted one in the same folder")]
    [InlineData("null", "wanted one in the same folder")]
    [InlineData("3", "not an index")]
    [InlineData("\"\\ud800\"", "not an index")]
    public void An_index_that_points_elsewhere_is_refused(string place, string because)
    {
        SaveInShards(2);
        string name = Named().First().Name;
        string index = File.ReadAllText(_folder.File(Index));
        File.WriteAllText(_folder.File(Index), index.Replace($"\"{name}\":\"shard-0.safetensors\"", $"\"{name}\":{place}", StringComparison.Ordinal));

        Refused(because);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"weight_map\": []}")]
    [InlineData("{\"weight_map\": {\"a\": \"x\", \"a\": \"x\"}}")]
    public void What_is_no_index_is_refused(string json)
    {
        File.WriteAllText(_folder.File("config.json"), _model.Config.ToJson());
        File.WriteAllText(_folder.File(Index), json);
        if (json.Length > 20)
            File.WriteAllText(_folder.File("x"), "");

        Refused("not an index of weights");
    }

    [Fact]
    public void A_tensor_that_no_file_holds_is_named()
    {
        File.WriteAllText(_folder.File("config.json"), _model.Config.ToJson());
        SafetensorsWriter.Write(_folder.File(Weights), Named().Where(one => one.Name != "model.layers.1.self_attn.k_proj.bias"));

        Refused("'model.layers.1.self_attn.k_proj.bias'");
    }

    [Fact]
    public void A_tensor_that_the_named_file_does_not_hold_is_named()
    {
        SaveInShards(2);
        string name = Named().First().Name;
        string index = File.ReadAllText(_folder.File(Index));
        File.WriteAllText(_folder.File(Index), index.Replace($"\"{name}\":\"shard-0", $"\"{name}\":\"shard-1", StringComparison.Ordinal));

        Refused($"no tensor '{name}'");
    }

    [Fact]
    public void A_config_of_other_shapes_is_refused_with_both()
    {
        _model.Save(_folder.Path, "talk/1");
        File.WriteAllText(_folder.File("config.json"), (_model.Config with { IntermediateSize = 50 }).ToJson());

        Refused("has shape [48, 32], but config.json asks for [50, 32]");
    }

    [Fact]
    public void A_config_that_asks_for_far_more_than_there_is_is_refused_before_any_memory_is_taken()
    {
        _model.Save(_folder.Path, "talk/1");
        File.WriteAllText(_folder.File("config.json"), (_model.Config with { HiddenSize = 1 << 16, VocabularySize = 1 << 22, Layers = 1000 }).ToJson());

        Refused("but config.json asks for [4194304, 65536]");
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_model_knows_is_refused()
    {
        using var narrow = new Decoder(_model.Config with { VocabularySize = _model.Config.VocabularySize - 1 }, Placement.Processor);
        ModelFolder.Save(_folder.Path, narrow);
        _model.Tokenizer.Save(_folder.Path);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => LanguageModel.Load(_folder.Path, ModelDevice.Cpu));

        Assert.Contains($"{_model.Config.VocabularySize} tokens", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"knows {_model.Config.VocabularySize - 1}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"prompts\": 3}")]
    public void A_damaged_note_of_the_prompts_is_refused(string json)
    {
        _model.Save(_folder.Path, "talk/1");
        File.WriteAllText(_folder.File("3spo.json"), json);

        Assert.Contains("3spo.json", Assert.Throws<InvalidDataException>(() => LanguageModel.Load(_folder.Path, ModelDevice.Cpu)).Message, StringComparison.Ordinal);
    }

    private IEnumerable<(string Name, Tensor Tensor)> Named() => _model.Decoder.named_parameters().Select(one => (one.name, (Tensor)one.parameter));

    private void SaveInShards(int count)
    {
        File.WriteAllText(_folder.File("config.json"), _model.Config.ToJson());
        (string Name, Tensor Tensor)[] all = [.. Named()];
        for (int shard = 0; shard < count; shard++)
            SafetensorsWriter.Write(_folder.File($"shard-{shard}.safetensors"), all.Where((_, i) => i % count == shard));

        Dictionary<string, string> map = all.Index().ToDictionary(one => one.Item.Name, one => $"shard-{one.Index % count}.safetensors");
        File.WriteAllText(_folder.File(Index), JsonSerializer.Serialize(new { metadata = new { total_size = 1 }, weight_map = map }));
    }

    private void Load() => ModelFolder.Load(_folder.Path, Placement.Processor).Dispose();

    private void Refused(string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(Load);
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.InRange(fault.Message.Length, 40, 400);
    }

    private static float[] Logits(Decoder model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return ModelRun.Logits(model, [.. Enumerable.Range(3, 20).Select(i => i * 7)], from: 6).reshape(-1).data<float>().ToArray();
    }
}

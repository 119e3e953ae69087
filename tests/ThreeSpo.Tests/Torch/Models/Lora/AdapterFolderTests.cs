using System.Text.Json.Nodes;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Learning;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models.Lora;

public sealed class AdapterFolderTests : IDisposable
{
    private const string Weights = "adapter_model.safetensors";
    private const string Config = "adapter_config.json";
    private const string Query = "base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight";

    private readonly TemporaryFolder _folder = new();

    public AdapterFolderTests()
    {
        using LanguageModel model = SmallModel.Create();
        model.Save(Base, "talk/1");
    }

    private string Base => _folder.File("base");

    private string Adapter => _folder.File("adapter");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_adapter_that_was_saved_is_loaded_as_it_was()
    {
        using LanguageModel model = Saved();

        using LanguageModel loaded = LanguageModel.Load(Adapter, ModelDevice.Cpu);

        Assert.Equal(AdaptedModel.Bytes(model), AdaptedModel.Bytes(loaded));
        Assert.Equal(SomeLessons.Bytes(model), SomeLessons.Bytes(loaded));
        Assert.Equal(AdaptedModel.Logits(model.Decoder), AdaptedModel.Logits(loaded.Decoder));
        Assert.Equal((4, 8.0), (loaded.Lora!.Rank, loaded.Lora.Alpha));
        Assert.Equal("talk/2", loaded.LearnedWith);
        Assert.Equal(model.Tokenizer.ToJson(), loaded.Tokenizer.ToJson());
        Assert.False(File.Exists(Path.Combine(Adapter, "model.safetensors")));
        Assert.DoesNotContain(Directory.EnumerateFiles(Adapter), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_tensors_have_PEFTs_names_and_shapes()
    {
        Saved(new LoraConfig { Rank = 4, Alpha = 8, Targets = ["q_proj", "down_proj"] }).Dispose();
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(Adapter, Weights));

        Assert.Equal(
            [
                "base_model.model.model.layers.0.mlp.down_proj.lora_A.weight [4, 48]", "base_model.model.model.layers.0.mlp.down_proj.lora_B.weight [32, 4]",
                "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight [4, 32]", "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight [32, 4]",
                "base_model.model.model.layers.1.mlp.down_proj.lora_A.weight [4, 48]", "base_model.model.model.layers.1.mlp.down_proj.lora_B.weight [32, 4]",
                "base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight [4, 32]", "base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight [32, 4]",
            ],
            file.Names.Order(StringComparer.Ordinal).Select(name => $"{name} [{string.Join(", ", file.Shape(name))}]"));
    }

    [Fact]
    public void An_adapter_from_elsewhere_brings_neither_tokenizer_nor_notes_and_may_be_in_half_precision()
    {
        using LanguageModel model = Saved();
        using var scope = NewDisposeScope();
        Rewrite(tensors => tensors.Select(one => (one.Name, one.Tensor.to(ScalarType.BFloat16))));
        foreach (string file in Directory.EnumerateFiles(Adapter).Where(file => Path.GetFileName(file) is not (Weights or Config)))
            File.Delete(file);

        using LanguageModel loaded = LanguageModel.Load(Adapter, ModelDevice.Cpu);

        Assert.Null(loaded.LearnedWith);
        Assert.Equal(model.Tokenizer.ToJson(), loaded.Tokenizer.ToJson());
        double apart = AdaptedModel.Logits(model.Decoder).Zip(AdaptedModel.Logits(loaded.Decoder)).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(apart, 1e-6, 0.1);
    }

    [Fact]
    public void Ranks_and_strengths_of_single_maps_are_kept()
    {
        using LanguageModel model = Saved(AdaptedModel.Four with { RankPattern = [new("q_proj", 2), new("layers.1.mlp.up_proj", 6)], AlphaPattern = [new("o_proj", 1)] });
        using LanguageModel loaded = LanguageModel.Load(Adapter, ModelDevice.Cpu);

        Assert.Equal([2, 32], loaded.Decoder.Adapters!.All[0].Adapter.Down.shape);
        Assert.Equal(AdaptedModel.Logits(model.Decoder), AdaptedModel.Logits(loaded.Decoder));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("absolute")]
    [InlineData("given")]
    public void The_model_below_is_found_where_the_config_or_somebody_says(string how)
    {
        using LanguageModel model = Saved();
        Directory.Move(Base, _folder.File("moved"));
        ChangeConfig("base_model_name_or_path", how switch { "relative" => "../moved", "absolute" => _folder.File("moved"), _ => "Qwen/Qwen2.5-0.5B" });

        using LanguageModel loaded = LanguageModel.Load(Adapter, ModelDevice.Cpu, below: how is "given" ? _folder.File("moved") : null);

        Assert.Equal(AdaptedModel.Logits(model.Decoder), AdaptedModel.Logits(loaded.Decoder));
    }

    [Theory]
    [InlineData("Qwen/Qwen2.5-0.5B")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a\u0000b")]
    public void A_model_below_that_is_not_there_is_named_with_what_to_do(string? name)
    {
        Saved().Dispose();
        ChangeConfig("base_model_name_or_path", name);

        FileNotFoundException fault = Assert.Throws<FileNotFoundException>(() => LanguageModel.Load(Adapter, ModelDevice.Cpu));

        Assert.Contains("base=DIR", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }

    [Fact]
    public void Other_weights_than_it_was_learned_on_are_refused_whatever_their_names_and_shapes()
    {
        Saved().Dispose();
        using (LanguageModel other = SmallModel.Create(seed: 2))
            other.Save(Base, "talk/1");

        string message = Assert.Throws<InvalidDataException>(() => LanguageModel.Load(Adapter, ModelDevice.Cpu)).Message;
        Assert.Contains("was learned on weights with the hash", message, StringComparison.Ordinal);

        File.Delete(Path.Combine(Adapter, "base.sha256"));
        LanguageModel.Load(Adapter, ModelDevice.Cpu).Dispose();
    }

    [Fact]
    public void The_same_weights_in_several_files_are_the_same_weights()
    {
        Saved().Dispose();
        using (LanguageModel model = LanguageModel.Load(Base, ModelDevice.Cpu))
        {
            Directory.Delete(Base, recursive: true);
            model.Save(Base, "talk/1", new WeightsForm { ShardBytes = 30_000 });
        }

        Assert.False(File.Exists(Path.Combine(Base, "model.safetensors")));
        LanguageModel.Load(Adapter, ModelDevice.Cpu).Dispose();
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both()
    {
        using var scope = NewDisposeScope();
        Saved().Dispose();
        Rewrite(tensors => tensors.Select(one => one.Name == Query ? (one.Name, zeros(4, 31)) : one));

        Refused($"'{Query}' has shape [4, 31], but adapter_config.json and the model ask for [4, 32]");
    }

    [Fact]
    public void A_rank_that_is_not_that_of_the_numbers_is_refused_before_any_memory_is_taken()
    {
        Saved().Dispose();
        ChangeConfig("r", 65_536);

        Refused("has shape [4, 32], but adapter_config.json and the model ask for [65536, 32]");
    }

    [Fact]
    public void A_tensor_that_is_missing_is_named()
    {
        using var scope = NewDisposeScope();
        Saved().Dispose();
        Rewrite(tensors => tensors.Where(one => one.Name != Query));

        Refused($"holds no tensor '{Query}'");
    }

    [Fact]
    public void A_tensor_that_no_map_has_is_named()
    {
        using var scope = NewDisposeScope();
        Saved().Dispose();
        Rewrite(tensors => tensors.Append(("base_model.model.lm_head.lora_A.weight", zeros(4, 32))));

        Refused("holds the tensor 'base_model.model.lm_head.lora_A.weight'");
    }

    [Fact]
    public void Maps_that_the_model_has_not_are_refused()
    {
        Saved().Dispose();
        ChangeConfig("target_modules", new JsonArray("c_attn"));

        Refused("names none of this model's maps: c_attn");
    }

    [Fact]
    public void Numbers_that_are_missing_are_named()
    {
        Saved().Dispose();
        File.Delete(Path.Combine(Adapter, Weights));

        Assert.Contains(Weights, Assert.Throws<FileNotFoundException>(() => LanguageModel.Load(Adapter, ModelDevice.Cpu)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_of_another_model_is_refused()
    {
        Saved().Dispose();
        using (LanguageModel other = SmallModel.Create(layers: 3))
            other.Save(Base, "talk/1");

        Refused("model.layers.2.self_attn.q_proj.lora_A.weight");
    }

    private LanguageModel Saved(LoraConfig? config = null)
    {
        LanguageModel model = LanguageModel.Load(Base, ModelDevice.Cpu);
        model.Adapt(config ?? AdaptedModel.Four, seed: 3);
        AdaptedModel.Move(model.Decoder, seed: 11);
        model.Save(Adapter, "talk/2");
        return model;
    }

    private void ChangeConfig(string field, JsonNode? value)
    {
        string path = Path.Combine(Adapter, Config);
        JsonObject fields = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        fields[field] = value;
        File.WriteAllText(path, fields.ToJsonString());
    }

    private void Rewrite(Func<IEnumerable<(string Name, Tensor Tensor)>, IEnumerable<(string Name, Tensor Tensor)>> change)
    {
        string path = Path.Combine(Adapter, Weights);
        (string Name, Tensor Tensor)[] tensors;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
            tensors = [.. file.Names.Select(name => (name, file.Read(name)))];

        SafetensorsWriter.Write(path, change(tensors));
    }

    private void Refused(string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => LanguageModel.Load(Adapter, ModelDevice.Cpu));
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }
}

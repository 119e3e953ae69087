using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Torch.Loading;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Tests.Torch.Models.Lora;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A config.json.</summary>
internal sealed class ConfigReader : UntrustedReader
{
    public override string Name => "config.json";

    public override IReadOnlyList<byte[]> Sound { get; } = [File.ReadAllBytes(Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Cli/Models/tiny/config.json"))];

    public override void Read(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        DecoderConfig config = DecoderConfig.Read(text, "config.json");
        Assert.True(config.Parameters > 0);
        foreach (string written in new[] { config.ToJson(), DecoderConfigFile.Text(config, "float32", text, "config.json") })
        {
            DecoderConfig again = DecoderConfig.Read(written, "again");
            Assert.Equal(config with { EndTokens = [] }, again with { EndTokens = [] });
        }
    }
}

/// <summary>A safetensors file, up to the numbers.</summary>
internal sealed class TensorsReader : UntrustedReader
{
    private readonly byte[] _sound;

    public TensorsReader()
    {
        RecordedModel.RequireTorch();
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(Folder.File("a"), [("a", ones(2, 3)), ("b.weight", ones(4).to(ScalarType.BFloat16)), ("none", ones(0, 2))]);
        _sound = File.ReadAllBytes(Folder.File("a"));
    }

    public override string Name => "safetensors";

    public override IReadOnlyList<byte[]> Sound => [_sound];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, OfHeader];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("a"), input);
        using var scope = NewDisposeScope();
        using SafetensorsFile file = SafetensorsFile.Open(Folder.File("a"));
        foreach (string name in file.Names)
            Assert.Equal(file.Shape(name).Aggregate(1L, (product, side) => product * side), file.Read(name).numel());
    }

    /// <summary>Damages the header as JSON, and makes its length true again.</summary>
    private static byte[] OfHeader(byte[] whole, Chance chance)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        byte[] header = JsonDamage.Do(whole[8..(8 + length)], chance);
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        return [.. prefix, .. header, .. whole[(8 + length)..]];
    }
}

/// <summary>The index of a model in several files, up to the loaded model.</summary>
internal sealed class ModelIndexReader : UntrustedReader
{
    private readonly byte[] _sound;

    public ModelIndexReader()
    {
        using LanguageModel model = SmallModel.Create(layers: 1);
        (string Name, Tensor Tensor)[] all = [.. model.Decoder.named_parameters().Select(one => (one.name, (Tensor)one.parameter))];
        File.WriteAllText(Folder.File("config.json"), model.Config.ToJson());
        for (int shard = 0; shard < 2; shard++)
            SafetensorsWriter.Write(Folder.File($"shard-{shard}.safetensors"), all.Where((_, i) => i % 2 == shard));

        _sound = JsonSerializer.SerializeToUtf8Bytes(new
        {
            metadata = new { total_size = 1 },
            weight_map = all.Index().ToDictionary(one => one.Item.Name, one => $"shard-{one.Index % 2}.safetensors"),
        });
    }

    public override string Name => "model.safetensors.index.json";

    public override IReadOnlyList<byte[]> Sound => [_sound];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("model.safetensors.index.json"), input);
        ModelFolder.Load(Folder.Path, Placement.Processor).Dispose();
    }
}

/// <summary>A tokenizer's settings, as a model that is only looked at has them.</summary>
internal sealed class LookedAtTokenizerReader : UntrustedReader
{
    public override string Name => "tokenizer_config.json, looked at";

    public override IReadOnlyList<byte[]> Sound { get; } =
        ["{\"chat_template\":\"{{ messages }}\",\"added_tokens_decoder\":{\"7\":{\"content\":\"<|a|>\",\"special\":true}}}"u8.ToArray(), "{\"chat_template\":null}"u8.ToArray()];

    public override void Read(byte[] input)
    {
        File.WriteAllText(Folder.File("vocab.json"), "{\"a\":0}");
        File.WriteAllText(Folder.File("merges.txt"), "");
        File.WriteAllBytes(Folder.File("tokenizer_config.json"), input);
        var facts = TokenizerFacts.Of(Folder.Path);
        Assert.True(facts.Size > 0 || facts.Problem is { Length: > 20 });
    }
}

/// <summary>The note beside a model that names its prompts.</summary>
internal sealed class PromptsNoteReader : UntrustedReader
{
    public override string Name => "3spo.json";

    public override IReadOnlyList<byte[]> Sound { get; } = ["{\"prompts\":\"alfworld-compact/1/3\"}"u8.ToArray(), "{\"prompts\":null}"u8.ToArray()];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("3spo.json"), input);
        string prompts = PromptsFile.Read(Folder.Path) ?? "";
        Assert.True(prompts.Length <= 500 && !prompts.Any(char.IsControl), "The name of the prompts, which is printed, is long or steers a terminal.");
    }
}

/// <summary>An adapter_config.json.</summary>
internal sealed class AdapterConfigReader : UntrustedReader
{
    public override string Name => "adapter_config.json";

    public override IReadOnlyList<byte[]> Sound { get; } =
    [
        Encoding.UTF8.GetBytes(AdapterConfigFile.Text(AdaptedModel.Four with { RankPattern = [new("q_proj", 2)], AlphaPattern = [new("layers.0.mlp.up_proj", 3)], Base = "x" })),
        "{\"peft_type\":\"LORA\",\"target_modules\":\"all-linear\",\"r\":8,\"lora_alpha\":16}"u8.ToArray(),
    ];

    public override void Read(byte[] input)
    {
        LoraConfig config = AdapterConfigFile.Read(Encoding.UTF8.GetString(input), "adapter_config.json");
        Assert.True(config.ScaleOf("model.layers.0.self_attn.q_proj") > 0);
        LoraConfig again = AdapterConfigFile.Read(AdapterConfigFile.Text(config), "again");
        Assert.Equal(config.Targets, again.Targets);
        Assert.Equal(config.RankPattern, again.RankPattern);
    }
}

/// <summary>The numbers of an adapter, up to the loaded adapter.</summary>
internal sealed class AdapterReader : UntrustedReader
{
    private readonly LanguageModel _model = AdaptedModel.Moved(AdaptedModel.Four with { Targets = ["v_proj"], Rank = 1 });
    private readonly byte[] _sound;

    public AdapterReader()
    {
        AdapterFolder.Save(Folder.Path, _model.Decoder.Adapters!, SourceFiles.None, hash: null);
        _sound = File.ReadAllBytes(Folder.File(AdapterFolder.WeightsFile));
    }

    public override string Name => "adapter_model.safetensors";

    public override IReadOnlyList<byte[]> Sound => [_sound];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File(AdapterFolder.WeightsFile), input);
        AdapterFolder.Check(Folder.Path, _model.Lora!, _model.Config);
        AdapterFolder.Read(Folder.Path, _model.Decoder.Adapters!);
    }
}

/// <summary>The note of which weights an adapter was learned on.</summary>
internal sealed class BaseNoteReader : UntrustedReader
{
    public override string Name => "base.sha256";

    public override IReadOnlyList<byte[]> Sound { get; } = [Encoding.UTF8.GetBytes(new string('a', 64) + "\n")];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File(BaseWeights.FileName), input);
        Assert.Equal(64, BaseWeights.Noted(Folder.Path)!.Length);
    }
}

/// <summary>A native library whose symbol is renamed.</summary>
internal sealed class LibraryReader : UntrustedReader
{
    public override string Name => "ELF library";

    public override IReadOnlyList<byte[]> Sound { get; } = [new SmallLibrary().Bytes];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input) => SymbolRename.Apply([.. input]);
}

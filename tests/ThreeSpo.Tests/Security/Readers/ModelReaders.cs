using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Torch.Loading;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
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

/// <summary>A native library whose symbol is renamed.</summary>
internal sealed class LibraryReader : UntrustedReader
{
    public override string Name => "ELF library";

    public override IReadOnlyList<byte[]> Sound { get; } = [new SmallLibrary().Bytes];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input) => SymbolRename.Apply([.. input]);
}

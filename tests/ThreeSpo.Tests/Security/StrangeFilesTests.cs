using System.IO.Compression;
using System.Text;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Outside;
using ThreeSpo.Tests.Security.Readers;
using ThreeSpo.Tests.Torch.Models.Lora;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Tests.Worlds.Alfworld;
using ThreeSpo.Tests.Worlds.Webshop;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Security;

/// <summary>Every reader by path, where a device, a pipe, a folder, a link in a circle, or nothing lies at the path.</summary>
public sealed class StrangeFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Readers => ["settings", "light", "game", "compact", "games folder", "config", "index", "tensors", "prompts", "adapter", "adapter config", "base note", "tokenizer", "vocabulary", "products", "attributes", "nouns", "search index"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_device_is_refused_at_once(string reader)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices are Linux's.");
        File.CreateSymbolicLink(Place(reader), "/dev/zero");
        Refused(reader);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_pipe_that_nobody_writes_to_is_not_waited_for(string reader)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes are Unix's.");
        await OutsideFileTests.MakePipeAsync(Place(reader));
        Task refused = Task.Run(() => Refused(reader), TestContext.Current.CancellationToken);
        Assert.Same(refused, await Task.WhenAny(refused, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        await refused;
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_link_in_a_circle_is_refused(string reader)
    {
        File.CreateSymbolicLink(Place(reader), Place(reader));
        Refused(reader);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_folder_in_place_of_the_file_is_refused(string reader)
    {
        Directory.CreateDirectory(Place(reader));
        Refused(reader);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_beyond_any_bound_is_refused_before_it_is_read(string reader)
    {
        using (FileStream file = File.Create(Place(reader)))
            file.SetLength(1L << 40);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(reader);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    [Fact]
    public void Folders_that_link_to_themselves_are_walked_once()
    {
        Directory.CreateDirectory(_folder.File("games/deep"));
        Directory.CreateSymbolicLink(_folder.File("games/deep/again"), _folder.File("games"));
        File.WriteAllBytes(_folder.File("games/deep/game.tw-pddl"), WrittenGame.Shipped(TinyGame.Facts()));

        Assert.Single(GameFiles.Load(_folder.File("games")));
    }

    [Fact]
    public void A_model_whose_files_are_links_as_in_a_cache_is_loaded()
    {
        using LanguageModel model = SmallModel.Create();
        model.Save(_folder.File("blobs"), "talk/1");
        Directory.CreateDirectory(_folder.File("snapshot"));
        foreach (string file in Directory.EnumerateFiles(_folder.File("blobs")))
            File.CreateSymbolicLink(Path.Combine(_folder.File("snapshot"), Path.GetFileName(file)), $"../blobs/{Path.GetFileName(file)}");

        using LanguageModel loaded = LanguageModel.Load(_folder.File("snapshot"), ModelDevice.Cpu);

        Assert.Equal(model.Config.Parameters, loaded.Config.Parameters);
    }

    [Fact]
    public void Tensors_that_are_cut_off_after_their_header_was_read_are_refused()
    {
        using LanguageModel model = SmallModel.Create(layers: 1);
        model.Save(_folder.Path, "talk/1");
        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("model.safetensors"));
        using (FileStream shorter = File.Open(_folder.File("model.safetensors"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            shorter.SetLength(shorter.Length / 2);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (string name in file.Names)
                file.Read(name).Dispose();
        });
        Assert.Contains("become shorter", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zeros")]
    [InlineData("lines")]
    [InlineData("games")]
    public void A_small_file_that_unpacks_to_gigabytes_is_refused_within_bounds(string kind)
    {
        string path = _folder.File("bomb.compact.jsonl.gz");
        byte[] part = kind switch
        {
            "zeros" => new byte[1 << 20],
            "lines" => [.. Enumerable.Repeat((byte)'\n', 1 << 20)],
            _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Encoding.UTF8.GetString(WrittenGame.Compact(Smallest)) + "\n", 3000))),
        };
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            for (int i = 0; i < (kind is "games" ? 4 : 100); i++)
                packed.Write(part);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<GameFormatException>(() => GameFiles.Load(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L << 20);
    }

    [Fact]
    public void Reading_writes_nothing()
    {
        using LanguageModel model = SmallModel.Create(layers: 1);
        model.Save(_folder.File("model"), "talk/1");
        File.WriteAllBytes(_folder.File("game.tw-pddl"), WrittenGame.Shipped(TinyGame.Facts()));
        File.WriteAllText(_folder.File("mine.json"), "{\"out\":\"elsewhere\"}");
        string[] before = Everything();

        LanguageModel.Load(_folder.File("model"), ModelDevice.Cpu).Dispose();
        GameFiles.Load(_folder.File("game.tw-pddl"));
        SettingsSource.Read([_folder.File("mine.json")]);

        Assert.Equal(before, Everything());
    }

    private static GameFacts Smallest { get; } = TinyGame.Facts() with { Objects = [], Cool = [], InObject = [], Receptacles = [new("desk_bar_1", "desk", "loc_bar_1", false)] };

    private string[] Everything() =>
        [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}").Order()];

    /// <summary>Where a reader looks, with everything else that it needs in place.</summary>
    private string Place(string reader)
    {
        if (reader is "index" or "tensors" or "vocabulary")
        {
            using LanguageModel model = SmallModel.Create(layers: 1);
            model.Save(_folder.Path, "talk/1");
            File.Delete(_folder.File("model.safetensors"));
            File.Delete(_folder.File("tokenizer.json"));
            File.Delete(_folder.File("vocab.json"));
        }

        if (reader is "adapter")
        {
            using LanguageModel model = AdaptedModel.Moved();
            model.Save(_folder.Path, "talk/1");
            File.Delete(_folder.File("adapter_model.safetensors"));
        }

        if (reader is "products" or "attributes")
        {
            WrittenShop.Write(_folder.Path);
            File.Delete(_folder.File(reader is "products" ? "items_shuffle.json" : "items_ins_v2.json"));
        }

        if (reader is "games folder")
            Directory.CreateDirectory(_folder.File("games"));

        return _folder.File(reader switch
        {
            "settings" => "mine.json",
            "light" => "a.light",
            "game" => "game.tw-pddl",
            "compact" => "a.compact.jsonl",
            "games folder" => "games/game.tw-pddl",
            "config" => "config.json",
            "index" => "model.safetensors.index.json",
            "tensors" => "model.safetensors",
            "prompts" => "3spo.json",
            "adapter" => "adapter_model.safetensors",
            "adapter config" => "adapter_config.json",
            "base note" => "base.sha256",
            "tokenizer" => "tokenizer.json",
            "products" => "items_shuffle.json",
            "attributes" => "items_ins_v2.json",
            "nouns" => "nouns.json",
            "search index" => "shop.index",
            _ => "vocab.json",
        });
    }

    private void Refused(string reader)
    {
        Exception? fault = Record.Exception(() =>
        {
            switch (reader)
            {
                case "settings":
                    SettingsFile.Read(_folder.File("mine.json"));
                    break;
                case "light":
                    LightPolicyFile.Load(_folder.File("a.light"), "any/1");
                    break;
                case "game":
                    GameFiles.Load(_folder.File("game.tw-pddl"));
                    break;
                case "compact":
                    GameFiles.Load(_folder.File("a.compact.jsonl"));
                    break;
                case "games folder":
                    GameFiles.Load(_folder.File("games"));
                    break;
                case "config":
                    DecoderConfig.Load(_folder.File("config.json"));
                    break;
                case "prompts":
                    _ = PromptsFile.Read(_folder.Path) ?? throw new FileNotFoundException("No note, and none is needed.");
                    break;
                case "adapter":
                    using (LanguageModel model = SmallModel.Create())
                        AdapterFolder.Check(_folder.Path, AdapterFolder.Config(_folder.Path), model.Config);

                    break;
                case "adapter config":
                    AdapterFolder.Config(_folder.Path);
                    break;
                case "base note":
                    _ = BaseWeights.Noted(_folder.Path) ?? throw new FileNotFoundException("No note, and none is needed.");
                    break;
                case "products" or "attributes":
                    CatalogueFiles.Load(_folder.Path);
                    break;
                case "nouns":
                    SideCarNouns.Read(_folder.File("nouns.json"), new RuleNouns());
                    break;
                case "search index":
                    SearchIndex.Load(_folder.File("shop.index"), []);
                    break;
                case "tokenizer" or "vocabulary":
                    Tokenizer.Load(_folder.Path);
                    break;
                default:
                    ModelFolder.Load(_folder.Path, Placement.Processor).Dispose();
                    break;
            }
        });
        Assert.NotNull(fault);
        Assert.True(fault is InvalidDataException or FileNotFoundException or GameFormatException or SettingsException, $"Found {fault}");
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }
}

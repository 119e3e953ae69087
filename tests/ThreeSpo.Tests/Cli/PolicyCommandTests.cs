using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Cli;

/// <summary>Models looked into and written out, as a user does it.</summary>
public sealed class PolicyCommandTests(TrainedRun trained) : IDisposable
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "models", "tiny");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_looked_into_in_a_terminals_width()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "inspect", Tiny, "--tensors");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.All(outcome.Output.Split('\n').Skip(1), line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(@"family +Qwen2\n", outcome.Output);
        Assert.Matches(@"embedding +1 +106,112 ", outcome.Output);
        Assert.Matches(@"all +50 +894,720 +100.0 %", outcome.Output);
        Assert.Matches(@"answers end with +828 <\|im_end\|>", outcome.Output);
        Assert.Matches(@"model\.layers\.3\.mlp\.down_proj\.weight +\[128, 384\] +float32\n", outcome.Output);
    }

    [Fact]
    public async Task What_is_printed_for_programs_agrees_with_the_model()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "inspect", "tiny", "--json", "--tensors");
        JsonElement it = JsonElement.Parse(outcome.Output);
        DecoderConfig config = DecoderConfig.Load(Path.Combine(Tiny, "config.json"));

        Assert.Equal(0, outcome.Code);
        Assert.Equal(config.Parameters, it.GetProperty("parameters").GetInt64());
        Assert.Equal(config.Parameters, it.GetProperty("parts").EnumerateObject().Sum(part => part.Value.GetInt64()));
        Assert.Equal(config.Parameters, it.GetProperty("tensors").EnumerateArray().Sum(tensor => tensor.GetProperty("shape").EnumerateArray().Aggregate(1L, (size, side) => size * side.GetInt64())));
        Assert.Equal(new FileInfo(Path.Combine(Tiny, "model.safetensors")).Length, it.GetProperty("files")[0].GetProperty("bytes").GetInt64());
        Assert.Equal(16 * config.Parameters, it.GetProperty("memory").GetProperty("trainAll").GetInt64());
        Assert.Equal("<|im_end|>", it.GetProperty("tokenizer").GetProperty("special").GetProperty("828").GetString());
        Assert.Equal(829, it.GetProperty("tokenizer").GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_model_of_seven_thousand_million_numbers_is_looked_into_without_reading_them()
    {
        var config = new DecoderConfig
        {
            VocabularySize = 152_064,
            HiddenSize = 3584,
            IntermediateSize = 18_944,
            Layers = 28,
            Heads = 28,
            KeyValueHeads = 4,
            TiedHead = false,
        };
        File.WriteAllText(_folder.File("config.json"), config.ToJson("bfloat16"));
        WriteHoles(_folder.File("model.safetensors"), config);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "inspect", _folder.Path);

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Matches(@"all +339 +7,615,616,512 +100.0 %", outcome.Output);
        Assert.Matches(@"type on disk +bfloat16", outcome.Output);
        Assert.Matches(@"tokenizer +none", outcome.Output);
        Assert.Matches(@"to train all weights, before activations +113 GiB", outcome.Output);
    }

    [Fact]
    public async Task An_export_says_what_it_wrote_and_can_be_looked_into_and_played()
    {
        RecordedModel.RequireTorch();
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "export", "tiny", _folder.File("out"), "--type", "bfloat16", "--shard-size", "0.001");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Contains("894,720 numbers in bfloat16", Sentence(outcome.Output), StringComparison.Ordinal);
        Assert.Contains("50 tensors in 2 files of weights", Sentence(outcome.Output), StringComparison.Ordinal);
        foreach (string name in new[] { "tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt", "3spo.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(Tiny, name)), File.ReadAllBytes(_folder.File($"out/{name}")));

        Assert.Matches(@"type on disk +bfloat16", (await Program3spo.RunAsync(null, "policy", "inspect", _folder.File("out"))).Output);
        Program3spo.Outcome measured = await Program3spo.RunAsync(null, "eval", $"policy={_folder.File("out")}", "unseenGames=2", "maxSteps=3");
        Assert.Equal((0, ""), (measured.Code, measured.Errors));

        // Half precision stays that where nobody asks for another.
        Assert.Contains("in bfloat16", (await Program3spo.RunAsync(null, "policy", "export", _folder.File("out"), _folder.File("again"))).Output, StringComparison.Ordinal);
        Assert.Contains("in float32", (await Program3spo.RunAsync(null, "policy", "export", _folder.File("out"), _folder.File("wide"), "--type", "float32")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_and_its_checkpoint_are_written_out_as_they_play()
    {
        RecordedModel.RequireTorch();
        Program3spo.Outcome run = await Program3spo.RunAsync(
            null, "train", "policy=tiny", "world=corridor", "trees=2", "treeTrajectories=2", "treeActions=12", "maxSteps=6", "actions=40", "updateEvery=2",
            "checkpointSeconds=0", $"out={_folder.Path}", "name=run");
        Assert.Equal(0, run.Code);

        Assert.Equal(0, (await Program3spo.RunAsync(null, "policy", "export", _folder.File("run"), _folder.File("out"))).Code);
        Assert.Equal(File.ReadAllBytes(_folder.File("run/policy/model.safetensors")), File.ReadAllBytes(_folder.File("out/model.safetensors")));

        string checkpoint = Directory.EnumerateDirectories(_folder.File("run/checkpoints")).Order(StringComparer.Ordinal).First();
        Assert.Equal(0, (await Program3spo.RunAsync(null, "policy", "export", checkpoint, _folder.File("then"))).Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(checkpoint, "policy/model.safetensors")), File.ReadAllBytes(_folder.File("then/model.safetensors")));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_written_to_only_by_force_and_what_is_no_model_stays()
    {
        RecordedModel.RequireTorch();
        File.WriteAllText(_folder.File("notes.txt"), "mine");
        Program3spo.Outcome refused = await Program3spo.RunAsync(null, "policy", "export", "tiny", _folder.Path);
        Assert.Equal(2, refused.Code);
        Assert.Contains("is not empty", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));

        Assert.Equal(0, (await Program3spo.RunAsync(null, "policy", "export", "tiny", _folder.Path, "--force")).Code);
        Assert.Equal("mine", File.ReadAllText(_folder.File("notes.txt")));
        Assert.Equal(2, (await Program3spo.RunAsync(null, "policy", "export", _folder.Path, $"{_folder.Path}/", "--force")).Code);
    }

    [Fact]
    public async Task Where_the_disk_is_full_one_line_says_so_and_nothing_is_left()
    {
        RecordedModel.RequireTorch();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Disks are made full with what Linux has for it.");
        Program3spo.Outcome outcome = await Program3spo.WithinAsync(2000, "policy", "export", "tiny", _folder.File("out"));

        Assert.Equal((1, ""), (outcome.Code, outcome.Output));
        Assert.Contains("larger than its disk takes", Assert.Single(outcome.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("There is no language model at 'nowhere'", "inspect", "nowhere")]
    [InlineData("'start' is a light policy", "inspect", "start")]
    [InlineData("There is no language model at 'nowhere'", "export", "nowhere", "out")]
    [InlineData("--shard-size is 0,", "export", "tiny", "out", "--shard-size", "0")]
    [InlineData("--shard-size is NaN", "export", "tiny", "out", "--shard-size", "NaN")]
    [InlineData("'int4' not recognized", "export", "tiny", "out", "--type", "int4")]
    [InlineData("Required argument missing", "export", "tiny")]
    public async Task A_mistake_is_one_clear_line_and_exit_code_2(string expected, params string[] words)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["policy", .. words.Select(word => word == "out" ? _folder.File("out") : word)]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Folders_without_a_language_model_and_weights_of_another_are_mistakes()
    {
        await trained.ReadyAsync();
        await IsMistake("is a light policy", trained.Branch);

        Directory.CreateDirectory(_folder.File("other"));
        foreach (string file in Directory.EnumerateFiles(Tiny))
            File.Copy(file, _folder.File($"other/{Path.GetFileName(file)}"));
        string config = File.ReadAllText(_folder.File("other/config.json"));
        File.WriteAllText(_folder.File("other/config.json"), config.Replace("\"intermediate_size\": 384", "\"intermediate_size\": 400", StringComparison.Ordinal));
        await IsMistake("has shape [384, 128], but config.json asks for [400, 128]", _folder.File("other"));

        File.WriteAllText(_folder.File("other/config.json"), config);
        File.WriteAllText(_folder.File("other/adapter_config.json"), "{}");
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "export", _folder.File("other"), _folder.File("out"));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("policy merge", outcome.Errors, StringComparison.Ordinal);

        async Task IsMistake(string expected, string folder)
        {
            Program3spo.Outcome found = await Program3spo.RunAsync(null, "policy", "inspect", folder);
            Assert.Equal(2, found.Code);
            Assert.Contains(expected, Assert.Single(found.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    private static string Sentence(string output) => output.ReplaceLineEndings(" ");

    /// <summary>A file whose numbers are a hole: it is as long as the model, and takes no room.</summary>
    private static void WriteHoles(string path, DecoderConfig config)
    {
        long at = 0;
        Dictionary<string, object> entries = [];
        foreach (TensorPlace place in DecoderTensors.Of(config))
        {
            entries[place.Name] = new { dtype = "BF16", shape = place.Shape, data_offsets = new[] { at, at + (2 * place.Count) } };
            at += 2 * place.Count;
        }

        byte[] header = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entries));
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        using FileStream file = File.Create(path);
        file.Write(length);
        file.Write(header);
        file.SetLength(8 + header.Length + at);
    }
}

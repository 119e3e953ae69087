using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>A small model that was really trained, on stories, in every family it was converted to: what another program computed with it in double precision.</summary>
public sealed class Stories260KGoldenTests
{
    private const double Tolerance = 1e-3;

    [Fact]
    public void Logits_and_log_probabilities_equal_the_recorded_ones()
    {
        using SafetensorsFile recorded = SafetensorsFile.Open(GoldenFolder.FileOrSkip("stories260K/golden_logits.safetensors"));
        foreach (string folder in Folders())
        {
            using Decoder model = ModelFolder.Load(folder, Placement.Processor);
            foreach ((int index, JsonElement it) in Cases())
            {
                using var guard = no_grad();
                using var scope = NewDisposeScope();
                int[] ids = RecordedModel.Ids(it.GetProperty("ids"));
                Tensor logits = ModelRun.Logits(model, ids, from: 0);
                double apart = (logits - recorded.Read($"prompt{index}.logits")).abs().max().item<float>();
                Assert.True(apart < Tolerance, $"{folder}, prompt {index}: logits are apart by {apart:g3}, allowed {Tolerance}.");

                double[] expected = Compare.Numbers(it.GetProperty("next_token_logprobs"));
                Assert.Equal(ids.Length - 1, expected.Length);
                Tensor all = logits.to(ScalarType.Float64).log_softmax(-1);
                for (int i = 0; i < expected.Length; i++)
                    Compare.Close(expected[i], all[i, ids[i + 1]].item<double>(), 0, $"{folder}, prompt {index}, token {i + 1}", Tolerance);
            }
        }
    }

    [Fact]
    public void Greedy_stories_equal_the_recorded_ones()
    {
        foreach (string folder in Folders())
        {
            using Decoder model = ModelFolder.Load(folder, Placement.Processor);
            foreach ((int index, JsonElement it) in Cases())
            {
                int[] expected = RecordedModel.Ids(it.GetProperty("greedy"));
                int[] written = ModelRun.Greedy(model, RecordedModel.Ids(it.GetProperty("ids")), expected.Length);
                Assert.True(expected.AsSpan().SequenceEqual(written), $"{folder}, prompt {index}: recorded {string.Join(' ', expected)}, written {string.Join(' ', written)}.");
            }
        }
    }

    [Fact]
    public void The_published_story_is_written_word_for_word()
    {
        string published = File.ReadAllText(Path.Combine(Root(), "stories260K.md")).ReplaceLineEndings("\n");
        const string Begin = "-t 0.0\n";
        int from = published.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        string story = published[from..published.IndexOf("\n```", from, StringComparison.Ordinal)];
        string[] pieces = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "tok512.json"))).RootElement.GetProperty("vocab").EnumerateArray().Select(Piece)];

        foreach (string folder in Folders())
        {
            using Decoder model = ModelFolder.Load(folder, Placement.Processor);
            int[] written = ModelRun.Greedy(model, [1], 256);
            string text = string.Concat(written.TakeWhile(id => id is not (1 or 2)).Select(id => pieces[id])).TrimStart();
            Assert.StartsWith(story, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_conversions_of_the_weights_compute_the_same()
    {
        string[] folders = Folders();
        Assert.True(folders.Length > 1, $"Only {folders.Length} conversion: nothing to compare.");
        int[] ids = RecordedModel.Ids(Cases().Last().Case.GetProperty("ids"));

        float[][] all = [.. folders.Select(folder =>
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            using Decoder model = ModelFolder.Load(folder, Placement.Processor);
            return ModelRun.Logits(model, ids, from: ids.Length / 2).reshape(-1).data<float>().ToArray();
        })];

        Assert.All(all, one => Assert.Equal(all[0], one));
        Assert.Equal(folders.Length, folders.Select(folder => DecoderConfig.Load(Path.Combine(folder, "config.json")).Family).Distinct().Count());
    }

    /// <summary>What a token prints: bytes are written as &lt;0x0A&gt;.</summary>
    private static string Piece(JsonElement entry) => entry[0].GetString() is ['<', '0', 'x', var high, var low, '>']
        ? ((char)Convert.ToByte($"{high}{low}", 16)).ToString()
        : entry[0].GetString()!;

    private static string Root()
    {
        string root = Path.Combine(GoldenFolder.Data, "models/stories260K");
        Assert.SkipUnless(Directory.Exists(root), $"No model at '{root}'.");
        return root;
    }

    /// <summary>Every folder that holds the model.</summary>
    private static string[] Folders()
    {
        RecordedModel.RequireTorch();
        string[] folders = [.. Directory.EnumerateDirectories(Root()).Where(ModelFolder.Holds).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(folders);
        return folders;
    }

    private static IEnumerable<(int Index, JsonElement Case)> Cases()
    {
        string path = GoldenFolder.FileOrSkip("stories260K/golden.json");
        JsonElement[] cases = [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray()];
        Assert.True(cases.Length > 0, $"'{path}' holds no case. Restore the recording.");
        return cases.Index();
    }
}

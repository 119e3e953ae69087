using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>A small model that was really trained, on stories: what another program computed with it in double precision.</summary>
public sealed class Stories260KGoldenTests
{
    private const double Tolerance = 1e-3;

    [Fact]
    public void Logits_and_log_probabilities_equal_the_recorded_ones()
    {
        using Decoder model = Load();
        using SafetensorsFile recorded = SafetensorsFile.Open(GoldenFolder.FileOrSkip("stories260K/golden_logits.safetensors"));
        foreach ((int index, JsonElement it) in Cases())
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            int[] ids = RecordedModel.Ids(it.GetProperty("ids"));
            Tensor logits = ModelRun.Logits(model, ids, from: 0);
            double apart = (logits - recorded.Read($"prompt{index}.logits")).abs().max().item<float>();
            Assert.True(apart < Tolerance, $"Prompt {index}: logits are apart by {apart:g3}, allowed {Tolerance}.");

            double[] expected = Compare.Numbers(it.GetProperty("next_token_logprobs"));
            Assert.Equal(ids.Length - 1, expected.Length);
            Tensor all = logits.to(ScalarType.Float64).log_softmax(-1);
            for (int i = 0; i < expected.Length; i++)
                Compare.Close(expected[i], all[i, ids[i + 1]].item<double>(), 0, $"Prompt {index}, token {i + 1}", Tolerance);
        }
    }

    [Fact]
    public void Greedy_stories_equal_the_recorded_ones()
    {
        using Decoder model = Load();
        foreach ((int index, JsonElement it) in Cases())
        {
            int[] expected = RecordedModel.Ids(it.GetProperty("greedy"));
            int[] written = ModelRun.Greedy(model, RecordedModel.Ids(it.GetProperty("ids")), expected.Length);
            Assert.True(expected.AsSpan().SequenceEqual(written), $"Prompt {index}: recorded {string.Join(' ', expected)}, written {string.Join(' ', written)}.");
        }
    }

    private static Decoder Load()
    {
        RecordedModel.RequireTorch();
        string folder = Path.Combine(GoldenFolder.Data, "models/stories260K/hf-qwen2");
        Assert.SkipUnless(Directory.Exists(folder), $"No model at '{folder}'.");
        return ModelFolder.Load(folder, Placement.Processor);
    }

    private static IEnumerable<(int Index, JsonElement Case)> Cases()
    {
        string path = GoldenFolder.FileOrSkip("stories260K/golden.json");
        JsonElement[] cases = [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray()];
        Assert.True(cases.Length > 0, $"'{path}' holds no case. Restore the recording.");
        return cases.Index();
    }
}

using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Kernels;

/// <summary>What other programs computed with recorded models, by the vector engine.</summary>
public sealed class VectorEngineGoldenTests
{
    private const double Tolerance = 1e-3;

    [Fact]
    public void Logits_and_greedy_continuations_equal_the_recordings()
    {
        foreach (RecordedModel recorded in RecordedModel.All())
        {
            using Decoder model = ModelFolder.Load(recorded.Folder, Placement.Processor);
            using VectorEngine engine = EngineRun.Engine(model);
            using SafetensorsFile logits = SafetensorsFile.Open(Path.Combine(recorded.Folder, "golden_logits.safetensors"));
            foreach ((int index, JsonElement it) in recorded.Cases())
            {
                int[] ids = RecordedModel.Ids(it.GetProperty("prompt"));
                using (Tensor expected = logits.Read($"prompt{index}.logits"))
                    Near(engine, ids, expected, $"{recorded.Name}, prompt {index}");

                int[] greedy = RecordedModel.Ids(it.GetProperty("greedy24"));
                Assert.Equal(greedy, EngineRun.Greedy(engine, ids, greedy.Length));
            }
        }
    }

    [Fact]
    public void Both_conversions_of_a_trained_model_tell_the_recorded_stories()
    {
        RecordedModel.RequireTorch();
        string path = GoldenFolder.FileOrSkip("stories260K/golden.json");
        string folder = Path.Combine(GoldenFolder.Data, "models/stories260K");
        Assert.SkipUnless(Directory.Exists(folder), $"No models at '{folder}'.");
        string[] conversions = [.. Directory.EnumerateFiles(folder, "config.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)];
        Assert.NotEmpty(conversions);
        using SafetensorsFile recorded = SafetensorsFile.Open(GoldenFolder.FileOrSkip("stories260K/golden_logits.safetensors"));
        JsonElement[] cases = [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray()];
        Assert.NotEmpty(cases);
        foreach (string conversion in conversions)
        {
            using Decoder model = ModelFolder.Load(conversion, Placement.Processor);
            using VectorEngine engine = EngineRun.Engine(model);
            foreach ((int index, JsonElement it) in cases.Index())
            {
                int[] ids = RecordedModel.Ids(it.GetProperty("ids"));
                using (Tensor expected = recorded.Read($"prompt{index}.logits"))
                    Near(engine, ids, expected, $"{conversion}, prompt {index}");

                int[] greedy = RecordedModel.Ids(it.GetProperty("greedy"));
                Assert.Equal(greedy, EngineRun.Greedy(engine, ids, greedy.Length));
            }
        }
    }

    /// <summary>Every beginning of a text, all admitted at once.</summary>
    private static void Near(VectorEngine engine, int[] ids, Tensor expected, string where)
    {
        AnsweredPrompt[] prompts = [.. Enumerable.Range(1, ids.Length).Select(count => new AnsweredPrompt(ids[..count], 1, 1))];
        float[][] found = EngineRun.Rows(engine.Admit(prompts), ids.Length);
        float[] recorded = expected.to(ScalarType.Float32).data<float>().ToArray();
        int width = recorded.Length / ids.Length;
        for (int i = 0; i < ids.Length; i++)
        {
            double apart = found[i].Zip(recorded.Skip(i * width), (one, other) => Math.Abs(one - other)).Max();
            Assert.True(apart < Tolerance, $"{where}, token {i}: logits are apart by {apart:g3}, allowed {Tolerance}.");
        }

        foreach (AnsweredPrompt prompt in prompts)
            engine.Release(prompt);
    }
}

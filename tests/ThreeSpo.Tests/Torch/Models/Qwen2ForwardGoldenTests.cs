using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>Every recorded model: logits, what follows from them, and greedy continuations.</summary>
public sealed class Qwen2ForwardGoldenTests
{
    private const double Tolerance = 1e-3;

    [Fact]
    public void Logits_equal_the_recorded_ones_wherever_a_sequence_is_split_into_prompt_and_answer()
    {
        foreach (RecordedModel recorded in RecordedModel.All())
        {
            using Decoder model = ModelFolder.Load(recorded.Folder, Placement.Processor);
            using SafetensorsFile logits = SafetensorsFile.Open(Path.Combine(recorded.Folder, "golden_logits.safetensors"));
            foreach ((int index, JsonElement it) in recorded.Cases())
            {
                int[] ids = RecordedModel.Ids(it.GetProperty("prompt"));
                using Tensor expected = logits.Read($"prompt{index}.logits");
                foreach (int from in new[] { 0, ids.Length / 2, ids.Length - 1 }.Distinct())
                {
                    using var scope = NewDisposeScope();
                    Tensor computed = ModelRun.Logits(model, ids, from);
                    double apart = (computed - expected.narrow(0, from, ids.Length - from)).abs().max().item<float>();
                    Assert.True(apart < Tolerance, $"{recorded.Name}, prompt {index} split at {from}: logits are apart by {apart:g3}, allowed {Tolerance}.");
                }
            }
        }
    }

    [Fact]
    public void What_follows_from_logits_equals_the_recordings()
    {
        foreach (RecordedModel recorded in RecordedModel.All())
        {
            using Decoder model = ModelFolder.Load(recorded.Folder, Placement.Processor);
            foreach ((int index, JsonElement it) in recorded.Cases())
            {
                using var scope = NewDisposeScope();
                int[] ids = RecordedModel.Ids(it.GetProperty("prompt"));
                Tensor logits = ModelRun.Logits(model, ids, 0).to(ScalarType.Float64);
                Tensor logProbabilities = logits.log_softmax(-1);
                Tensor next = ids.Length == 1 ? zeros(0, ScalarType.Float64)
                    : logProbabilities.narrow(0, 0, ids.Length - 1).gather(1, ModelRun.Ids(ids[1..], ids.Length - 1, 1)).reshape(-1);

                Near(it, "logsumexp", logits.logsumexp(-1), $"{recorded.Name}[{index}]");
                Near(it, "entropy", -(logProbabilities.exp() * logProbabilities).sum(-1), $"{recorded.Name}[{index}]");
                Near(it, "next_token_logprobs", next, $"{recorded.Name}[{index}]");
                Near(it, "logits_row_sums", logits.sum(-1), $"{recorded.Name}[{index}]", tolerance: Tolerance * model.Config.VocabularySize);
            }
        }
    }

    [Fact]
    public void Greedy_continuations_from_the_cache_equal_the_recordings()
    {
        foreach (RecordedModel recorded in RecordedModel.All())
        {
            using Decoder model = ModelFolder.Load(recorded.Folder, Placement.Processor);
            foreach ((int index, JsonElement it) in recorded.Cases())
            {
                int[] expected = RecordedModel.Ids(it.GetProperty("greedy24"));
                int[] computed = ModelRun.Greedy(model, RecordedModel.Ids(it.GetProperty("prompt")), expected.Length);
                Assert.True(expected.AsSpan().SequenceEqual(computed), $"{recorded.Name}, prompt {index}: recorded {string.Join(' ', expected)}, computed {string.Join(' ', computed)}.");
            }
        }
    }

    private static void Near(JsonElement it, string name, Tensor computed, string where, double tolerance = Tolerance)
    {
        double[] expected = Compare.Numbers(it.GetProperty(name));
        double[] found = computed.data<double>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Compare.Close(expected[i], found[i], 0, $"{where}, {name}[{i}]", tolerance);
    }
}

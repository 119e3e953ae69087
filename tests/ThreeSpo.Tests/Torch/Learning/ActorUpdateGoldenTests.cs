using System.Text.Json;
using ThreeSpo.Optimization;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Three optimiser steps of the whole actor loss on a padded batch, as another program took them.</summary>
public sealed class ActorUpdateGoldenTests
{
    [Fact]
    public void Gradients_of_the_first_step_equal_the_recordings_in_double_precision()
    {
        foreach (RecordedModel recorded in RecordedModel.All("golden_actor_update.json"))
        {
            using var run = new RecordedUpdate(recorded, ScalarType.Float64, maxNorm: 0, decay: 0);
            using SafetensorsFile gradients = SafetensorsFile.Open(Path.Combine(recorded.Folder, "golden_grads_step0.safetensors"));
            foreach ((string name, Tensor computed) in run.Gradients())
            {
                using Tensor expected = gradients.Read(name).to(ScalarType.Float64);
                double apart = (computed - expected).abs().max().item<double>();
                double size = expected.abs().max().item<double>();
                Assert.True(apart <= 1e-6 * Math.Max(size, 1e-3), $"{recorded.Name} {name}: gradients are apart by {apart:g3}, the largest is {size:g3}.");
                computed.Dispose();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Three_steps_equal_the_recordings(bool isDouble)
    {
        foreach (RecordedModel recorded in RecordedModel.All("golden_actor_update.json"))
        {
            using var run = new RecordedUpdate(recorded, isDouble ? ScalarType.Float64 : ScalarType.Float32);
            double relative = isDouble ? 1e-6 : 1e-4;
            int number = 0;
            foreach (JsonElement step in run.Json.GetProperty("steps").EnumerateArray())
            {
                string where = $"{recorded.Name}, step {number++} in {(isDouble ? "double" : "single")} precision";
                run.CheckLogProbabilities(step, isDouble ? 1e-6 : 1e-3, where);
                StepReport report = run.Step();
                void Near(string name, double found) => Compare.Close(Compare.Number(step.GetProperty(name)), found, relative, $"{where}: {name}", relative);
                Near("pg_loss", report.PolicyLoss);
                Near("entropy_loss", report.Entropy);
                Near("kl_loss", report.Divergence);
                Near("loss", report.Loss);
                Near("clipfrac", report.Clipped / report.LiveTokens);
                Near("clipfrac_lower", report.DualClipped / report.LiveTokens);
                Near("ppo_kl", report.Drift / report.LiveTokens);
                Near("grad_norm_before_clip", report.GradientNorm);
            }

            Assert.True(number > 0, $"{recorded.Name}: the recording holds no step.");
            run.CheckParameters(Path.Combine(recorded.Folder, "golden_params_after3.safetensors"), recorded.Name);
        }
    }

    /// <summary>The recorded batch, and a model to learn from it.</summary>
    private sealed class RecordedUpdate : IDisposable
    {
        private readonly Decoder _model;
        private readonly AdamW _optimiser;
        private readonly ActorUpdate _update;
        private readonly Lesson[] _lessons;
        private readonly double _learningRate;

        public RecordedUpdate(RecordedModel recorded, ScalarType type, double? maxNorm = null, double? decay = null)
        {
            Json = recorded.Read("golden_actor_update.json");
            JsonElement hyper = Json.GetProperty("hyper");
            double Number(string name) => Compare.Number(hyper.GetProperty(name));
            Assert.Equal("low_var_kl", hyper.GetProperty("kl_loss_type").GetString());
            _model = ModelFolder.Load(recorded.Folder, new Placement(type, CPU));
            _optimiser = new AdamW([.. _model.parameters()], decay ?? Number("weight_decay"));
            _learningRate = Number("lr");
            _lessons = [.. Lessons(Json, Number("temperature"))];
            _update = new ActorUpdate(
                _model, _optimiser,
                new LearnerSettings
                {
                    Clip = Number("cliprange"),
                    ClipHigh = Number("cliprange_high"),
                    DualClip = Number("clip_ratio_c"),
                    Aggregation = LossGoldenTests.Mode(hyper.GetProperty("loss_agg_mode").GetString()!),
                    KlWeight = Number("kl_loss_coef"),
                    MaxGradientNorm = maxNorm ?? Number("max_grad_norm"),
                },
                new LanguageLearnerSettings
                {
                    EntropyWeight = Number("entropy_coeff"),

                    // Small pieces on two threads: the sum over pieces must equal the whole.
                    LearnTokens = 20,
                },
                answerLimit: Json.GetProperty("response_mask")[0].GetArrayLength(), workers: 2);
        }

        public JsonElement Json { get; }

        public StepReport Step() => _update.Step(_lessons, _learningRate, TestContext.Current.CancellationToken);

        public IEnumerable<(string Name, Tensor Gradient)> Gradients()
        {
            string[] names = [.. _model.named_parameters().Select(one => one.name)];
            return names.Zip(_update.Gradient(_lessons, TestContext.Current.CancellationToken).Gradient!);
        }

        public void CheckLogProbabilities(JsonElement step, double tolerance, string where)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            for (int row = 0; row < _lessons.Length; row++)
            {
                (Tensor found, Tensor entropy) = new PackedBatch([_lessons[row]]).Evaluate(_model);
                double[] logProbabilities = found.to(ScalarType.Float64).data<double>().ToArray();
                double[] entropies = entropy.to(ScalarType.Float64).data<double>().ToArray();
                for (int token = 0; token < logProbabilities.Length; token++)
                {
                    Compare.Close(Compare.Number(step.GetProperty("log_prob")[row][token]), logProbabilities[token], 0, $"{where}, row {row}, token {token}", tolerance);
                    Compare.Close(Compare.Number(step.GetProperty("entropy")[row][token]), entropies[token], 0, $"{where}, row {row}, token {token}: entropy", tolerance);
                }
            }
        }

        /// <summary>
        /// Adam's first steps move a number by about the step size whatever its slope, so one whose slope is all rounding may end up to two
        /// step sizes away; on the average they must agree far better.
        /// </summary>
        public void CheckParameters(string path, string where)
        {
            using SafetensorsFile expected = SafetensorsFile.Open(path);
            foreach ((string name, Tensor parameter) in _model.named_parameters())
            {
                using var scope = NewDisposeScope();
                Tensor apart = (parameter.detach().to(ScalarType.Float64) - expected.Read(name).to(ScalarType.Float64)).abs();
                double most = apart.max().item<double>();
                double mean = apart.mean().item<double>();
                Assert.True(most <= 2 * _learningRate, $"{where}: a number of '{name}' is apart by {most:g3} after the last step, allowed {2 * _learningRate:g3}.");
                Assert.True(mean <= 1e-6, $"{where}: '{name}' is apart by {mean:g3} on the average after the last step, allowed 1e-6.");
            }
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _model.Dispose();
        }

        /// <summary>A lesson a row; padding, which this program needs none of, is left out.</summary>
        private static IEnumerable<Lesson> Lessons(JsonElement json, double temperature)
        {
            int width = json.GetProperty("prompt_width").GetInt32();
            for (int row = 0; row < json.GetProperty("input_ids").GetArrayLength(); row++)
            {
                int[] Ids(string name) => RecordedModel.Ids(json.GetProperty(name)[row]);
                double[] Numbers(string name) => Compare.Numbers(json.GetProperty(name)[row]);
                int[] seen = Ids("attention_mask");
                int[] prompt = [.. Ids("input_ids").Take(width).Where((_, i) => seen[i] == 1)];
                int length = (int)Numbers("response_mask").Sum();
                yield return new Lesson(prompt,
                [
                    new LessonAnswer(Ids("responses")[..length], new TokenSet?[length], Numbers("old_log_prob")[..length], temperature, Numbers("advantages")[0])
                    {
                        Reference = Numbers("ref_log_prob")[..length],
                    },
                ]);
            }
        }
    }
}

using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Sixteen bits to compute with, masters of thirty-two to learn on.</summary>
public sealed class BfloatLearningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_goes_on_from_disk_ends_with_the_same_bytes()
    {
        using LanguageModel whole = Made();
        Lesson[] lessons = SomeLessons.Of(whole, 6);
        using LanguageLearner learner = Learner(whole);
        Learn(learner, lessons, 0, 3);
        whole.Save(_folder.Path, "some");
        learner.Save(_folder.Path);
        Learn(learner, lessons, 3, 6);

        using LanguageModel half = LanguageModel.Load(_folder.Path, ModelDevice.Cpu, precision: ModelPrecision.Bfloat16);
        using LanguageLearner again = Learner(half);
        again.Load(_folder.Path);
        Learn(again, lessons, 3, 6);

        Assert.Equal(SomeLessons.Bytes(whole), SomeLessons.Bytes(half));
        using LanguageModel start = Made();
        Assert.NotEqual(SomeLessons.Bytes(start), SomeLessons.Bytes(half));
    }

    [Fact]
    public void A_folder_of_sixteen_bits_is_loaded_and_saved_without_a_change()
    {
        using LanguageModel model = Made();
        model.Save(_folder.Path, "some");

        using LanguageModel loaded = LanguageModel.Load(_folder.Path, ModelDevice.Cpu, precision: ModelPrecision.Bfloat16);

        Assert.Equal(ModelPrecision.Bfloat16, loaded.Precision);
        Assert.Equal(SomeLessons.Bytes(model), SomeLessons.Bytes(loaded));
        Assert.Contains("bfloat16", File.ReadAllText(Path.Combine(_folder.Path, LanguageModel.ConfigFile)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Slopes_are_near_those_of_single_precision(bool pads)
    {
        using LanguageModel single = SmallModel.Create();
        using LanguageModel half = Made();
        half.Decoder.AlwaysPads = pads;
        Lesson[] lessons = SomeLessons.Of(single, 8);

        float[] expected = Gradient(single, lessons);
        float[] found = Gradient(half, lessons);

        // The angle between the two directions; a hundredth of a turn would be 0.998.
        double Product(float[] a, float[] b) => a.Zip(b).Sum(pair => (double)pair.First * pair.Second);
        Assert.InRange(Product(expected, found) / Math.Sqrt(Product(expected, expected) * Product(found, found)), 0.999, 1.001);
    }

    [Fact]
    public async Task How_far_sampling_and_learning_lie_apart_is_known()
    {
        foreach ((ModelPrecision precision, double least, double most) in new[] { (ModelPrecision.Float32, 0, 1e-5), (ModelPrecision.Bfloat16, 1e-6, 0.05) })
        {
            using LanguageModel model = SmallModel.Create(precision: precision);
            var actor = new LanguageActor(model, new Talk(), new SamplingSettings(), temperature: 1);
            TreeNode node = Talk.Node(4);
            LanguageProposal[] sampled = [.. (await actor.ProposeAsync([Talk.Ask(node, 8)], TestContext.Current.CancellationToken))[0].Cast<LanguageProposal>()];
            using LanguageLearner learner = Learner(model);
            Lesson lesson = new(sampled[0].Prompt, [.. sampled.Select((one, i) =>
                new LessonAnswer(one.Answer, one.Allowed, one.LogProbabilities, one.Temperature, i - 3.5))]);

            Learn(learner, [lesson], 0, 1);

            Assert.True(learner.Gap.Tokens > 0);
            Assert.InRange(learner.Gap.Mean, 0, learner.Gap.Most);
            Assert.InRange(learner.Gap.Most, least, most);
        }
    }

    [Fact]
    public void Recorded_logits_are_met_to_sixteen_bits()
    {
        foreach (RecordedModel recorded in RecordedModel.All())
        {
            using Decoder model = ModelFolder.Load(recorded.Folder, new Placement(ScalarType.BFloat16, CPU));
            using SafetensorsFile logits = SafetensorsFile.Open(Path.Combine(recorded.Folder, "golden_logits.safetensors"));
            foreach ((int index, System.Text.Json.JsonElement it) in recorded.Cases())
            {
                using var scope = NewDisposeScope();
                int[] ids = RecordedModel.Ids(it.GetProperty("prompt"));
                Tensor expected = logits.Read($"prompt{index}.logits").to(ScalarType.Float32);
                Tensor found = ModelRun.Logits(model, ids, ids.Length / 2).to(ScalarType.Float32);
                double apart = (found - expected.narrow(0, ids.Length / 2, ids.Length - (ids.Length / 2))).abs().max().item<float>();
                double size = expected.abs().max().item<float>();
                Assert.True(apart <= 0.03 * size, $"{recorded.Name}, prompt {index}: logits are apart by {apart:g3}, the largest is {size:g3}.");
            }
        }
    }

    private static LanguageModel Made() => SmallModel.Create(precision: ModelPrecision.Bfloat16);

    private static LanguageLearner Learner(LanguageModel model) =>
        new(model, new LearnerSettings { LearningRate = 1e-4 }, new LanguageLearnerSettings(), answerLimit: 64);

    private static void Learn(LanguageLearner learner, Lesson[] lessons, int from, int to)
    {
        for (int step = from; step < to; step++)
            learner.Learn([.. lessons], new Draw(1, step, 0, 0), TestContext.Current.CancellationToken);
    }

    private static float[] Gradient(LanguageModel model, Lesson[] lessons)
    {
        var update = new ActorUpdate(model.Decoder, null!, new LearnerSettings(), new LanguageLearnerSettings(), answerLimit: 10, workers: 2);
        Tensor[] gradient = update.Gradient(lessons, TestContext.Current.CancellationToken).Gradient!;
        using var scope = NewDisposeScope();
        float[] flat = cat([.. gradient.Select(slope => slope.reshape(-1))]).data<float>().ToArray();
        foreach (Tensor slope in gradient)
            slope.Dispose();

        return flat;
    }
}

using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models.Lora;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class LoraLearningTests : IDisposable
{
    private static readonly LearnerSettings Plain = new() { LearningRate = 1e-3, KlWeight = 0.5 };
    private static readonly LanguageLearnerSettings Small = new() { LearnTokens = 40 };

    private readonly TemporaryFolder _folder = new();
    private readonly LanguageModel _model = SmallModel.Create();

    public LoraLearningTests() => _model.Adapt(AdaptedModel.Four, seed: 3);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_gradient_of_adapters_is_what_finite_differences_say()
    {
        using var decoder = new Decoder(_model.Config, new Placement(ScalarType.Float64, CPU));
        Initialisation.Fill(decoder, seed: 1);
        AdapterSet adapters = decoder.Adapt(AdaptedModel.Four with { RankStabilised = true });
        adapters.Fill(seed: 3);
        AdaptedModel.Move(decoder, seed: 11);
        Lesson[] lessons = SomeLessons.Of(_model, 6);
        var update = new ActorUpdate(
            decoder, null!, new LearnerSettings { Objective = Objective.Reinforce, KlWeight = 0.3 }, new LanguageLearnerSettings { EntropyWeight = 0.1 }, answerLimit: 64, workers: 1);

        using var scope = NewDisposeScope();
        Tensor[] gradient = update.Gradient(lessons, TestContext.Current.CancellationToken).Gradient!;
        double largest = gradient.Max(slope => slope.abs().max().item<double>());
        Assert.Equal(adapters.Parameters.Select(one => one.shape), gradient.Select(slope => slope.shape));
        Assert.True(largest > 1e-3);
        foreach ((int number, TorchSharp.Modules.Parameter parameter) in adapters.Parameters.Index())
        {
            // One number of every adapter's A and B.
            long at = new Draw(1, number, 0, 0).Below((int)parameter.numel(), use: 0);
            double slope = (Loss(parameter, at, 1e-5) - Loss(parameter, at, -1e-5)) / 2e-5;
            Assert.Equal(slope, gradient[number].reshape(-1)[at].item<double>(), 1e-7 * Math.Max(1, largest));
        }

        double Loss(Tensor parameter, long at, double step)
        {
            using (no_grad())
                parameter.view(-1)[at] += step;

            (StepReport report, Tensor[]? slopes) = update.Gradient(lessons, TestContext.Current.CancellationToken);
            foreach (Tensor one in slopes!)
                one.Dispose();

            using (no_grad())
                parameter.view(-1)[at] -= step;

            return report.Loss;
        }
    }

    [Fact]
    public void Adapters_learn_and_the_weights_below_stay_bit_for_bit()
    {
        byte[] weights = SomeLessons.Bytes(_model);
        byte[] adapters = AdaptedModel.Bytes(_model);
        Lesson good = SomeLessons.Free([1, 2, 3], [9, 8], 1);
        double before = SomeLessons.LogProbabilities(_model, good)[0].Sum();

        using var learner = new LanguageLearner(_model, Plain with { Objective = Objective.Reinforce, LearningRate = 1e-2 }, Small, answerLimit: 64);
        for (int i = 0; i < 5; i++)
            Learn(learner, good);

        Assert.Equal(weights, SomeLessons.Bytes(_model));
        Assert.NotEqual(adapters, AdaptedModel.Bytes(_model));
        Assert.True(SomeLessons.LogProbabilities(_model, good)[0].Sum() > before + 0.1);
    }

    [Fact]
    public void The_optimiser_remembers_adapters_alone()
    {
        using var learner = new LanguageLearner(_model, Plain, Small, answerLimit: 64);
        Learn(learner, SomeLessons.Free([1, 2, 3], [9, 8], 1));
        learner.Save(_folder.Path);

        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("optimiser.safetensors"));
        Assert.Equal(2 * _model.Learning, file.Names.Sum(name => file.Shape(name).Aggregate(1L, (product, side) => product * side)));
        Assert.True(_model.Learning < _model.Config.Parameters);
    }

    [Theory]
    [InlineData(Objective.Clipped)]
    [InlineData(Objective.Dpo)]
    public void Measured_against_the_model_without_them_they_learn_as_against_a_frozen_copy(Objective objective)
    {
        byte[] After(bool copied)
        {
            using LanguageModel model = SmallModel.Create();
            model.Adapt(AdaptedModel.Four, seed: 3);
            using var learner = new LanguageLearner(model, Plain with { Objective = objective }, Small, answerLimit: 64, copied ? model.Copy() : null);
            return LearnSome(learner, model);
        }

        Assert.Equal(After(copied: true), After(copied: false));
    }

    [Fact]
    public void Adapters_that_go_on_are_measured_against_those_that_they_began_with()
    {
        byte[] After(bool copied)
        {
            using LanguageModel model = Loaded();
            using var learner = new LanguageLearner(model, Plain, Small, answerLimit: 64, copied ? model.Copy() : null);
            return LearnSome(learner, model);
        }

        byte[] expected = After(copied: true);
        Assert.Equal(expected, After(copied: false));

        using LanguageModel plain = Loaded();
        using var against = new LanguageLearner(plain, Plain, Small, answerLimit: 64, SmallModel.Create());
        Assert.NotEqual(expected, LearnSome(against, plain));
    }

    [Fact]
    public void Opened_anew_in_the_middle_they_are_measured_against_the_same_start()
    {
        using LanguageModel whole = Loaded();
        using var learner = new LanguageLearner(whole, Plain, Small, answerLimit: 64);
        whole.Save(_folder.File("start"), "talk/1");
        LearnSome(learner, whole);
        whole.Save(_folder.File("middle"), "talk/1");
        learner.Save(_folder.File("learner"));
        byte[] expected = LearnSome(learner, whole);

        using LanguageModel later = LanguageModel.Load(_folder.File("middle"), ModelDevice.Cpu);
        later.RecallStart(_folder.File("start"));
        using var again = new LanguageLearner(later, Plain, Small, answerLimit: 64);
        again.Load(_folder.File("learner"));

        Assert.Equal(expected, LearnSome(again, later));
    }

    /// <summary>A model whose adapters learned before, from a folder.</summary>
    private LanguageModel Loaded()
    {
        using (LanguageModel plain = SmallModel.Create())
            plain.Save(_folder.File("base"), "talk/1");
        using (LanguageModel model = LanguageModel.Load(_folder.File("base"), ModelDevice.Cpu))
        {
            model.Adapt(AdaptedModel.Four, seed: 3);
            AdaptedModel.Move(model.Decoder, seed: 11);
            model.Save(_folder.File("before"), "talk/1");
        }

        return LanguageModel.Load(_folder.File("before"), ModelDevice.Cpu);
    }

    private static byte[] LearnSome(LanguageLearner learner, LanguageModel model)
    {
        for (int i = 0; i < 3; i++)
            Learn(learner, SomeLessons.Of(model, 5, seed: 20 + (ulong)i));

        return AdaptedModel.Bytes(model);
    }

    private static UpdateReport Learn(LanguageLearner learner, params Lesson[] lessons) =>
        learner.Learn([.. lessons], new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);
}

using BenchmarkDotNet.Attributes;
using ThreeSpo.Optimization;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: learning from eight answers of twelve tokens to one prompt of 300 costs less than a quarter where the prompt goes through the
/// decoder once instead of eight times; the gradients are equal to 1e-5 (PackedLearningTests).
/// </summary>
[MemoryDiagnoser]
public class LanguageLearningBenchmarks : IDisposable
{
    private const int Groups = 8;
    private const int AnswerTokens = 12;

    private LanguageModel _model = null!;
    private AdamW _optimiser = null!;
    private ActorUpdate _update = null!;
    private Lesson[] _packed = null!;
    private Lesson[] _unpacked = null!;

    [GlobalSetup]
    public void Setup()
    {
        _model = LanguageBench.Model();
        _optimiser = new AdamW([.. _model.Decoder.parameters()], decay: 0.01);
        _update = new ActorUpdate(
            _model.Decoder, _optimiser, new LearnerSettings { MaxGradientNorm = 1 }, new LanguageLearnerSettings(), AnswerTokens, _model.Workers);
        _packed = [.. Enumerable.Range(0, Groups).Select(Group)];
        _unpacked = [.. _packed.SelectMany(lesson => lesson.Answers.Select(answer => new Lesson(lesson.Prompt, [answer])))];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _optimiser.Dispose();
        _model.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public double EachAnswerItsOwnPrompt() => _update.Step(_unpacked, learningRate: 1e-6, CancellationToken.None).Loss;

    [Benchmark]
    public double OnePromptForAllAnswers() => _update.Step(_packed, learningRate: 1e-6, CancellationToken.None).Loss;

    private Lesson Group(int number) => new(
        LanguageBench.Tokens(_model, LanguageBench.PromptTokens, number),
        [.. Enumerable.Range(0, LanguageBench.Width).Select(answer => new LessonAnswer(
            LanguageBench.Tokens(_model, AnswerTokens, 100 + (number * LanguageBench.Width) + answer), new TokenSet?[AnswerTokens],
            [.. Enumerable.Repeat(-6.0, AnswerTokens)], Temperature: 1, Advantage: (answer - 3.5) / 4))]);
}

using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: eight answers of twelve tokens to a prompt of 300 cost less than a third where the prompt is encoded once instead of eight times
/// by the same engine. Eight prompts at once, as in a wave; without sharing, as many prompts as there are answers, no two of which begin alike.
/// </summary>
[MemoryDiagnoser]
public class LanguageSamplingBenchmarks
{
    private const int Prompts = 8;
    private const int AnswerTokens = 12;

    private readonly SamplingSettings _settings = new() { Decoding = Decoding.Free, AnswerTokens = AnswerTokens };
    private LanguageModel _model = null!;
    private int[][] _prompts = null!;

    [GlobalSetup]
    public void Setup()
    {
        _model = LanguageBench.Model();
        _prompts = [.. Enumerable.Range(0, Prompts * LanguageBench.Width).Select(i => LanguageBench.Tokens(_model, LanguageBench.PromptTokens, i))];
    }

    [Benchmark(Baseline = true)]
    public int EachAnswerItsOwnPrompt() => Run(Prompts * LanguageBench.Width, width: 1);

    [Benchmark]
    public int OnePromptForAllAnswers() => Run(Prompts, LanguageBench.Width);

    private int Run(int prompts, int width)
    {
        // No token ends the turn, so that both sides write equally many.
        Question[] questions = [.. Enumerable.Range(0, prompts).Select(i => new Question(
            new AnsweredPrompt(_prompts[i], width, AnswerTokens),
            [.. Enumerable.Range(0, width).Select(sample => new AnswerWriter(null, new Draw(1, 0, i, 0), sample, temperature: 1, _settings, ends: []))]))];
        Answers.Write(_model, _settings, questions);
        return questions.Sum(question => question.Writers.Sum(writer => writer.Tokens.Count));
    }
}

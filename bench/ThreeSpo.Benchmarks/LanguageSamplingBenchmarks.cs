using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: eight answers of twelve tokens to a prompt of 300 cost less than a third where the prompt is encoded once instead of eight times
/// by the same engine. Eight prompts at once, as in a wave.
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
        _prompts = [.. Enumerable.Range(0, Prompts).Select(i => LanguageBench.Tokens(_model, LanguageBench.PromptTokens, i))];
    }

    [Benchmark(Baseline = true)]
    public int EachAnswerItsOwnPrompt() => Run(
        [.. _prompts.SelectMany(prompt => Enumerable.Repeat(prompt, LanguageBench.Width))],
        [.. Enumerable.Range(0, Prompts * LanguageBench.Width).Select(i => new[] { Writer(i / LanguageBench.Width, i % LanguageBench.Width) })]);

    [Benchmark]
    public int OnePromptForAllAnswers() => Run(
        _prompts,
        [.. Enumerable.Range(0, Prompts).Select(i => Enumerable.Range(0, LanguageBench.Width).Select(sample => Writer(i, sample)).ToArray())]);

    // No token ends the turn, so that both sides write equally many.
    private AnswerWriter Writer(int prompt, int sample) => new(null, new Draw(1, 0, prompt, 0), sample, temperature: 1, _settings, ends: []);

    private int Run(int[][] prompts, AnswerWriter[][] writers)
    {
        Answering.Run(_model.Decoder, prompts, writers);
        return writers.Sum(row => row.Sum(writer => writer.Tokens.Count));
    }
}

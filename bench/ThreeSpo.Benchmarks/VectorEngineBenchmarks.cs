using BenchmarkDotNet.Attributes;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: on one core, encoding prompts of 96 tokens and reading eight tokens of an answer to each takes less than half the time by plain
/// loops over vectors than by tensors, for models of one and of five million numbers; logits are equal to 1e-4 (VectorEngineTests).
/// What encoding and answering take apart from each other: run with "vector-table".
/// </summary>
[MemoryDiagnoser]
public class VectorEngineBenchmarks : IDisposable
{
    private VectorBench _bench = null!;
    private int[][] _prompts = null!;

    [Params("1M", "5M")]
    public string Shape { get; set; } = "";

    [Params(1, 8, 16, 64)]
    public int Answers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bench = new VectorBench(VectorBench.Shapes.Single(shape => shape.Name == Shape).Config);
        _prompts = _bench.Prompts(Answers, VectorBench.PromptTokens);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _bench.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Tensors() => Run(_bench.AnswerByTensors(_prompts, each: 1));

    [Benchmark]
    public void Vectors() => Run(_bench.AnswerByVectors(_prompts, each: 1));

    private static void Run((Action Step, Action End) answer)
    {
        for (int token = 0; token < VectorBench.AnswerTokens; token++)
            answer.Step();

        answer.End();
    }
}

using ThreeSpo.Torch.Kernels;

namespace ThreeSpo.Benchmarks;

/// <summary>Prints how the vector engine compares with tensors on one core; both take turns, so that a busy machine is as busy for both.</summary>
internal static class VectorTable
{
    private const int Turns = 25;

    /// <summary>Prints the table; the best of some turns each, in tokens per second.</summary>
    public static void Print()
    {
        double peak = Peak();
        Console.WriteLine($"One core does {peak / 1e9:f0}e9 operations/s from its nearest cache; vectors of {VectorKernels.Widest.Width}.");
        Console.WriteLine("| | tensors tok/s | vectors tok/s | times | share of that |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach ((string name, ThreeSpo.Torch.Models.DecoderConfig config) in VectorBench.Shapes)
        {
            using var bench = new VectorBench(config);
            foreach ((int count, int each) in new[] { (1, 1), (8, 1), (16, 1), (64, 1), (1, 8), (8, 8) })
            {
                int[][] prompts = bench.Prompts(count, VectorBench.PromptTokens);
                Line(
                    $"{name}, {each} answers to each of {count}", count * each, bench.AnswerOperations,
                    () => Answer(bench.AnswerByTensors(prompts, each)), () => Answer(bench.AnswerByVectors(prompts, each)), peak);
            }

            foreach ((int count, int tokens) in new[] { (1, VectorBench.PromptTokens), (8, VectorBench.PromptTokens), (8, 256), (1, 1024) })
            {
                int[][] prompts = bench.Prompts(count, tokens);
                Line(
                    $"{name}, {count} prompts of {tokens}", count * tokens, bench.PromptOperations,
                    () => Timed(() => bench.EncodeByTensors(prompts)), () => Timed(() => bench.EncodeByVectors(prompts)), peak);
            }
        }
    }

    private static void Line(string what, int tokens, double operations, Func<double> tensors, Func<double> vectors, double peak)
    {
        (double one, double other) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int turn = 0; turn < Turns; turn++)
        {
            one = Math.Min(one, tensors());
            other = Math.Min(other, vectors());
        }

        Console.WriteLine($"| {what} | {tokens / one:n0} | {tokens / other:n0} | {one / other:f1} | {100 * operations * tokens / other / peak:f0} % |");
    }

    /// <summary>The fastest step of an answer. Unit: seconds.</summary>
    private static double Answer((Action Step, Action End) answer)
    {
        double best = double.PositiveInfinity;
        for (int token = 0; token < VectorBench.AnswerTokens; token++)
            best = Math.Min(best, Timed(answer.Step));

        answer.End();
        return best;
    }

    /// <summary>Processor time, of which waiting for a core is no part. Unit: seconds.</summary>
    private static double Timed(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    /// <summary>Multiplications and additions per second of a product that stays in the nearest cache: four rows of 64 numbers by 64 columns.</summary>
    private static unsafe double Peak()
    {
        const int Size = 64;
        const int Times = 2000;
        var matrix = new PackedMatrix(Size, (new float[Size * Size], null));
        var rows = new KeptFloats(4 * Size);
        var output = new KeptFloats(4 * Size);
        double best = double.PositiveInfinity;
        for (int turn = 0; turn < Turns; turn++)
        {
            best = Math.Min(best, Timed(() =>
            {
                for (int i = 0; i < Times; i++)
                    VectorKernels.Widest.Multiply(matrix.By(rows.Pointer, Size, 4, output.Pointer, Size));
            }));
        }

        return 2.0 * 4 * Size * Size * Times / best;
    }
}

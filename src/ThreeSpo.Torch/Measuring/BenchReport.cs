namespace ThreeSpo.Torch.Measuring;

/// <summary>Everything measured of a model on a machine.</summary>
/// <param name="Shape">What its sizes are called, or the folder that they come from.</param>
/// <param name="Parameters">Numbers it consists of.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Peaks">The most that the machine can do.</param>
/// <param name="PromptTokens">Tokens of each prompt.</param>
/// <param name="AnswerTokens">Tokens of each answer that is sampled to its end or learned from.</param>
/// <param name="Rows">What was measured.</param>
public sealed record BenchReport(
    string Shape, long Parameters, BenchMachine Machine, MachinePeaks Peaks, int PromptTokens, int AnswerTokens, IReadOnlyList<BenchRow> Rows)
{
    /// <summary>Most tokens learned from at once, all workers together.</summary>
    public required int LearnTokensAtOnce { get; init; }
}

/// <summary>What speeds were measured on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Cores that the program may use.</param>
/// <param name="VectorBits">Width of its vector instructions.</param>
/// <param name="Device">The GPU's name; null on the processor.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Libtorch">The version of libtorch that was loaded.</param>
public sealed record BenchMachine(string Processor, int Cores, int VectorBits, string? Device, int Workers, string? Libtorch);

/// <summary>One thing measured.</summary>
/// <param name="What">prefill, decode, sampling or training.</param>
/// <param name="Engine">What answered; "update" for training.</param>
/// <param name="Precision">The type that it computed in.</param>
/// <param name="Prompts">Prompts at once.</param>
/// <param name="Answers">Answers to each.</param>
public sealed record BenchRow(BenchSubject What, string Engine, BenchPrecision Precision, int Prompts, int Answers)
{
    /// <summary>Prefill: tokens of prompts. Decode and sampling: tokens written. Training: tokens that went through the decoder, a shared prompt once.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Answers written to their ends or learned from; null for prefill and decode.</summary>
    public double? AnswersPerSecond { get; init; }

    /// <summary>Operations that the work needs, per second; see <see cref="Work"/>.</summary>
    public double FlopPerSecond { get; init; }

    /// <summary>Those as a share of the matrix peak of the type.</summary>
    public double PeakShare { get; init; }

    /// <summary>Bytes that the work must move, per second; null except for decode.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Those as a share of the copy bandwidth; above 1 where the weights stay in the processor's caches.</summary>
    public double? CopyShare { get; init; }

    /// <summary>Median time of one repeat. Unit: seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Repeats that the median is of.</summary>
    public int Repeats { get; init; }

    /// <summary>Why nothing was measured; null where something was.</summary>
    public string? Problem { get; init; }
}

/// <summary>What can be measured of a model.</summary>
public enum BenchSubject
{
    /// <summary>Encoding prompts.</summary>
    Prefill,

    /// <summary>Writing tokens, each answer with a prompt of its own, encoded before.</summary>
    Decode,

    /// <summary>Encoding prompts and writing their answers to the end.</summary>
    Sampling,

    /// <summary>Learning steps: loss, gradient and update.</summary>
    Training,
}

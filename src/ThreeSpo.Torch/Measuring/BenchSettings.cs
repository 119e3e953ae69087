using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Torch.Measuring;

/// <summary>What is measured of a model.</summary>
[Description("what is measured of a model")]
public sealed record BenchSettings
{
    /// <summary>Where the model is kept.</summary>
    [Description("where the model is kept")]
    public ModelDevice Device { get; init; } = ModelDevice.Auto;

    /// <summary>The type that it computes in.</summary>
    [Description("the type that it computes in")]
    public BenchPrecision Precision { get; init; } = BenchPrecision.Fp32;

    /// <summary>Most threads on the processor; 0 for as many as it has.</summary>
    [Description("most threads on the processor; 0 = all")]
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Which engine answers.</summary>
    [Description("which engine answers")]
    public BenchEngine Engine { get; init; } = BenchEngine.All;

    /// <summary>T: tokens of a prompt.</summary>
    [Description("tokens of a prompt")]
    [Range(1, 1 << 20)]
    public int PromptTokens { get; init; } = 256;

    /// <summary>R: tokens of an answer that is sampled to its end or learned from.</summary>
    [Description("tokens of an answer that is sampled to its end or learned from")]
    [Range(1, 1 << 14)]
    public int AnswerTokens { get; init; } = 32;

    /// <summary>n: answers to a prompt, where they share it.</summary>
    [Description("answers to a prompt, where they share it")]
    [Range(1, 4096)]
    public int Answers { get; init; } = 8;

    /// <summary>Prompts encoded together; 0 for 8 on the processor, 64 on a GPU.</summary>
    [Description("prompts encoded together; 0 = 8 on the processor, 64 on a GPU")]
    [Range(0, 1 << 16)]
    public int Prompts { get; init; }

    /// <summary>Most tokens learned from at once, per thread; 0 for 1024 on the processor, 16384 on a GPU.</summary>
    [Description("most tokens learned from at once, per thread; 0 = 1024 on the processor, 16384 on a GPU")]
    [Range(0, 1 << 24)]
    public int LearnTokens { get; init; }
}

/// <summary>The type that numbers are computed in.</summary>
public enum BenchPrecision
{
    /// <summary>Single precision.</summary>
    Fp32,

    /// <summary>Eight bits of mantissa, the exponents of single precision.</summary>
    Bf16,
}

/// <summary>What answers prompts.</summary>
public enum BenchEngine
{
    /// <summary>Every one that can run the model.</summary>
    All,

    /// <summary>The engine on tensors.</summary>
    Tensor,

    /// <summary>The engine of plain vector instructions, on the processor.</summary>
    Vector,

    /// <summary>No engine: TorchSharp as one would write it first.</summary>
    Plain,
}

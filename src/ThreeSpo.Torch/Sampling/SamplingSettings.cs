using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ThreeSpo.Randomness;

namespace ThreeSpo.Torch.Sampling;

/// <summary>What a language model may write.</summary>
public enum Decoding
{
    /// <summary>One of the admissible actions, word for word; probabilities are those among what is allowed.</summary>
    Admissible,

    /// <summary>Anything; the answer is read for its action afterwards.</summary>
    Free,
}

/// <summary>How answers of a language model are sampled.</summary>
[Description("language model: how it answers")]
public sealed record SamplingSettings
{
    /// <summary>What a language model may write.</summary>
    [Description("language model: whether answers are held to the admissible actions")]
    public Decoding Decoding { get; init; } = Decoding.Admissible;

    /// <summary>Share of the probability that is kept, likeliest tokens first; 1 keeps all.</summary>
    [Description("language model: keep the likeliest tokens up to this share of the probability; 1 = all")]
    [Range(1e-6, 1.0)]
    public double TopP { get; init; } = 1;

    /// <summary>How many of the likeliest tokens are kept; 0 keeps all.</summary>
    [Description("language model: keep this many of the likeliest tokens; 0 = all")]
    [Range(0, 1 << 24)]
    public int TopK { get; init; }

    /// <summary>The longest answer. Unit: tokens.</summary>
    [Description("language model: most tokens of an answer")]
    [Range(1, Use.MostTokens)]
    public int AnswerTokens { get; init; } = 256;

    /// <summary>The longest text inside an open action, such as what is searched for. Unit: tokens.</summary>
    [Description("language model: most tokens of the free text inside an action, such as a search")]
    [Range(1, 1024)]
    public int FreeTokens { get; init; } = 64;

    /// <summary>Most prompt tokens that go through the decoder at once while sampling; more are done piece by piece; 0 for 1,024 on the processor and 32,768 on a GPU.</summary>
    [Description("language model: most prompt tokens encoded at once, per thread; 0 = by the device")]
    [Range(0, 1 << 24)]
    public int SampleTokens { get; init; }

    /// <summary>Most memory of prompts and answers under way; 0 for a quarter of what the processor or the GPU has. Unit: MiB.</summary>
    [Description("language model: memory for answers under way, MiB; 0 = a quarter of all")]
    [Range(0, 1 << 24)]
    public int SampleMemory { get; init; }

    /// <summary>Most answers under way at once; 0 for 32 on the processor and 256 on a GPU.</summary>
    [Description("language model: most answers at once, per thread; 0 = 32, on a GPU 256")]
    [Range(0, 1 << 16)]
    public int SampleAnswers { get; init; }

    /// <summary>Texts at which a free answer ends, with | between them and \n for a line break; empty for none.</summary>
    [Description("language model: a free answer ends at these texts, such as </action>; a|b = either")]
    public string Stop { get; init; } = "";

    /// <summary>What computes the answers.</summary>
    [Description("language model: what computes its answers")]
    public EngineChoice Engine { get; init; } = EngineChoice.Auto;

    /// <summary>Most threads on the processor; 0 for as many as it has.</summary>
    [Description("most threads on the processor, in a language model each with a gradient of its own; 0 = all")]
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Where the model is kept.</summary>
    [Description("language model: where it is kept")]
    public ModelDevice Device { get; init; } = ModelDevice.Auto;
}

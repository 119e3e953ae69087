namespace ThreeSpo.Torch.Sampling;

/// <summary>What computes a language model's answers.</summary>
public enum EngineChoice
{
    /// <summary>Whichever is faster for the model and its place.</summary>
    Auto,

    /// <summary>Tensors, on the processor or a GPU.</summary>
    Tensor,

    /// <summary>Vector instructions of the processor, for small models.</summary>
    Vector,
}

/// <summary>Opens engines.</summary>
internal static class AnswerEngines
{
    /// <summary>Opens the engine that the settings ask for.</summary>
    /// <param name="model">The model, which must not change while the engine is open.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="budget">What prompts and answers under way may take. Unit: bytes.</param>
    /// <exception cref="NotSupportedException">The model cannot be answered by it.</exception>
    public static IAnswerEngine Open(LanguageModel model, SamplingSettings settings, long budget) => settings.Engine switch
    {
        EngineChoice.Vector => throw new NotSupportedException("engine=vector, but there is no such engine for this model. Use engine=auto."),
        _ => new TensorEngine(model.Decoder, budget),
    };
}

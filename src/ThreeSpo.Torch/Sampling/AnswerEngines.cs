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
    // Vectors were ahead at 1, 5 and 25 million (docs/results/policy-engine.md); beyond, nothing was measured, and their copy of the weights is no longer small.
    private const long MostOfVectors = 50_000_000;

    /// <summary>Opens the engine that the settings ask for.</summary>
    /// <param name="model">The model, which must not change while the engine is open.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="budget">What prompts and answers under way may take. Unit: bytes.</param>
    /// <exception cref="NotSupportedException">The model cannot be answered by it.</exception>
    public static IAnswerEngine Open(LanguageModel model, SamplingSettings settings, long budget)
    {
        Check(model, settings);
        bool vectors = settings.Engine switch
        {
            EngineChoice.Vector => true,
            EngineChoice.Auto => TakesVectors(model) && model.Config.Parameters <= MostOfVectors,
            _ => false,
        };
        return vectors ? new VectorEngine(model.Vectors) : new TensorEngine(model.Decoder, budget);
    }

    /// <summary>Makes sure that the engine that the settings ask for can answer a model.</summary>
    /// <exception cref="NotSupportedException">It cannot.</exception>
    public static void Check(LanguageModel model, SamplingSettings settings)
    {
        if (settings.Engine is EngineChoice.Vector && !TakesVectors(model))
            throw new NotSupportedException("engine=vector computes on the processor in single precision. Use engine=auto, or device=cpu precision=float32.");
    }

    private static bool TakesVectors(LanguageModel model) =>
        model.Decoder.Device.type is TorchSharp.DeviceType.CPU && model.Precision is ModelPrecision.Float32;
}

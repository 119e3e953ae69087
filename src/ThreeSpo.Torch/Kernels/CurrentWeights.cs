namespace ThreeSpo.Torch.Kernels;

/// <summary>A language model's weights for the kernels: copied anew after each update, shared until then. Any thread may ask.</summary>
internal sealed class CurrentWeights(LanguageModel model)
{
    private readonly Lock _lock = new();
    private (long Version, VectorWeights Weights)? _current;

    /// <summary>The weights as they stand. Not to be asked for while the model is being updated.</summary>
    public VectorWeights Now
    {
        get
        {
            lock (_lock)
            {
                if (_current is not { } current || current.Version != model.Version)
                    _current = current = (model.Version, new VectorWeights(model.Decoder));

                return current.Weights;
            }
        }
    }
}

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>Which adapters count while this thread evaluates models: as they are, as they were at the start, or none.</summary>
/// <remarks>
/// Of a thread, not of a model: several threads evaluate one decoder at once, some of them as it is and some as it was.
/// With it the frozen start of a run costs no second model.
/// </remarks>
internal readonly struct AdapterScope : IDisposable
{
    [ThreadStatic]
    private static AdapterUse _use;

    private readonly AdapterUse _before;

    private AdapterScope(AdapterUse use)
    {
        _before = _use;
        _use = use;
    }

    /// <summary>What counts on this thread.</summary>
    public static AdapterUse Use => _use;

    /// <summary>Leaves adapters out until it is disposed of.</summary>
    public static AdapterScope Off() => new(AdapterUse.Off);

    /// <summary>Takes adapters as they were when their start was kept, until it is disposed of.</summary>
    public static AdapterScope AtStart() => new(AdapterUse.Start);

    public void Dispose() => _use = _before;
}

/// <summary>Which adapters count.</summary>
internal enum AdapterUse
{
    /// <summary>As they are.</summary>
    Now,

    /// <summary>As they were when their start was kept; none where they began as nothing.</summary>
    Start,

    /// <summary>None.</summary>
    Off,
}

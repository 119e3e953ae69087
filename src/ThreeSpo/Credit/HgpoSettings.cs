namespace ThreeSpo.Credit;

/// <summary>How HGPO weighs its nested groups.</summary>
public sealed record HgpoSettings
{
    /// <summary>K: the most states before its own that a step shares with its group. At least 0. Unit: steps.</summary>
    public int History { get; init; } = 2;

    /// <summary>α: how much more a group weighs that shares more history; 0 weighs all alike. At least 0.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Whether the outermost group, all of a task's episodes by their returns, is one of them.</summary>
    public bool WithEpisodes { get; init; } = true;

    /// <summary>F_norm: whether advantages are divided by their group's standard deviation.</summary>
    public AdvantageNorm Norm { get; init; } = AdvantageNorm.Mean;

    /// <summary>How often a trajectory enters its prompt group's mean.</summary>
    public EpisodeWeighing Weighing { get; init; } = EpisodeWeighing.Steps;

    /// <summary>ε, added to a standard deviation before dividing by it. In units of return.</summary>
    public double Epsilon { get; init; } = 1e-6;
}

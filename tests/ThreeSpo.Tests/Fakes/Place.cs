using ThreeSpo.Environments;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A moment that is nothing but its texts.</summary>
internal sealed class Place(string text, string? progress = null, string task = "task") : Snapshot
{
    public override string TaskId => task;

    public override string Goal => "get there";

    public override string Observation => text;

    public override IReadOnlyList<string> Actions => Said;

    /// <summary>The actions that it says it has.</summary>
    public IReadOnlyList<string> Said { get; init; } = ["left", "right", "stay"];

    public override string WorldState => text;

    public override string? Progress => progress ?? text;
}

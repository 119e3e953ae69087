namespace ThreeSpo.Optimization.Light;

/// <summary>The actions a light policy chooses from at one node, as hashed features.</summary>
/// <param name="Actions">The texts, shape [A].</param>
/// <param name="Features">Features of every action, shape [A, F] row by row; each counts 1.</param>
/// <param name="Width">F: features of one action.</param>
public sealed record Choices(IReadOnlyList<string> Actions, uint[] Features, int Width)
{
    /// <summary>A: how many actions there are.</summary>
    public int Count => Actions.Count;

    /// <summary>The features of one action, shape [F].</summary>
    public ReadOnlySpan<uint> Of(int action) => Features.AsSpan(action * Width, Width);
}

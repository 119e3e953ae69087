namespace ThreeSpo.Environments;

/// <summary>One task of a world.</summary>
/// <param name="Id">The world's own name for it. Equal ids are equal tasks.</param>
/// <param name="Kind">The family it belongs to, for reports per kind.</param>
public sealed record TaskInstance(string Id, string Kind);

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Something in a catalogue's files that is not as it should be.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">Where in it: "product 17 ('B09P71WY8C')".</param>
/// <param name="What">What was found, and what was wanted.</param>
public sealed record CatalogueFault(string File, string Place, string What)
{
    /// <summary>All of it in a line.</summary>
    public override string ToString() => $"{File}, {Place}: {What}";
}

/// <summary>A fault after which a file cannot be read on. Never leaves this folder: it becomes what any other fault becomes.</summary>
internal sealed class CatalogueFaultException(CatalogueFault fault) : Exception(fault.ToString())
{
    public CatalogueFault Fault { get; } = fault;
}

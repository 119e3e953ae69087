namespace ThreeSpo.Worlds.Webshop;

/// <summary>How far the reading of a file has come.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Bytes taken of it.</param>
/// <param name="Items">Items read of it.</param>
public readonly record struct CatalogueProgress(string File, long Bytes, int Items);

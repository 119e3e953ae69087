using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>A catalogue's files read to their end, whatever is wrong with them.</summary>
/// <param name="Catalogue">What is left of it where what has a fault is left out.</param>
/// <param name="Tally">What was left out in any case, and what products lack.</param>
/// <param name="Faults">The first faults, in the order in which they were met.</param>
/// <param name="FaultCount">How many there are in what was read.</param>
public sealed record CatalogueCheck(Catalogue Catalogue, CatalogueTally Tally, IReadOnlyList<CatalogueFault> Faults, int FaultCount)
{
    /// <summary>Reads a catalogue's files. A damaged item is left out; of a file that is not JSON, or has 10,000 damaged items, what follows the place.</summary>
    /// <param name="path">The folder, or the file of products in it, as for <see cref="CatalogueFiles.Load"/>.</param>
    /// <param name="most">Reads only so many products; null for all.</param>
    /// <param name="mostFaults">So many faults are kept; the others are counted.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Several files fit, or one cannot be opened.</exception>
    public static CatalogueCheck Of(
        string path, int? most = null, int mostFaults = 100, Action<CatalogueProgress>? progress = null, CancellationToken cancellation = default)
    {
        CataloguePaths paths = CataloguePaths.At(path);
        using FileStream items = OutsideFile.Open(paths.Items);
        using FileStream notes = OutsideFile.Open(paths.Attributes);
        using FileStream? people = paths.People is null ? null : OutsideFile.Open(paths.People);

        List<CatalogueFault> faults = [];
        int count = 0;
        CatalogueReader reader = new(most, Note, Report);
        Catalogue catalogue = CatalogueFiles.Read(paths, reader, items, notes, people);
        return new CatalogueCheck(catalogue, reader.Tally, faults, count);

        void Note(CatalogueFault fault)
        {
            if (count++ < mostFaults)
                faults.Add(fault);
        }

        void Report(CatalogueProgress at)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(at);
        }
    }
}

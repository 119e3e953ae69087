using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads catalogues from the three files that WebShop distributes. Any size: one product is in memory as JSON at a time.</summary>
public static class CatalogueFiles
{
    /// <summary>Loads a catalogue.</summary>
    /// <param name="path">
    /// A folder with items_shuffle*.json, items_ins*.json and perhaps items_human_ins*.json, one of each; or the first of these files itself,
    /// for a folder with several.
    /// </param>
    /// <param name="most">Reads only so many products, counted before any is left out; null for all.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Several files fit, or one is damaged; the message says which and where.</exception>
    public static Catalogue Load(string path, int? most = null)
    {
        CataloguePaths paths = CataloguePaths.At(path);
        using FileStream items = OutsideFile.Open(paths.Items);
        using FileStream notes = OutsideFile.Open(paths.Attributes);
        using FileStream? people = paths.People is null ? null : OutsideFile.Open(paths.People);
        return Read(paths, new CatalogueReader(most, Throw, progress: null), items, notes, people);
    }

    /// <summary>Reads a catalogue from streams, for example of files that were just generated.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="items">items_shuffle.json.</param>
    /// <param name="attributes">items_ins_v2.json.</param>
    /// <param name="people">items_human_ins.json; null where there is none.</param>
    /// <exception cref="InvalidDataException">One is damaged; the message says which and where.</exception>
    public static Catalogue Read(string name, Stream items, Stream attributes, Stream? people) =>
        Read(new CataloguePaths(name, CataloguePaths.ItemsName, CataloguePaths.AttributesName, people is null ? null : CataloguePaths.PeopleName),
            new CatalogueReader(most: null, Throw, progress: null), items, attributes, people);

    /// <summary>Reads with a reader, which decides what becomes of faults.</summary>
    internal static Catalogue Read(CataloguePaths paths, CatalogueReader reader, Stream items, Stream attributes, Stream? people)
    {
        reader.ReadProducts(paths.Items, items);
        reader.ReadNotes(paths.Attributes, attributes);
        if (people is not null)
            reader.ReadPeople(paths.People!, people);

        return reader.Finish(paths.Name);
    }

    private static void Throw(CatalogueFault fault) =>
        throw new InvalidDataException($"{fault.ToString().TrimEnd('.')}. Fetch the file again, or mend that place; see all such places with: 3spo data webshop PATH");
}

using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Where a catalogue's three files lie.</summary>
/// <param name="Name">What to call the catalogue.</param>
/// <param name="Items">The products.</param>
/// <param name="Attributes">What is known of them besides.</param>
/// <param name="People">Sentences by people; null where there are none.</param>
internal sealed record CataloguePaths(string Name, string Items, string Attributes, string? People)
{
    public const string ItemsName = ItemsStart + ".json";
    public const string AttributesName = AttributesStart + "_v2.json";
    public const string PeopleName = PeopleStart + ".json";

    private const string ItemsStart = "items_shuffle";
    private const string AttributesStart = "items_ins";
    private const string PeopleStart = "items_human_ins";
    private const string End = ".json";
    private const string Origin = "WebShop's own are at https://github.com/princeton-nlp/WebShop";

    /// <summary>Finds the files.</summary>
    /// <param name="path">A folder, or the file of products in one.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Several files fit.</exception>
    public static CataloguePaths At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool isFile = !Directory.Exists(path);
        string folder = isFile ? Path.GetDirectoryName(path) is { Length: > 0 } above ? above : "." : path;
        if (!Directory.Exists(folder) || (isFile && !File.Exists(path)))
            throw new FileNotFoundException($"There is no file or folder '{Printable.Line(path, 200)}'. Give the folder that holds {ItemsName}.", path);

        string[] files = FilesIn(folder);
        string items = isFile ? path : Only(folder, files, ItemsStart, size: null)
            ?? throw Missing(folder, $"{ItemsStart}*{End}, the products");
        string size = SizeOf(items);
        return new CataloguePaths(
            path,
            items,
            Only(folder, files, AttributesStart, size) ?? throw Missing(folder, $"{AttributesStart}*{End}, their attributes"),
            Only(folder, files, PeopleStart, size));
    }

    private static string[] FilesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "items_*" + End).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{Printable.Line(folder, 200)}' cannot be looked into: {Printable.Line(fault.Message, 200)} Give a folder that you may read.", fault);
        }
    }

    /// <summary>The one file of a kind. Among several it is the one of the same size, such as "_1000".</summary>
    private static string? Only(string folder, string[] files, string start, string? size)
    {
        string[] some = [.. files.Where(file => Path.GetFileName(file).StartsWith(start, StringComparison.Ordinal))];
        string[] fit = some.Length > 1 && size is not null ? [.. some.Where(file => SizeOf(file) == size)] : some;
        if (fit.Length == 1 || some.Length == 0)
            return fit.FirstOrDefault();

        string names = string.Join(", ", some.Take(5).Select(file => Printable.Line(Path.GetFileName(file), 50)));
        throw new InvalidDataException(size is null
            ? $"'{Printable.Line(folder, 200)}' holds {some.Length} files of products: {names}. Give one of them as the path."
            : $"'{Printable.Line(folder, 200)}' holds {some.Length} files that may belong to it: {names}. Keep one whose name starts with {start}.");
    }

    /// <summary>"_1000" of items_shuffle_1000.json and items_ins_v2_1000.json; empty for the whole catalogue's.</summary>
    private static string SizeOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        string digits = string.Concat(name.Reverse().TakeWhile(char.IsAsciiDigit).Reverse());
        return digits.Length > 0 && name.EndsWith("_" + digits, StringComparison.Ordinal) ? "_" + digits : "";
    }

    private static FileNotFoundException Missing(string folder, string what) =>
        new($"'{Printable.Line(folder, 200)}' lacks {what}. Put the file there. {Origin}.", folder);
}

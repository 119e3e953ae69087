namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Loads games from the files that ALFWorld ships, and from compact ones.</summary>
public static class GameFiles
{
    private const string GameName = "game.tw-pddl";

    /// <summary>Loads one file, or every game below a folder.</summary>
    /// <param name="path">
    /// A game.tw-pddl, a *.compact.jsonl or *.compact.jsonl.gz with one game a line, or a folder of them. In a folder, games whose
    /// path contains "movable" or "Sliced" and games not marked as solvable are left out, as ALFWorld does; a file that is
    /// named itself is read whatever its mark.
    /// </param>
    /// <param name="compactVersion">Which texts compact games use; the compact form does not say.</param>
    /// <returns>The games in the ordinal order of their paths, and of lines within a file.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="GameFormatException">A file is not what it should be, or holds no game.</exception>
    public static IReadOnlyList<AlfworldGame> Load(string path, AlfworldVersion compactVersion = AlfworldVersion.V213)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CompactReader compact = new(compactVersion);
        List<AlfworldGame> games = [];

        foreach (string file in FilesAt(path))
            games.AddRange(ReadFile(file, compact, onlySolvable: !File.Exists(path)));

        return games.Count > 0 ? games : throw new GameFormatException(
            $"'{path}' holds no playable game, wanted a solvable {GameName} or a line of *.compact.jsonl.gz. Point to a folder of ALFWorld games.");
    }

    private static IEnumerable<string> FilesAt(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'. Point to a {GameName}, a *.compact.jsonl.gz, or a folder of them.", path);

        EnumerationOptions options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(path, "*", options)
            .Where(file => Path.GetFileName(file) == GameName ? IsUsed(Path.GetRelativePath(path, file)) : IsCompact(file))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsUsed(string path) =>
        !path.Contains("movable", StringComparison.Ordinal) && !path.Contains("Sliced", StringComparison.Ordinal);

    private static bool IsCompact(string file) =>
        file.EndsWith(".compact.jsonl", StringComparison.Ordinal) || file.EndsWith(".compact.jsonl.gz", StringComparison.Ordinal);

    private static IEnumerable<AlfworldGame> ReadFile(string file, CompactReader compact, bool onlySolvable)
    {
        if (file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal))
        {
            foreach ((int number, byte[] line) in BoundedFile.Lines(file))
                yield return Compile(compact.Read(line, $"'{file}', line {number}"), $"'{file}', line {number}");
        }
        else if (TwPddlReader.Read(BoundedFile.Read(file), IdOf(file), $"'{file}'", onlySolvable) is { } facts)
        {
            yield return Compile(facts, $"'{file}'");
        }
    }

    private static AlfworldGame Compile(GameFacts facts, string source)
    {
        try
        {
            return new AlfworldGame(facts);
        }
        catch (GameFormatException error)
        {
            throw new GameFormatException($"{source}: {error.Message}", error);
        }
    }

    /// <summary>The last three folders, split/task/trial, or as many as there are.</summary>
    private static string IdOf(string file)
    {
        string[] folders = Path.GetDirectoryName(Path.GetFullPath(file))!.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return folders.Length == 0 ? GameName : string.Join('/', folders.TakeLast(3));
    }
}

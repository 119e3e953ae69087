using System.Reflection;
using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>ALFWorld as a run's world: generated games, or real ones from files.</summary>
public static class AlfworldPlayground
{
    /// <summary>What to write for generated games where a path is asked for.</summary>
    public const string Generated = "generated";

    private const string StartResource = "ThreeSpo.Worlds.Alfworld.start.light";
    private const string TrainedOn = " trained on";
    private const int HoldOutEvery = 10;

    /// <summary>Makes it.</summary>
    /// <param name="games">"generated", or paths of real games, separated by commas.</param>
    /// <param name="panel">"generated", paths, or empty: then the unseen games that belong to <paramref name="games"/>.</param>
    /// <param name="trainGames">How many games are generated to train on.</param>
    /// <param name="unseenGames">How many games are generated to be measured on.</param>
    /// <remarks>
    /// For real games without a panel: a "valid_unseen" folder or file beside or below them, else every tenth game is held out.
    /// </remarks>
    /// <exception cref="GameFormatException">A file is not what it should be.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at a path.</exception>
    public static Playground Create(string games, string panel, int trainGames, int unseenGames)
    {
        ArgumentNullException.ThrowIfNull(games);
        ArgumentNullException.ThrowIfNull(panel);
        (AlfworldGame[] train, string trainName) = Source(games, trainGames, unseen: false);
        (AlfworldGame[] unseen, string unseenName) = panel.Length > 0 || games == Generated
            ? Source(panel.Length > 0 ? panel : Generated, unseenGames, unseen: true)
            : UnseenBeside(games);
        if (unseen.Length == 0)
            (train, unseen, unseenName) = HoldOut(train, trainName);

        int trainedOn = unseen.IntersectBy(train.Select(game => game.Id), game => game.Id).Count();
        if (trainedOn > 0 && !unseenName.EndsWith(TrainedOn, StringComparison.Ordinal))
            unseenName += $", {trainedOn} of them{TrainedOn}";

        // A game may stand in both lists, for example to measure on what was trained on; the world knows it once.
        AlfworldGame[] all = [.. train.Concat(unseen).DistinctBy(game => game.Id)];
        return new Playground(
            "alfworld", new AlfworldWorld(all), PanelOf(trainName, train), PanelOf(unseenName, unseen), new AlfworldFeatures(), Start,
            AlfworldPrompts.Create);
    }

    /// <summary>Makes it for measuring alone: the panel's games and no others are read.</summary>
    /// <param name="panel">"generated", or paths of real games, separated by commas.</param>
    /// <param name="unseenGames">How many games are generated to be measured on.</param>
    public static Playground ForMeasuring(string panel, int unseenGames)
    {
        ArgumentNullException.ThrowIfNull(panel);
        (AlfworldGame[] games, string name) = Source(panel, unseenGames, unseen: true);
        Panel all = PanelOf(name, games);
        return new Playground("alfworld", new AlfworldWorld(games), all, all, new AlfworldFeatures(), Start, AlfworldPrompts.Create);
    }

    /// <summary>A panel of games.</summary>
    public static Panel PanelOf(string name, IReadOnlyList<AlfworldGame> games)
    {
        ArgumentNullException.ThrowIfNull(games);
        return new Panel(name, [.. games.Select(game => game.Task)], [.. games.Select(game => game.Fingerprint)]);
    }

    /// <summary>The bundled start of the light policy. Made by: 3spo warmup</summary>
    public static LightWeights Start()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StartResource)
            ?? throw new InvalidOperationException($"The start '{StartResource}' is missing from this build. Make one with: 3spo warmup");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return LightPolicyFile.Read(memory.ToArray(), "bundled start", new AlfworldFeatures().Name);
    }

    private static (AlfworldGame[] Games, string Name) Source(string source, int count, bool unseen)
    {
        if (source == Generated)
        {
            IReadOnlyList<GameFacts> facts = unseen ? GeneratedPanels.Unseen(count) : GeneratedPanels.Train(count);
            return ([.. facts.Select(game => new AlfworldGame(game))], unseen ? $"generated unseen {count}" : $"generated train {count}");
        }

        string[] paths = source.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paths.Length == 0)
            throw new GameFormatException($"'{source}' names no games. Write {Generated}, or the path of a folder or file of games.");

        AlfworldGame[] games = [.. paths.SelectMany(path => GameFiles.Load(TrainFolder(path, unseen)))];
        return games.DistinctBy(game => game.Id).Count() == games.Length
            ? (games, string.Join(" + ", paths.Select(NameOf)))
            : throw new GameFormatException($"'{source}' holds a game more than once, wanted distinct ids. Name each file or folder once.");
    }

    /// <summary>The official download holds its splits side by side: training games are those below "train".</summary>
    private static string TrainFolder(string path, bool unseen)
    {
        string train = Path.Combine(path, "train");
        return !unseen && Directory.Exists(train) ? train : path;
    }

    private static (AlfworldGame[] Games, string Name) UnseenBeside(string games)
    {
        string path = games.Split(',')[0].Trim();
        string name = Path.GetFileName(path.TrimEnd('/'));
        string[] candidates =
        [
            Path.Combine(path, "valid_unseen"),
            Path.Combine(Path.GetDirectoryName(path.TrimEnd('/')) ?? "", name.Replace("train", "valid_unseen", StringComparison.Ordinal)),
        ];
        string? found = candidates.FirstOrDefault(candidate => candidate != path && (Directory.Exists(candidate) || File.Exists(candidate)));
        return found is null ? ([], "") : ([.. GameFiles.Load(found)], NameOf(found));
    }

    private static (AlfworldGame[] Train, AlfworldGame[] Unseen, string Name) HoldOut(AlfworldGame[] games, string name)
    {
        if (games.Length < 2)
            return (games, games, name + TrainedOn);

        AlfworldGame[] unseen = [.. games.Where((_, i) => i % HoldOutEvery == 0)];
        return ([.. games.Where((_, i) => i % HoldOutEvery != 0)], unseen, $"{name}, every {HoldOutEvery}th held out");
    }

    private static string NameOf(string path) =>
        Path.GetFileName(path.TrimEnd('/')).Replace(".compact.jsonl", "", StringComparison.Ordinal).Replace(".gz", "", StringComparison.Ordinal);
}

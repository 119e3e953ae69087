using ThreeSpo.Settings;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Cli.Runs;

/// <summary>Opens worlds by what the settings call them.</summary>
internal static class Playgrounds
{
    private static readonly string[] Worlds = ["alfworld", "corridor"];

    public static Playground Open(RunSettings settings) => settings.World.ToLowerInvariant() switch
    {
        "alfworld" => AlfworldPlayground.Create(settings.Games, settings.Panel, settings.TrainGames, settings.UnseenGames),
        "corridor" => CorridorPlayground.Create(),
        _ => throw new UserMistakeException(
            $"There is no world '{settings.World}'. Did you mean '{Nearest.To(settings.World, Worlds)}'? There are: {string.Join(", ", Worlds)}."),
    };

    /// <summary>As <see cref="Open"/>, without the training games of a panel that is named.</summary>
    public static Playground OpenForMeasuring(RunSettings settings)
    {
        bool isAlfworld = settings.World.Equals("alfworld", StringComparison.OrdinalIgnoreCase);
        string panel = settings.Panel.Length == 0 && settings.Games == AlfworldPlayground.Generated ? AlfworldPlayground.Generated : settings.Panel;
        return isAlfworld && panel.Length > 0 ? AlfworldPlayground.ForMeasuring(panel, settings.UnseenGames) : Open(settings);
    }

}

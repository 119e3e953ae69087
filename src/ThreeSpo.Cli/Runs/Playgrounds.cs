using ThreeSpo.Settings;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Corridor;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Runs;

/// <summary>Opens worlds by what the settings call them.</summary>
internal static class Playgrounds
{
    private static readonly string[] Worlds = ["alfworld", "webshop", "corridor"];

    public static Playground Open(SettingsSource source)
    {
        RunSettings run = source.Run;
        return run.World.ToLowerInvariant() switch
        {
            "alfworld" => AlfworldPlayground.Create(run.Games, run.Panel, run.TrainGames, run.UnseenGames),
            "webshop" => WebshopPlayground.Create(source.Webshop),
            "corridor" => CorridorPlayground.Create(),
            _ => throw new UserMistakeException(
                $"There is no world '{run.World}'. Did you mean '{Nearest.To(run.World, Worlds)}'? There are: {string.Join(", ", Worlds)}."),
        };
    }

    /// <summary>As <see cref="Open"/>, without the training games of a panel that is named.</summary>
    public static Playground OpenForMeasuring(SettingsSource source)
    {
        RunSettings run = source.Run;
        bool isAlfworld = run.World.Equals("alfworld", StringComparison.OrdinalIgnoreCase);
        string panel = run.Panel.Length == 0 && run.Games == AlfworldPlayground.Generated ? AlfworldPlayground.Generated : run.Panel;
        return isAlfworld && panel.Length > 0 ? AlfworldPlayground.ForMeasuring(panel, run.UnseenGames) : Open(source);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>The name of a generated game, which is all that is needed to generate it again.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Object">Class of the object; it follows from the other parts and is there to be read.</param>
/// <param name="Target">Class of the target or lamp; it follows from the other parts and is there to be read.</param>
/// <param name="Room">The kind of room.</param>
/// <param name="Scene">The scene's number.</param>
/// <param name="Index">Which game of this kind in this scene. From 0.</param>
public sealed partial record GeneratedGameId(TaskKind Kind, string Object, string Target, RoomKind Room, int Scene, int Index)
{
    private const string Example = "gen1/train/heat-apple-fridge-kitchen-07/0012";

    /// <summary>Reads a name.</summary>
    /// <exception cref="GameFormatException">It is not the name of a game of this generator.</exception>
    public static GeneratedGameId Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Match match = Pattern().Match(id);
        if (!match.Success)
            throw new GameFormatException($"'{Printable.Line(id, 100)}' is not the name of a generated game. Such a name looks like '{Example}'.");

        string version = match.Groups["version"].Value;
        if (version != GameGenerator.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new GameFormatException(
                $"'{Printable.Line(id, 100)}' was made by generator {Printable.Line(version)}, and this is generator {GameGenerator.Version}, whose games differ. " +
                $"Use a name that starts with 'gen{GameGenerator.Version}/', or the version of this program that made it.");
        }

        GeneratedGameId read = new(
            Word<TaskKind>(id, match.Groups["kind"].Value),
            match.Groups["object"].Value,
            match.Groups["target"].Value,
            Word<RoomKind>(id, match.Groups["room"].Value),
            Number(id, match.Groups["scene"].Value),
            Number(id, match.Groups["index"].Value));

        if (read.Scene is < 1 or > GeneratedPanels.LastScene)
            throw new GameFormatException($"'{Printable.Line(id, 100)}' names scene {read.Scene}, but scenes are numbered from 1 to {GeneratedPanels.LastScene}.");

        if (!GoalRules.RoomsFor(read.Kind).Contains(read.Room))
        {
            throw new GameFormatException(
                $"'{Printable.Line(id, 100)}' asks for a {read.Kind} task in a {read.Room}; it can be set in: {string.Join(", ", GoalRules.RoomsFor(read.Kind))}.");
        }

        return read.ToString() == id
            ? read
            : throw new GameFormatException($"'{Printable.Line(id, 100)}' names no game; the nearest name is '{Printable.Line(read.ToString(), 100)}'. Check the split and the number of digits.");
    }

    /// <summary>The name: "gen1/train/heat-apple-fridge-kitchen-07/0012".</summary>
    public override string ToString()
    {
        string split = GeneratedPanels.IsUnseen(Scene) ? "unseen" : "train";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gen{GameGenerator.Version}/{split}/{Lower(Kind)}-{Object}-{Target}-{Lower(Room)}-{Scene:00}/{Index:0000}");
    }

    [GeneratedRegex(@"^gen(?<version>\d+)/[a-z]+/(?<kind>[a-z]+)-(?<object>[a-z]+)-(?<target>[a-z]+)-(?<room>[a-z]+)-(?<scene>\d+)/(?<index>\d+)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    private static string Lower<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();

    private static T Word<T>(string id, string word) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Lower(value) == word).Cast<T?>().FirstOrDefault()
        ?? throw new GameFormatException(
            $"'{Printable.Line(id, 100)}' contains '{Printable.Line(word)}', where one of these was wanted: {string.Join(", ", Enum.GetValues<T>().Select(Lower))}.");

    private static int Number(string id, string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new GameFormatException($"'{Printable.Line(id, 100)}' contains the number {Printable.Line(digits)}, which is above {int.MaxValue}. Use a smaller one.");
}

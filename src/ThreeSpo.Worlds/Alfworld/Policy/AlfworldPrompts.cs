using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>ALFWorld's prompts for small models: what the agent knows that matters to the task, in as few words as possible.</summary>
/// <param name="history">How many past commands are shown.</param>
/// <remarks>
/// All of it comes from the snapshot and the agent's notes, as the light policy's features do, so that a prompt is the same
/// wherever a tree began. What lies in a receptacle is said only where the agent has read it: contents change by the agent's own
/// hand alone, so what was read there and what lies there now differ by nothing that the agent has not done itself.
/// </remarks>
public sealed class AlfworldPrompts(int history) : IPrompts
{
    private const int MostSeen = 6;
    private const int MostLeft = 10;

    /// <inheritdoc/>
    public string Name => $"alfworld-compact/1/{history}";

    /// <summary>Makes the prompts that the settings ask for.</summary>
    public static IPrompts Create(PromptSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Prompt is PromptStyle.Compact
            ? new AlfworldPrompts(settings.PromptHistory) : AlfworldReasoning.Create(settings.PromptHistory);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Message> Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var now = (AlfworldSnapshot)node.Snapshot;
        string[] lines =
        [
            $"Left: {OrElse("nothing", ", ", Left(now).Take(MostLeft))}",
            $"Did: {OrElse("nothing", "; ", Did(now.Notes))}",
            $"Now: {ShortObservation.Of(now.Observation)}",
            $"Task: {now.Goal}",
            $"Seen: {OrElse("nothing", ", ", Seen(now).Take(MostSeen))}",
            $"Hands: {Hands(now)}",
            $"At: {OrElse("nowhere", ", ", Here(now))}",
        ];
        return [Message.FromUser(string.Join('\n', lines))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Actions(TreeNode node) => ActionsAt(node);

    /// <inheritdoc/>
    public string Answer(string action) => action;

    /// <inheritdoc/>
    public Reading Read(string answer) => PlainAnswer.Read(answer);

    /// <summary>The admissible commands without "help", which the benchmark's prompts leave out too.</summary>
    internal static IReadOnlyList<string> ActionsAt(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return [.. ((AlfworldSnapshot)node.Snapshot).Commands.Where(one => one.Verb is not AlfworldVerb.Help).Select(one => one.Text)];
    }

    private static string Hands(AlfworldSnapshot now)
    {
        int held = now.HeldObject;
        if (held < 0)
            return "empty";

        string name = now.Game.ObjectName(held);
        return now.Game.IsGoalObject(held) && now.Notes.HasTransformed(held) ? $"{name}, {Done(now.Game.Goal.Kind)}" : name;
    }

    private static string Done(TaskKind kind) => kind switch
    {
        TaskKind.Clean => "clean",
        TaskKind.Heat => "hot",
        _ => "cool",
    };

    /// <summary>The lamp that a look task asks for, then the objects of the goal's class, each with its place.</summary>
    private static IEnumerable<string> Seen(AlfworldSnapshot now)
    {
        AlfworldGame game = now.Game;
        int[] lamps = now.Notes.LampAt < 0 ? [] : Lying(now, now.Notes.LampAt, game.IsGoalLamp);
        if (lamps.Length > 0)
            yield return Placed(now, lamps[0], now.Notes.LampAt);

        for (int place = 0; place < game.ReceptacleCount; place++)
        {
            if (now.Notes.GoalObjectsRead(place) == 0)
                continue;

            foreach (int item in Lying(now, place, game.IsGoalObject))
                yield return Placed(now, item, place);
        }
    }

    private static int[] Lying(AlfworldSnapshot now, int place, Predicate<int> wanted) => Array.FindAll(now.Contents(place).ToArray(), wanted);

    /// <summary>A thing and where it lies: "here" for where the agent stands, so that nobody has to compare two names to know.</summary>
    private static string Placed(AlfworldSnapshot now, int item, int place) => now.Game.StationOf(place) == now.Station
        ? $"{now.Game.ObjectName(item)} here"
        : $"{now.Game.ObjectName(item)} {(now.Game.IsOpenable(place) ? "in" : "on")} {now.Game.ReceptacleName(place)}";

    /// <summary>The receptacles whose contents are still unknown: those never walked to, then those whose doors stayed closed.</summary>
    private static IEnumerable<string> Left(AlfworldSnapshot now) => Enumerable.Range(0, now.Game.ReceptacleCount)
        .Where(place => !now.Notes.HasRead(place))
        .OrderBy(now.Notes.Visits)
        .Select(now.Game.ReceptacleName);

    /// <summary>The last commands, oldest first. Notes do not keep the words of a text that was not admissible.</summary>
    private IEnumerable<string> Did(AgentNotes notes) =>
        Backwards(notes).Take(history).Select(step => step.Command?.Text ?? "nothing").Reverse();

    private static IEnumerable<LastStep> Backwards(AgentNotes notes)
    {
        for (LastStep? step = notes.Last; step is not null; step = step.Before)
            yield return step;
    }

    /// <summary>Where the agent stands; doors that are closed are said to be.</summary>
    private static IEnumerable<string> Here(AlfworldSnapshot now)
    {
        foreach (int place in now.ReceptaclesHere.ToArray())
            yield return now.IsAccessible(place) ? now.Game.ReceptacleName(place) : $"{now.Game.ReceptacleName(place)} closed";
    }

    private static string OrElse(string none, string between, IEnumerable<string> items)
    {
        string line = string.Join(between, items);
        return line.Length > 0 ? line : none;
    }
}

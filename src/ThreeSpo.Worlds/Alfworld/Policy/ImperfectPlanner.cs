using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Plays a game by what it has read so far, searching place after place, but blunders and dawdles on purpose.</summary>
/// <param name="blunder">The probability of any admissible command instead of the planned one. In [0, 1].</param>
/// <param name="dawdle">The probability of looking around, at something, or into one's hands instead. In [0, 1 − blunder].</param>
/// <remarks>
/// Demonstrations for a policy's start: a perfect planner would leave nothing to learn. Blunders are spread over all commands,
/// so a policy sampled at a low temperature makes few of them; dawdling is a habit, which a low temperature strengthens.
/// </remarks>
public sealed class ImperfectPlanner(double blunder, double dawdle) : ITeacher
{
    /// <inheritdoc/>
    string ITeacher.Next(TreeNode node, Draw draw) => Next((AlfworldSnapshot)node.Snapshot, draw).Text;

    /// <inheritdoc/>
    IReadOnlyList<(string Action, double Weight)> ITeacher.Distribution(TreeNode node) =>
        [.. Distribution((AlfworldSnapshot)node.Snapshot).Select(one => (one.Command.Text, one.Probability))];

    /// <summary>The command to take next.</summary>
    /// <param name="snapshot">Where the game stands; not won.</param>
    /// <param name="draw">The draws of this step.</param>
    public AlfworldCommand Next(AlfworldSnapshot snapshot, Draw draw)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        AlfworldCommand[] choices = Choices(snapshot);
        double mood = draw.Uniform(Use.Planner);
        if (mood < blunder)
            return choices[draw.Below(choices.Length, Use.Planner + 1)];

        AlfworldCommand[] planned = [.. mood < blunder + dawdle ? choices.Where(IsIdle) : Planned(snapshot, choices)];
        return planned.Length == 0
            ? choices[draw.Below(choices.Length, Use.Planner + 1)]
            : planned[draw.Below(planned.Length, Use.Planner + 2)];
    }

    /// <summary>The distribution that <see cref="Next"/> draws from.</summary>
    /// <param name="snapshot">Where the game stands; not won.</param>
    /// <returns>Every command that can be drawn, in the snapshot's order, with its probability; they sum to 1.</returns>
    public IReadOnlyList<(AlfworldCommand Command, double Probability)> Distribution(AlfworldSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        AlfworldCommand[] choices = Choices(snapshot);
        double[] probabilities = new double[choices.Length]; // [A]
        Spread(blunder, choices);
        Spread(dawdle, [.. choices.Where(IsIdle)]);
        Spread(1 - (blunder + dawdle), [.. Planned(snapshot, choices)]);
        return [.. choices.Zip(probabilities).Where(pair => pair.Second > 0)];

        void Spread(double share, AlfworldCommand[] wanted)
        {
            AlfworldCommand[] among = wanted.Length == 0 ? choices : wanted;
            foreach (AlfworldCommand command in among)
                probabilities[Array.IndexOf(choices, command)] += share / among.Length;
        }
    }

    private static AlfworldCommand[] Choices(AlfworldSnapshot snapshot) =>
        [.. snapshot.Commands.Where(command => command.Verb is not AlfworldVerb.Help)];

    private static bool IsIdle(AlfworldCommand command) =>
        command.Verb is AlfworldVerb.Look or AlfworldVerb.Inventory or AlfworldVerb.Examine;

    /// <summary>The commands that serve the task equally well, as far as was read.</summary>
    private static IEnumerable<AlfworldCommand> Planned(AlfworldSnapshot snapshot, AlfworldCommand[] choices)
    {
        AlfworldGame game = snapshot.Game;
        if (snapshot.HeldObject < 0)
            return First(TakeGoal(snapshot, choices), GoToKnownGoal(snapshot, choices), Search(snapshot, choices));
        if (!game.IsGoalObject(snapshot.HeldObject))
            return choices.Where(command => command.Verb is AlfworldVerb.Move).DefaultIfEmpty(choices[0]);

        return game.Goal.Kind switch
        {
            TaskKind.Look => First(
                choices.Where(command => command.Verb is AlfworldVerb.Use && game.IsGoalLamp(command.Object)),
                choices.Where(command => command.Verb is AlfworldVerb.GoTo && command.Receptacle == snapshot.Notes.LampAt),
                Search(snapshot, choices)),
            TaskKind.Simple or TaskKind.Two => Deliver(snapshot, choices),
            _ when snapshot.Notes.HasTransformed(snapshot.HeldObject) => Deliver(snapshot, choices),
            _ => First(
                choices.Where(command => IsWantedTransformation(game, command)),
                choices.Where(command => command.Verb is AlfworldVerb.GoTo && game.IsNeededAppliance(command.Receptacle))),
        };
    }

    private static IEnumerable<AlfworldCommand> TakeGoal(AlfworldSnapshot snapshot, AlfworldCommand[] choices) =>
        choices.Where(command => command.Verb is AlfworldVerb.Take && snapshot.Game.IsGoalObject(command.Object)
            && !IsPlaced(snapshot.Game, command.Receptacle));

    private static IEnumerable<AlfworldCommand> GoToKnownGoal(AlfworldSnapshot snapshot, AlfworldCommand[] choices) =>
        choices.Where(command => command.Verb is AlfworldVerb.GoTo && snapshot.Notes.GoalObjectsRead(command.Receptacle) > 0
            && !IsPlaced(snapshot.Game, command.Receptacle));

    private static IEnumerable<AlfworldCommand> Search(AlfworldSnapshot snapshot, AlfworldCommand[] choices) => First(
        choices.Where(command => command.Verb is AlfworldVerb.Open && !snapshot.Notes.HasRead(command.Receptacle)),
        choices.Where(command => command.Verb is AlfworldVerb.GoTo && snapshot.Notes.Visits(command.Receptacle) == 0),
        choices.Where(command => command.Verb is AlfworldVerb.GoTo && !snapshot.Notes.HasRead(command.Receptacle)));

    private static IEnumerable<AlfworldCommand> Deliver(AlfworldSnapshot snapshot, AlfworldCommand[] choices) => First(
        choices.Where(command => command.Verb is AlfworldVerb.Move && IsBest(snapshot, command.Receptacle)),
        choices.Where(command => command.Verb is AlfworldVerb.Open && IsBest(snapshot, command.Receptacle)),
        choices.Where(command => command.Verb is AlfworldVerb.GoTo && IsBest(snapshot, command.Receptacle)));

    /// <summary>Whether a receptacle is a target; for two objects, one that already holds the first.</summary>
    private static bool IsBest(AlfworldSnapshot snapshot, int place)
    {
        AlfworldGame game = snapshot.Game;
        if (!game.IsGoalReceptacle(place))
            return false;

        if (game.Goal.Kind is not TaskKind.Two || snapshot.Notes.GoalObjectsRead(place) > 0)
            return true;

        foreach (int other in game.GoalReceptacles)
        {
            if (snapshot.Notes.GoalObjectsRead(other) > 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether a goal object that lies there is where the task wants it and had better stay.</summary>
    private static bool IsPlaced(AlfworldGame game, int place) =>
        game.Goal.Kind is TaskKind.Two && game.IsGoalReceptacle(place);

    private static bool IsWantedTransformation(AlfworldGame game, AlfworldCommand command) => (game.Goal.Kind, command.Verb)
        is (TaskKind.Clean, AlfworldVerb.Clean) or (TaskKind.Heat, AlfworldVerb.Heat) or (TaskKind.Cool, AlfworldVerb.Cool);

    private static IEnumerable<AlfworldCommand> First(params IEnumerable<AlfworldCommand>[] ways) =>
        ways.FirstOrDefault(way => way.Any()) ?? [];
}

using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Describes ALFWorld's commands to the light policy by what an agent can read: task, hands, place, notes, last steps.</summary>
/// <remarks>
/// Every template is a conjunction of small facts about the command and the moment, hashed. "help" is left out of the choices,
/// as in the benchmark's prompts. Facts that the agent has not read, such as the contents of a closed drawer, never enter.
/// </remarks>
public sealed class AlfworldFeatures : IActionFeatures
{
    private const int Templates = 19;

    /// <inheritdoc/>
    public string Name => "alfworld/1";

    /// <inheritdoc/>
    public Choices Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var snapshot = (AlfworldSnapshot)node.Snapshot;
        var moment = Moment.Of(snapshot);

        List<string> actions = new(snapshot.Commands.Count);
        List<uint> features = new(snapshot.Commands.Count * Templates);
        foreach (AlfworldCommand command in snapshot.Commands.AsSpan())
        {
            if (command.Verb is AlfworldVerb.Help)
                continue;

            actions.Add(command.Text);
            Add(features, moment, CommandFacts.Of(snapshot, command));
        }

        return new Choices(actions, [.. features], Templates);
    }

    private static void Add(List<uint> features, Moment now, CommandFacts it)
    {
        uint kind = now.Kind;
        uint verb = it.Verb;
        uint roles = (it.ObjectRole * 8) + it.PlaceRole;

        // What it is for the task.
        features.Add(FeatureHash.Of(0, kind, verb));
        features.Add(FeatureHash.Of(1, kind, verb, roles));
        features.Add(FeatureHash.Of(2, kind, verb, roles, now.Held));
        features.Add(FeatureHash.Of(3, kind, verb, roles, (now.Visible * 4) + now.Held));
        features.Add(FeatureHash.Of(4, kind, verb, roles, (now.Placed * 4) + now.Held));

        // Where it happens.
        features.Add(FeatureHash.Of(5, verb, it.PlaceClass, now.Object));
        features.Add(FeatureHash.Of(6, kind, verb, it.PlaceClass));
        features.Add(FeatureHash.Of(7, verb, it.Door, it.PlaceRole, now.Held));
        features.Add(FeatureHash.Of(8, verb, it.Door, it.IsRead, now.Visible));

        // What is known of that place.
        features.Add(FeatureHash.Of(9, (kind * 16) + verb, it.PlaceRole, it.GoalsRead, now.Held));
        features.Add(FeatureHash.Of(10, verb, it.PlaceRole, it.Visits, (now.GoalSeen * 4) + now.Held));
        features.Add(FeatureHash.Of(11, verb, it.Visits, it.GoalsRead, now.Held));
        features.Add(FeatureHash.Of(12, (kind * 16) + verb, roles, (it.Visits * 4) + it.GoalsRead, (now.Visible * 4) + now.Held));
        features.Add(FeatureHash.Of(13, (kind * 16) + verb, it.IsLampPlace, now.LampSeen, now.Held));

        // What was done before.
        features.Add(FeatureHash.Of(14, verb, it.Repeats));
        features.Add(FeatureHash.Of(15, verb, roles, it.Repeats));
        features.Add(FeatureHash.Of(16, verb, now.LastVerb));
        features.Add(FeatureHash.Of(17, verb, now.LastVerb, now.VerbBefore));
        features.Add(FeatureHash.Of(18, verb, now.LastVerb, it.IsLastPlace));
    }

    /// <summary>What is true whatever command comes next; small numbers.</summary>
    private readonly record struct Moment(
        uint Kind, uint Object, uint Held, uint Visible, uint Placed, uint GoalSeen, uint LampSeen, uint LastVerb, uint VerbBefore)
    {
        public static Moment Of(AlfworldSnapshot snapshot)
        {
            AlfworldGame game = snapshot.Game;
            AgentNotes notes = snapshot.Notes;
            return new Moment(
                (uint)game.Goal.Kind, FeatureHash.Text(game.Goal.Object), HeldRole(snapshot), Seen(snapshot), Most(snapshot),
                notes.GoalSeen ? 1u : 0, notes.LampAt >= 0 ? 1u : 0, VerbOf(notes.Last), VerbOf(notes.Last?.Before));
        }

        /// <summary>0 nothing, 1 a goal object, 2 one that is done, 3 something else.</summary>
        private static uint HeldRole(AlfworldSnapshot snapshot)
        {
            if (snapshot.HeldObject < 0)
                return 0;
            if (!snapshot.Game.IsGoalObject(snapshot.HeldObject))
                return 3;

            return snapshot.Notes.HasTransformed(snapshot.HeldObject) ? 2u : 1;
        }

        /// <summary>Goal objects in sight here: 0 none, 1 outside the target, 2 in the target alone.</summary>
        private static uint Seen(AlfworldSnapshot snapshot)
        {
            uint seen = 0;
            foreach (int place in snapshot.ReceptaclesHere)
            {
                if (!snapshot.IsAccessible(place) || snapshot.Notes.GoalObjectsRead(place) == 0)
                    continue;
                if (!snapshot.Game.IsGoalReceptacle(place))
                    return 1;

                seen = 2;
            }

            return seen;
        }

        /// <summary>Most goal objects read in one target: 0, 1, or 2 for more.</summary>
        private static uint Most(AlfworldSnapshot snapshot)
        {
            int most = 0;
            foreach (int place in snapshot.Game.GoalReceptacles)
                most = Math.Max(most, snapshot.Notes.GoalObjectsRead(place));

            return (uint)Math.Min(2, most);
        }

        private static uint VerbOf(LastStep? step) => step is null ? 0 : step.Command is null ? 1 : 2 + (uint)step.Command.Verb;
    }

    /// <summary>What is true of one command; small numbers.</summary>
    private readonly record struct CommandFacts(
        uint Verb, uint ObjectRole, uint PlaceRole, uint PlaceClass, uint Door, uint IsRead, uint GoalsRead, uint Visits, uint IsLampPlace,
        uint Repeats, uint IsLastPlace)
    {
        public static CommandFacts Of(AlfworldSnapshot snapshot, AlfworldCommand command)
        {
            AgentNotes notes = snapshot.Notes;
            uint repeats = (uint)Math.Min(3, notes.Last?.TimesOf(command) ?? 0);
            int place = command.Receptacle;
            if (place < 0)
                return new CommandFacts((uint)command.Verb, RoleOf(snapshot, command.Object), 0, 0, 0, 0, 0, 0, 0, repeats, 0);

            return new CommandFacts(
                (uint)command.Verb, RoleOf(snapshot, command.Object), PlaceRoleOf(snapshot.Game, place),
                FeatureHash.Text(snapshot.Game.ReceptacleClass(place)), DoorOf(snapshot, place), notes.HasRead(place) ? 1u : 0,
                (uint)Math.Min(2, notes.GoalObjectsRead(place)), (uint)notes.Visits(place), notes.LampAt == place ? 1u : 0, repeats,
                notes.Last?.Command?.Receptacle == place ? 1u : 0);
        }

        /// <summary>0 none, 1 a goal object, 2 one that is done, 3 the lamp, 4 something else.</summary>
        private static uint RoleOf(AlfworldSnapshot snapshot, int item)
        {
            if (item < 0)
                return 0;
            if (snapshot.Game.IsGoalObject(item))
                return snapshot.Notes.HasTransformed(item) ? 2u : 1;

            return snapshot.Game.IsGoalLamp(item) ? 3u : 4;
        }

        /// <summary>1 plus: 1 for a target, 2 for the appliance that the task needs, 3 for both.</summary>
        private static uint PlaceRoleOf(AlfworldGame game, int place) =>
            1 + (game.IsGoalReceptacle(place) ? 1u : 0) + (game.IsNeededAppliance(place) ? 2u : 0);

        /// <summary>
        /// 0 no door is known of, 1 a door that is closed, 2 one that is open. A door is read on arrival, so a place never
        /// visited counts as having none.
        /// </summary>
        private static uint DoorOf(AlfworldSnapshot snapshot, int place)
        {
            bool visited = snapshot.Notes.Visits(place) > 0;
            if (!visited || !snapshot.Game.IsOpenable(place))
                return 0;

            return snapshot.IsOpen(place) ? 2u : 1;
        }
    }
}

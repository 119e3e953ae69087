using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

/// <summary>Repeatable aimless play.</summary>
internal static class RandomWalk
{
    public static int Draw(int step, int bound, int walk = 0) => new Draw(7, 0, walk, step).Below(bound, Use.Action);

    /// <summary>Walks until a win or for some steps; the same draws give the same walk in equal games.</summary>
    public static IEnumerable<AlfworldSnapshot> Through(AlfworldGame game, int steps, int walk = 0)
    {
        AlfworldSnapshot at = AlfworldWorld.Start(game);
        yield return at;

        for (int step = 0; step < steps && !at.Won; step++)
        {
            at = (AlfworldSnapshot)AlfworldWorld.Step(at, at.Actions[Draw(step, at.Actions.Count, walk)]).Next;
            yield return at;
        }
    }
}

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What a game asks of the place of one thing.</summary>
/// <param name="Avoided">A receptacle class where it must not lie; null if it may lie anywhere.</param>
/// <param name="Reachable">Whether it must lie in a receptacle.</param>
/// <param name="Whole">
/// A receptacle class that must hold it alone or not at all; null if it may reach over any edge. A thing that lies in two
/// receptacles and is taken from one stays in the other, so in a target it would win without being put there.
/// </param>
internal readonly record struct Placement(string? Avoided = null, bool Reachable = false, string? Whole = null);

/// <summary>Decides where things lie.</summary>
internal static class ObjectPlacer
{
    private const int ElsewherePercent = 1;

    // Things that reach over the edge of where they lie, from the same official games: percent of those that lie in the first
    // receptacle class that lie in one of the second as well.
    private static readonly (string Object, string LiesIn, string AlsoIn, int Percent)[] Overlaps =
    [
        ("mug", "coffeemachine", "countertop", 85),
        ("pan", "stoveburner", "stoveburner", 23),
        ("pan", "stoveburner", "countertop", 20),
        ("pot", "stoveburner", "stoveburner", 20),
        ("handtowel", "handtowelholder", "countertop", 4),
        ("bowl", "shelf", "desk", 7),
    ];

    /// <summary>Whether a thing can lie in some receptacle of the room.</summary>
    public static bool CanPlace(ThingRow row, Layout layout, string? avoided) =>
        row.Weights.Any(place => Allowed(place, layout, avoided));

    /// <summary>Places one thing.</summary>
    public static ObjectFacts Place(ThingRow row, int number, Layout layout, Dice dice, Placement wanted)
    {
        string id = MangledId.Of(row.Class, number);
        Affordances affordances = AlfworldClasses.AffordancesOf(row.Class);
        bool nowhere = !wanted.Reachable && dice.Chance(row.Nowhere);

        if (nowhere || !CanPlace(row, layout, wanted.Avoided))
            return new ObjectFacts(id, row.Class, affordances, [], [dice.Pick(layout.OtherLocations)]);

        int lies = dice.Pick(layout.Of(DrawClass(row, layout, dice, wanted.Avoided)));
        int? also = Overlap(row.Class, lies, layout, dice, wanted);
        string location = dice.Chance(ElsewherePercent)
            ? dice.Pick(layout.OtherLocations)
            : layout.Receptacles[lies].Location;

        return new ObjectFacts(id, row.Class, affordances, also is int second ? [lies, second] : [lies], [location]);
    }

    private static bool Allowed((string Receptacle, int Weight) place, Layout layout, string? avoided) =>
        place.Receptacle != avoided && layout.Of(place.Receptacle).Count > 0;

    private static string DrawClass(ThingRow row, Layout layout, Dice dice, string? avoided)
    {
        (string Receptacle, int Weight)[] places = [.. row.Weights.Where(place => Allowed(place, layout, avoided))];
        int left = dice.Below(places.Sum(place => place.Weight));

        foreach ((string receptacle, int weight) in places)
        {
            left -= weight;
            if (left < 0)
                return receptacle;
        }

        throw new InvalidOperationException("A draw below the sum of weights passed them all, which cannot be.");
    }

    private static int? Overlap(string thing, int lies, Layout layout, Dice dice, Placement wanted)
    {
        foreach ((string name, string liesIn, string alsoIn, int percent) in Overlaps)
        {
            if (name != thing || liesIn != layout.Receptacles[lies].Class)
                continue;

            bool allowed = alsoIn != wanted.Avoided && alsoIn != wanted.Whole && liesIn != wanted.Whole;
            if (!allowed || !dice.Chance(percent))
                continue;

            int[] second = [.. layout.Of(alsoIn).Where(index => index != lies)];
            if (second.Length > 0)
                return dice.Pick(second);
        }

        return null;
    }
}

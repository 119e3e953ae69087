using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>Draws layouts.</summary>
internal static class LayoutGenerator
{
    private const int SharedPercent = 9;
    private const int MostAtOneLocation = 5;
    private const int StartLocationCount = 6;
    private const int OtherLocationCount = 8;

    /// <summary>Draws the layout of a scene.</summary>
    public static Layout Generate(RoomKind room, int scene)
    {
        RoomTable table = RoomTable.Of(room);
        Dice dice = new(new Draw(GameGenerator.Version, (int)room, scene, Node: 0), Use.Layout);

        List<ReceptacleRow> furniture = [.. table.Receptacles.SelectMany(row => Present(row, dice))];
        AddPlaceForLamp(furniture, table);
        int[] groups = Group(furniture.Count, dice);

        int reached = groups.Max() + 1;
        string[] locations = Locations(reached + StartLocationCount + OtherLocationCount, dice);
        ReceptacleFacts[] receptacles = Receptacles(furniture, groups, locations, dice);

        string[] things = [.. table.Things.Where(row => dice.Chance(row.Presence)).Select(row => row.Class)];
        Layout bare = new(room, scene, receptacles)
        {
            Scenery = [],
            ThingClasses = things,
            StartLocations = locations[reached..(reached + StartLocationCount)],
            OtherLocations = locations[(reached + StartLocationCount)..],
            CanContain = AlfworldClasses.ContainerTable(receptacles.Select(receptacle => receptacle.Class).Distinct(), things),
        };

        return bare with
        {
            Scenery = [.. table.Scenery.Where(row => dice.Chance(row.Presence)).SelectMany(row => Scenery(row, bare, dice))],
        };
    }

    private static IEnumerable<ReceptacleRow> Present(ReceptacleRow row, Dice dice) =>
        dice.Chance(row.Presence) ? Enumerable.Repeat(row, dice.Count(row.Min, row.Mean, row.Max)) : [];

    // Every room whose kind knows desk lamps must be able to hold one, or "look" could not be played there.
    private static void AddPlaceForLamp(List<ReceptacleRow> furniture, RoomTable table)
    {
        ThingRow? lamp = table.Scenery.FirstOrDefault(row => row.Class == "desklamp");
        if (lamp is null || furniture.Exists(row => lamp.Weights.Any(place => place.Receptacle == row.Class)))
            return;

        furniture.Add(table.Receptacles.First(row => row.Class == "sidetable"));
    }

    // Entry i is the number of the location from which receptacle i is reached; a few share one.
    private static int[] Group(int count, Dice dice)
    {
        int[] groups = new int[count];
        int next = 0;

        for (int index = 0; index < count; index++)
        {
            int neighbour = index > 0 && dice.Chance(SharedPercent) ? groups[dice.Below(index)] : -1;
            bool joins = neighbour >= 0 && groups.Take(index).Count(group => group == neighbour) < MostAtOneLocation;
            groups[index] = joins ? neighbour : next++;
        }

        return groups;
    }

    // Shuffled, so that a location's number says nothing about what is there.
    private static string[] Locations(int count, Dice dice)
    {
        string[] locations = [.. Enumerable.Range(1, count).Select(number => $"loc_bar_{number:000}")];
        dice.Shuffle<string>(locations);
        return locations;
    }

    private static ReceptacleFacts[] Receptacles(List<ReceptacleRow> furniture, int[] groups, string[] locations, Dice dice)
    {
        Dictionary<string, int> numbers = [];
        ReceptacleFacts[] receptacles = new ReceptacleFacts[furniture.Count];

        for (int index = 0; index < receptacles.Length; index++)
        {
            ReceptacleRow row = furniture[index];
            int number = numbers[row.Class] = numbers.GetValueOrDefault(row.Class) + 1;
            receptacles[index] = new ReceptacleFacts(
                MangledId.Of(row.Class, number), row.Class, locations[groups[index]], dice.Chance(row.OpenablePercent));
        }

        return receptacles;
    }

    private static IEnumerable<ObjectFacts> Scenery(ThingRow row, Layout layout, Dice dice)
    {
        int count = dice.Count(row.Min, row.Mean, row.Max);
        for (int number = 1; number <= count; number++)
            yield return ObjectPlacer.Place(row, number, layout, dice, new Placement());
    }
}

using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Checks facts at the door, so that the engine can trust them.</summary>
internal static class GameCheck
{
    /// <summary>The most receptacles, and the most objects, of a game. ALFWorld's have 54 and 73.</summary>
    public const int MaxThings = 512;

    private const int MaxIdLength = 512;
    private const int MaxSentenceLength = 4096;

    public static void Check(GameFacts facts)
    {
        Text(facts.Id, facts.Id, "game id", 1024);
        Text(facts.Id, facts.Goal.Sentence, "goal sentence", MaxSentenceLength);
        Id(facts, facts.AgentLocation, "agent's location");
        Id(facts, facts.Goal.Object, "goal's object class");
        Id(facts, facts.Goal.Target, "goal's target class");

        if (!Enum.IsDefined(facts.Version) || !Enum.IsDefined(facts.Goal.Kind))
            throw Wrong(facts.Id, $"version {(int)facts.Version} or task type {(int)facts.Goal.Kind} is unknown", "known ones");
        Count(facts, facts.Receptacles.Count, 1, "receptacles");
        Count(facts, facts.Objects.Count, 0, "objects");
        Count(facts, facts.OtherLocations.Count, 0, "further locations");

        foreach (string location in facts.OtherLocations)
            Id(facts, location, "location");
        Receptacles(facts, out HashSet<string> receptacles);
        Objects(facts, receptacles);
    }

    private static void Receptacles(GameFacts facts, out HashSet<string> ids)
    {
        ids = new(StringComparer.Ordinal);

        foreach (ReceptacleFacts receptacle in facts.Receptacles)
        {
            Id(facts, receptacle.Id, "receptacle id");
            Id(facts, receptacle.Class, "receptacle class");
            Id(facts, receptacle.Location, "receptacle location");
            if (!ids.Add(receptacle.Id))
                throw Wrong(facts.Id, $"receptacle '{Printable.Line(receptacle.Id)}' occurs twice", "distinct ids");
            if (receptacle.Location == facts.AgentLocation)
                throw Wrong(facts.Id, $"the agent starts at receptacle '{Printable.Line(receptacle.Id)}'", "a start away from every receptacle");
        }
    }

    private static void Objects(GameFacts facts, HashSet<string> receptacles)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);

        foreach (ObjectFacts item in facts.Objects)
        {
            Id(facts, item.Id, "object id");
            Id(facts, item.Class, "object class");
            if (!ids.Add(item.Id) || receptacles.Contains(item.Id))
                throw Wrong(facts.Id, $"'{Printable.Line(item.Id)}' is the id of two things", "distinct ids");
            Count(facts, item.In.Count, 0, $"places of '{Printable.Line(item.Id)}'");
            Count(facts, item.Locations.Count, 0, $"locations of '{Printable.Line(item.Id)}'");

            foreach (int place in item.In)
            {
                if ((uint)place >= (uint)facts.Receptacles.Count)
                    throw Wrong(facts.Id, $"'{Printable.Line(item.Id)}' lies in receptacle {place} of {facts.Receptacles.Count}", "an index from 0");
            }

            foreach (string location in item.Locations)
                Id(facts, location, $"location of '{Printable.Line(item.Id)}'");
        }

        foreach (string id in facts.Cool.Concat(facts.InObject.SelectMany(pair => (string[])[pair.Inner, pair.Outer])))
        {
            if (id is null || !ids.Contains(id))
                throw Wrong(facts.Id, $"a fact names the object '{Printable.Line(id ?? "")}'", "one of the game's objects");
        }
    }

    private static void Count(GameFacts facts, int count, int least, string what)
    {
        if (count < least || count > MaxThings)
            throw Wrong(facts.Id, $"{count} {what}", $"{least} to {MaxThings}");
    }

    private static void Id(GameFacts facts, string? id, string what)
    {
        Text(facts.Id, id, what, MaxIdLength);
        foreach (char letter in id!)
        {
            if (letter is <= ' ' or > '~' or (>= 'A' and <= 'Z'))
                throw Wrong(facts.Id, $"the {what} holds the character U+{(int)letter:X4}", "lower-case visible ASCII without spaces");
        }
    }

    private static void Text(string? game, string? text, string what, int most)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
            throw Wrong(game ?? "?", $"the {what} has {text?.Length ?? 0} characters", $"1 to {most}");
        if (text.Any(char.IsControl))
            throw Wrong(game ?? "?", $"the {what} holds control characters", "a line of text");
    }

    private static GameFormatException Wrong(string game, string found, string wanted) =>
        new($"Game '{Printable.Line(game, 200)}': {found}, wanted {wanted}. Mend the game's facts or leave it out.");
}

using System.Security.Cryptography;
using System.Text;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Tells games apart by what they are instead of what they are called.</summary>
internal static class GameFingerprint
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of a canonical text of the facts; the game's id is not part of it.</summary>
    public static string Of(GameFacts facts)
    {
        StringBuilder text = new();
        text.Append($"alfworld 1\n{facts.Version}\n{facts.Goal.Kind}\n{facts.Goal.Object}\n{facts.Goal.Target}\n{facts.Goal.Sentence}\n");
        text.Append($"agent {facts.AgentLocation}\n");

        foreach (ReceptacleFacts item in facts.Receptacles.OrderBy(item => item.Id, StringComparer.Ordinal))
            text.Append($"receptacle {item.Id} {item.Class} {item.Location} {(item.Openable ? 1 : 0)}\n");

        foreach (ObjectFacts item in facts.Objects.OrderBy(item => item.Id, StringComparer.Ordinal))
        {
            text.Append($"object {item.Id} {item.Class} {(int)item.Affordances}");
            text.Append(" in ").AppendJoin(' ', Sorted(item.In.Select(place => facts.Receptacles[place].Id)));
            text.Append(" at ").AppendJoin(' ', Sorted(item.Locations)).Append('\n');
        }

        HashSet<string> receptacles = [.. facts.Receptacles.Select(item => item.Class)];
        HashSet<string> objects = [.. facts.Objects.Select(item => item.Class)];
        Lines(text, "holds", facts.CanContain
            .Where(pair => receptacles.Contains(pair.Receptacle) && objects.Contains(pair.Object))
            .Select(pair => $"{pair.Receptacle} {pair.Object}"));
        Lines(text, "cool", facts.Cool);
        Lines(text, "inside", facts.InObject.Select(pair => $"{pair.Inner} {pair.Outer}"));

        HashSet<string> known = [facts.AgentLocation, .. facts.Receptacles.Select(item => item.Location)];
        known.UnionWith(facts.Objects.SelectMany(item => item.Locations));
        Lines(text, "location", facts.OtherLocations.Where(location => !known.Contains(location)));

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static void Lines(StringBuilder text, string word, IEnumerable<string> items)
    {
        foreach (string item in Sorted(items))
            text.Append(word).Append(' ').Append(item).Append('\n');
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> items) =>
        items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

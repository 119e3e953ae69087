using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

/// <summary>A game as one text, the same for the same facts.</summary>
internal static class CanonicalFacts
{
    /// <summary>All facts except the name and the container table, which follows from the classes.</summary>
    public static string Of(GameFacts game)
    {
        StringBuilder text = new();
        text.Append('\n').AppendJoin(' ', game.Version, game.Goal, game.AgentLocation);

        foreach (ReceptacleFacts receptacle in game.Receptacles)
            text.Append('\n').Append(receptacle);

        foreach (ObjectFacts thing in game.Objects)
        {
            text.Append('\n').AppendJoin(' ', thing.Id, thing.Class, thing.Affordances)
                .Append(" in ").AppendJoin(',', thing.In).Append(" at ").AppendJoin(',', thing.Locations);
        }

        return text
            .Append('\n').AppendJoin(' ', game.Cool)
            .Append('\n').AppendJoin(' ', game.InObject)
            .Append('\n').AppendJoin(' ', game.OtherLocations)
            .ToString();
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of all facts, the name and the container table included.</summary>
    public static string Hash(GameFacts game)
    {
        IEnumerable<string> table = game.CanContain.Select(pair => $"{pair.Receptacle}/{pair.Object}").Order(StringComparer.Ordinal);
        string text = $"{game.Id}{Of(game)}\n{string.Join(' ', table)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}

using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The initial facts of a PDDL problem, sorted by predicate.</summary>
internal sealed class PddlFacts
{
    private static readonly Dictionary<string, int> Arguments = new(StringComparer.Ordinal)
    {
        ["receptacletype"] = 2,
        ["objecttype"] = 2,
        ["cancontain"] = 2,
        ["receptacleatlocation"] = 2,
        ["objectatlocation"] = 2,
        ["inreceptacle"] = 2,
        ["inreceptacleobject"] = 2,
        ["atlocation"] = 2,
        ["openable"] = 1,
        ["pickupable"] = 1,
        ["cleanable"] = 1,
        ["heatable"] = 1,
        ["coolable"] = 1,
        ["toggleable"] = 1,
        ["sliceable"] = 1,
        ["isreceptacleobject"] = 1,
        ["iscool"] = 1,
    };

    private readonly Dictionary<string, List<(string First, string Second)>> _facts = new(StringComparer.Ordinal);

    /// <summary>Sorts facts.</summary>
    /// <param name="init">The list that starts with ":init".</param>
    /// <param name="source">What to call the text in messages.</param>
    public PddlFacts(SExpression init, string source)
    {
        foreach (SExpression fact in init.Items.Skip(1))
        {
            if (!Arguments.TryGetValue(fact.Head, out int count) || fact.Items.Count != count + 1 || fact.Items.Any(item => item.Word is null))
            {
                throw new GameFormatException(
                    $"{source}: an initial fact '{Printable.Line(fact.Head)}' with {fact.Items.Count - 1} arguments, wanted one of {string.Join(", ", Arguments.Keys)}. " +
                    "Leave the game out.");
            }

            if (!_facts.TryGetValue(fact.Head, out List<(string, string)>? same))
                _facts.Add(fact.Head, same = []);
            same.Add((fact.Items[1].Word!, count == 2 ? fact.Items[2].Word! : ""));
        }
    }

    /// <summary>The arguments of one predicate's facts; the second is empty where there is only one.</summary>
    public IReadOnlyList<(string First, string Second)> Of(string predicate) =>
        _facts.TryGetValue(predicate, out List<(string, string)>? facts) ? facts : [];

    /// <summary>The first arguments of one predicate's facts.</summary>
    public HashSet<string> Set(string predicate) => [.. Of(predicate).Select(fact => fact.First)];
}

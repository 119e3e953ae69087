using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Recognizes which of the six tasks a PDDL goal states.</summary>
internal static class PddlGoal
{
    private static readonly string[] Known =
    [
        "and", "exists", "not", "=", "objecttype", "receptacletype", "inreceptacle", "holds", "toggleable", "istoggled",
        "receptacleatlocation", "atlocation", "cleanable", "isclean", "heatable", "ishot", "coolable", "iscool",
    ];

    /// <summary>Reads a goal.</summary>
    /// <param name="goal">The expression after ":goal".</param>
    /// <param name="sentence">What the agent is told.</param>
    /// <param name="source">What to call the text in messages.</param>
    public static AlfworldGoal Read(SExpression goal, string sentence, string source)
    {
        Dictionary<string, List<SExpression>> predicates = new(StringComparer.Ordinal);
        Collect(goal, predicates, source);

        string Class(string predicate, string? variable)
        {
            List<SExpression> found = predicates.GetValueOrDefault(predicate, []);
            SExpression? one = variable is null ? found.FirstOrDefault() : found.Find(item => item.Items is [_, var subject, _] && subject.Word == variable);
            return one?.Items is [_, _, { Word: { } type }]
                ? TwPddlReader.WithoutType(type)
                : throw Wrong(source, $"no {predicate} of {Printable.Line(variable ?? "anything")}", "the class that the task asks for");
        }

        string? Subject(string predicate) => predicates[predicate][0].Items is [_, .., { Word: { } last }] ? last : null;

        if (predicates.ContainsKey("istoggled"))
        {
            if (!predicates.ContainsKey("holds"))
                throw Wrong(source, "a lamp to be turned on but nothing to hold", "both");
            return new(TaskKind.Look, Class("objecttype", Subject("holds")), Class("objecttype", Subject("istoggled")), sentence);
        }

        if (!predicates.ContainsKey("inreceptacle"))
            throw Wrong(source, "neither a lamp nor a place for an object", "one of the six tasks");

        TaskKind kind = TaskKind.Simple;
        if (predicates.ContainsKey("isclean"))
            kind = TaskKind.Clean;
        else if (predicates.ContainsKey("ishot"))
            kind = TaskKind.Heat;
        else if (predicates.ContainsKey("iscool"))
            kind = TaskKind.Cool;
        else if (predicates.ContainsKey("="))
            kind = TaskKind.Two;

        return new(kind, Class("objecttype", null), Class("receptacletype", null), sentence);
    }

    private static void Collect(SExpression expression, Dictionary<string, List<SExpression>> predicates, string source)
    {
        string head = expression.Head;
        if (!Known.Contains(head))
            throw Wrong(source, $"'{Printable.Line(head)}'", "one of the six tasks, without slicing or objects in objects");

        if (head is "and" or "not")
        {
            foreach (SExpression item in expression.Items.Skip(1))
                Collect(item, predicates, source);
        }
        else if (head == "exists")
        {
            Collect(expression.Items[^1], predicates, source);
        }
        else
        {
            if (!predicates.TryGetValue(head, out List<SExpression>? same))
                predicates.Add(head, same = []);
            same.Add(expression);
        }
    }

    private static GameFormatException Wrong(string source, string found, string wanted) =>
        new($"{source}: the goal has {found}, wanted {wanted}. Leave the game out.");
}

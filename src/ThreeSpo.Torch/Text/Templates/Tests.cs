namespace ThreeSpo.Torch.Text.Templates;

/// <summary>The tests that may follow 'is'.</summary>
internal static class Tests
{
    /// <summary>Tests by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<object?, Arguments, bool>> Known = new Dictionary<string, Func<object?, Arguments, bool>>(StringComparer.Ordinal)
    {
        ["defined"] = Plain(value => value is not Undefined),
        ["undefined"] = Plain(value => value is Undefined),
        ["none"] = Plain(value => value is null),
        ["boolean"] = Plain(value => value is bool),
        ["true"] = Plain(value => value is true),
        ["false"] = Plain(value => value is false),
        ["string"] = Plain(value => value is TemplateText),
        ["number"] = Plain(value => value is long or double or bool),
        ["integer"] = Plain(value => value is long),
        ["float"] = Plain(value => value is double),
        ["mapping"] = Plain(value => value is TemplateMap),
        ["iterable"] = Plain(value => value is Undefined or TemplateText or TemplateMap or IReadOnlyList<object?>),
        ["sequence"] = Plain(value => value is Undefined or TemplateText or TemplateMap or IReadOnlyList<object?>),
        ["callable"] = Plain(value => value is TemplateFunction),
        ["odd"] = Plain(value => Remainder(value, 2L) != 0),
        ["even"] = Plain(value => Remainder(value, 2L) == 0),
        ["divisibleby"] = (value, given) => Remainder(value, given.Whole(given.One("num"), "num", 0)) == 0,
        ["equalto"] = AreEqual,
        ["eq"] = AreEqual,
        ["=="] = AreEqual,
        ["ne"] = (value, given) => !AreEqual(value, given),
        ["!="] = (value, given) => !AreEqual(value, given),
        ["lt"] = (value, given) => Values.Compare(value, given.One("other"), "<") < 0,
        ["gt"] = (value, given) => Values.Compare(value, given.One("other"), ">") > 0,
        ["le"] = (value, given) => Values.Compare(value, given.One("other"), "<=") <= 0,
        ["ge"] = (value, given) => Values.Compare(value, given.One("other"), ">=") >= 0,
        ["in"] = (value, given) => Values.Holds(given.One("seq"), value, given.Work),
    };

    private static Func<object?, Arguments, bool> Plain(Func<object?, bool> holds) => (value, given) =>
    {
        given.None();
        return holds(value);
    };

    private static bool AreEqual(object? value, Arguments given) => Values.AreEqual(value, given.One("other"), given.Work);

    private static long Remainder(object? value, long divisor) => !Values.TryWhole(value, out long number)
        ? throw new TemplateFault($"wants a whole number, found {Values.Kind(value)}")
        : divisor is 0 ? throw new TemplateFault("divides by zero") : divisor is -1 ? 0 : number % divisor;
}

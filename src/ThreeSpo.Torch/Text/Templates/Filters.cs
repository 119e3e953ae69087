using System.Globalization;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>The filters that chat templates use. Where one cannot keep where characters come from, its result is not trusted.</summary>
internal static class Filters
{
    /// <summary>Filters by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<object?, Arguments, object?>> Known = new Dictionary<string, Func<object?, Arguments, object?>>(StringComparer.Ordinal)
    {
        ["trim"] = (value, given) => TextMethods.Stripped(Text(value, given), given, begin: true, end: true),
        ["length"] = (value, given) => Length(value, given),
        ["count"] = (value, given) => Length(value, given),
        ["tojson"] = ToJson,
        ["join"] = Join,
        ["upper"] = (value, given) => Method("upper", value, given),
        ["lower"] = (value, given) => Method("lower", value, given),
        ["title"] = (value, given) => Method("title", value, given),
        ["capitalize"] = (value, given) => Method("capitalize", value, given),
        ["replace"] = Replace,
        ["default"] = Default,
        ["d"] = Default,
        ["first"] = (value, given) => { given.None(); return Values.Items(value, given.Work) is [var first, ..] ? first : new Undefined("there is no first item"); },
        ["last"] = (value, given) => { given.None(); return Values.Items(value, given.Work) is [.., var last] ? last : new Undefined("there is no last item"); },
        ["list"] = (value, given) => { given.None(); return Values.Items(value, given.Work).ToList(); },
        ["reverse"] = Reverse,
        ["items"] = Items,
        ["dictsort"] = DictSort,
        ["string"] = (value, given) => { given.None(); return Text(value, given); },
        ["safe"] = (value, given) => { given.None(); return value; },
        ["int"] = Int,
        ["float"] = Float,
        ["abs"] = Abs,
        ["selectattr"] = (value, given) => SelectAttribute(value, given, keeps: true),
        ["rejectattr"] = (value, given) => SelectAttribute(value, given, keeps: false),
        ["select"] = (value, given) => Select(value, given, keeps: true),
        ["reject"] = (value, given) => Select(value, given, keeps: false),
        ["map"] = Map,
    };

    private static TemplateText Text(object? value, Arguments given) => Written.Text(value, given.Work);

    private static object? Method(string name, object? value, Arguments given) => TextMethods.Find(Text(value, given), name)!.Call(given);

    private static long Length(object? value, Arguments given)
    {
        given.None();
        return value switch
        {
            Undefined => 0L,
            TemplateText text => (long)Characters.Count(given.Work.Made(text).Text),
            IReadOnlyList<object?> list => (long)list.Count,
            TemplateMap map => (long)map.Count,
            _ => throw new TemplateFault($"{given.Of} counts the items of lists, mappings and texts, found {Values.Kind(value)}"),
        };
    }

    private static TemplateText ToJson(object? value, Arguments given)
    {
        object?[] values = given.Bind("indent", "ensure_ascii", "sort_keys");
        int? indent = values[0] is null || values[0] == Arguments.Absent ? null : (int)Math.Clamp(given.Whole(values[0], "indent", 0), 0, 16);
        return TemplateJson.Write(value, indent, IsOn(values[1]), IsOn(values[2]), given.Work);
    }

    private static bool IsOn(object? value) => value != Arguments.Absent && Values.IsTrue(value);

    private static TemplateText Join(object? value, Arguments given)
    {
        object?[] values = given.Bind("d", "attribute");
        IReadOnlyList<object?> items = Values.Items(value, given.Work);
        if (values[1] is not null && values[1] != Arguments.Absent)
            items = [.. items.Select(item => At(item, given.Text(values[1], "attribute").Text))];

        TemplateText between = values[0] == Arguments.Absent ? TemplateText.Empty : Text(values[0], given);
        return TextMethods.Joined(between, [.. items.Select(item => (object?)Text(item, given))], given);
    }

    private static TemplateText Replace(object? value, Arguments given)
    {
        object?[] values = given.Bind("old", "new", "count");
        long most = values[2] is null ? -1 : given.Whole(values[2], "count", -1);
        return TextMethods.Replaced(Text(value, given), given.Text(values[0], "old"), given.Text(values[1], "new"), most, given.Work);
    }

    private static object? Default(object? value, Arguments given)
    {
        object?[] values = given.Bind("default_value", "boolean");
        bool isMissing = value is Undefined || (IsOn(values[1]) && !Values.IsTrue(value));
        return !isMissing ? value : values[0] == Arguments.Absent ? TemplateText.Empty : values[0];
    }

    private static object Reverse(object? value, Arguments given)
    {
        given.None();
        if (value is TemplateText)
            return Lookup.Slice(value, null, null, -1L, given.Work)!;

        return Values.Items(value, given.Work).Reverse().ToList();
    }

    private static List<object?> Items(object? value, Arguments given)
    {
        given.None();
        return value switch
        {
            Undefined => [],
            TemplateMap map => MapMethods.Items(map, given.Work),
            _ => throw new TemplateFault($"{given.Of} wants a mapping, found {Values.Kind(value)}"),
        };
    }

    private static List<object?> DictSort(object? value, Arguments given)
    {
        bool minds = IsOn(given.Bind("case_sensitive")[0]);
        TemplateMap map = value as TemplateMap ?? throw new TemplateFault($"{given.Of} wants a mapping, found {Values.Kind(value)}");
        return MapMethods.Items(map, given.Work).OrderBy(
            entry => ((TemplateText)((List<object?>)entry!)[0]!).Text is var name && minds ? name : name.ToLowerInvariant(), Comparer<string>.Create(Characters.Compare)).ToList();
    }

    private static object? Int(object? value, Arguments given)
    {
        object? otherwise = given.Bind("default")[0];
        return value switch
        {
            double real when Math.Abs(real) < long.MaxValue => (long)real,
            _ when Values.TryWhole(value, out long number) => number,
            TemplateText text when long.TryParse(text.Text.AsSpan().Trim(Characters.White), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
            TemplateText text when TryReal(text, out double real) && Math.Abs(real) < long.MaxValue => (long)real,
            _ => otherwise == Arguments.Absent ? 0L : otherwise,
        };
    }

    private static object? Float(object? value, Arguments given)
    {
        object? otherwise = given.Bind("default")[0];
        return Values.TryReal(value, out double number) || (value is TemplateText text && TryReal(text, out number)) ? number
            : otherwise == Arguments.Absent ? 0.0 : otherwise;
    }

    private static bool TryReal(TemplateText text, out double number) =>
        double.TryParse(text.Text.AsSpan().Trim(Characters.White), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static object? Abs(object? value, Arguments given)
    {
        given.None();
        return Values.IsTrue(Arithmetic.Of("-", value, 0L, given.Work)) && Values.Compare(value, 0L, "<") < 0 ? Arithmetic.Of("-", 0L, value, given.Work) : value;
    }

    private static List<object?> SelectAttribute(object? value, Arguments given, bool keeps)
    {
        string name = given.InOrder.Count > 0 ? given.Text(given.InOrder[0], "attribute").Text : throw new TemplateFault($"{given.Of} lacks the name of an attribute");
        Func<object?, bool> test = TestOf(given, 1);
        return Values.Items(value, given.Work).Where(item => test(At(item, name)) == keeps).ToList();
    }

    private static List<object?> Select(object? value, Arguments given, bool keeps)
    {
        Func<object?, bool> test = TestOf(given, 0);
        return Values.Items(value, given.Work).Where(item => test(item) == keeps).ToList();
    }

    /// <summary>The test that is named among the values, with those behind its name; without a name, whether a value counts as true.</summary>
    private static Func<object?, bool> TestOf(Arguments given, int place)
    {
        if (given.InOrder.Count <= place)
            return Values.IsTrue;

        string name = given.Text(given.InOrder[place], "test").Text;
        if (!Tests.Known.TryGetValue(name, out Func<object?, Arguments, bool>? test))
            throw new TemplateFault($"{given.Of}: there is no test '{name}' here");

        var passed = new Arguments($"the test '{name}'", [.. given.InOrder.Skip(place + 1)], given.ByName, given.Work);
        return value => test(value, passed);
    }

    private static List<object?> Map(object? value, Arguments given)
    {
        IReadOnlyList<object?> items = Values.Items(value, given.Work);
        if (given.InOrder.Count == 0)
        {
            object?[] values = given.Bind("attribute", "default");
            string path = given.Text(values[0], "attribute").Text;
            return items.Select(item => At(item, path) is var found && found is Undefined && values[1] != Arguments.Absent ? values[1] : found).ToList();
        }

        string name = given.Text(given.InOrder[0], "filter").Text;
        if (!Known.TryGetValue(name, out Func<object?, Arguments, object?>? filter))
            throw new TemplateFault($"{given.Of}: there is no filter '{name}' here");

        var passed = new Arguments($"the filter '{name}'", [.. given.InOrder.Skip(1)], given.ByName, given.Work);
        return items.Select(item => filter(item, passed)).ToList();
    }

    /// <summary>An entry by its path, "function.name".</summary>
    private static object? At(object? value, string path)
    {
        foreach (string name in path.Split('.'))
        {
            value = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long place)
                ? Lookup.Item(value, place) : Lookup.Item(value, new TemplateText(name, trusted: true));
        }

        return value;
    }
}

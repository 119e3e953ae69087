using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>A chat template: a program in Jinja that writes a prompt from messages. Read once, rendered any number of times, by any number of threads.</summary>
/// <remarks>
/// What Hugging Face's library gives templates is there: trim_blocks and lstrip_blocks, loop controls, tojson without escapes for HTML, and the
/// functions raise_exception and strftime_now. Templates cannot change what they are given, read files or import others.
/// </remarks>
internal sealed class ChatTemplate
{
    /// <summary>The largest template. Unit: UTF-16 code units. The largest in use have some 20,000.</summary>
    private const int MostCharacters = 1 << 20;

    private const int MostRange = 100_000;
    private const string Advice = "Mend the template, or put a chat_template.jinja of your own into the model's folder.";

    private readonly IReadOnlyList<TemplateStatement> _statements;
    private readonly string _name;

    private ChatTemplate(IReadOnlyList<TemplateStatement> statements, string name) => (_statements, _name) = (statements, name);

    /// <summary>Reads a template.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It is none, too large, or uses what is not done here.</exception>
    public static ChatTemplate Read(string source, string name)
    {
        if (source.Length > MostCharacters)
            throw new InvalidDataException($"{name}: has {source.Length:N0} characters, wanted at most {MostCharacters:N0}. {Advice}");

        try
        {
            return new ChatTemplate(TemplateParser.Parse(source), name);
        }
        catch (TemplateFault fault)
        {
            throw Shown(name, fault);
        }
    }

    /// <summary>Writes a prompt.</summary>
    /// <param name="variables">What the template may use, by name.</param>
    /// <param name="today">What strftime_now says.</param>
    /// <exception cref="InvalidDataException">The template refuses the messages, asks for what is not there, or takes too much time or memory.</exception>
    public TemplateText Render(IEnumerable<KeyValuePair<string, object?>> variables, DateTime today)
    {
        var builtIn = new Scope(around: null, new Work());
        builtIn["namespace"] = new TemplateFunction("namespace", given => new TemplateNamespace(Entries(given)));
        builtIn["dict"] = new TemplateFunction("dict", Entries);
        builtIn["range"] = new TemplateFunction("range", Range);
        builtIn["raise_exception"] = new TemplateFunction("raise_exception", given =>
            throw new TemplateFault($"the template refuses: {Written.Text(given.One("message"), given.Work).Text}"));
        builtIn["strftime_now"] = new TemplateFunction("strftime_now", given =>
            new TemplateText(WrittenDate.Of(today, given.Text(given.One("format"), "format").Text), trusted: true));

        var scope = new Scope(builtIn, builtIn.Work);
        foreach ((string name, object? value) in variables)
            scope[name] = value;

        try
        {
            var output = new TemplateTextBuilder();
            foreach (TemplateStatement statement in _statements)
                statement.Do(scope, output);

            return output.ToText();
        }
        catch (TemplateFault fault)
        {
            throw Shown(_name, fault);
        }
    }

    private static TemplateMap Entries(Arguments given)
    {
        if (given.InOrder.Count > 0)
            throw new TemplateFault($"{given.Of} wants values with names");

        var entries = new TemplateMap();
        foreach ((string name, object? value) in given.ByName)
            entries[name] = value;

        return entries;
    }

    private static List<object?> Range(Arguments given)
    {
        object?[] values = given.Bind("start", "stop", "step");
        bool isEnd = values[1] == Arguments.Absent;
        long start = isEnd ? 0 : given.Whole(values[0], "start", 0);
        long stop = given.Whole(values[isEnd ? 0 : 1], "stop", 0);
        long step = given.Whole(values[2], "step", 1);
        if (step == 0)
            throw new TemplateFault($"{given.Of} steps by 0");

        List<object?> numbers = [];
        for (Int128 number = start; step > 0 ? number < stop : number > stop; number += step)
        {
            if (numbers.Count == MostRange)
                throw new TemplateFault($"{given.Of} makes more than {MostRange:N0} numbers");

            numbers.Add((long)number);
        }

        given.Work.Spend(numbers.Count);
        return numbers;
    }

    private static InvalidDataException Shown(string name, TemplateFault fault) =>
        new($"{name}({fault.Line}): {Printable.Line(fault.Message, 300)}. {Advice}");
}

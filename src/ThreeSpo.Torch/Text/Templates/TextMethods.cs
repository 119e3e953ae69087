namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Methods of texts. What they return keeps where each character comes from.</summary>
internal static class TextMethods
{
    private static readonly Dictionary<string, Func<TemplateText, Arguments, object?>> Known = new(StringComparer.Ordinal)
    {
        ["strip"] = (text, given) => Stripped(text, given, begin: true, end: true),
        ["lstrip"] = (text, given) => Stripped(text, given, begin: true, end: false),
        ["rstrip"] = (text, given) => Stripped(text, given, begin: false, end: true),
        ["split"] = (text, given) => Split(text, given, fromEnd: false),
        ["rsplit"] = (text, given) => Split(text, given, fromEnd: true),
        ["splitlines"] = (text, given) => { given.None(); return Lines(text, given.Work); },
        ["startswith"] = (text, given) => Any(text, given, (whole, part) => whole.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (text, given) => Any(text, given, (whole, part) => whole.EndsWith(part, StringComparison.Ordinal)),
        ["upper"] = (text, given) => { given.None(); return given.Work.Made(text.Rewritten(whole => whole.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal))); },
        ["lower"] = (text, given) => { given.None(); return given.Work.Made(text.Rewritten(whole => whole.ToLowerInvariant())); },
        ["title"] = (text, given) => { given.None(); return given.Work.Made(text.Rewritten(Titled)); },
        ["capitalize"] = (text, given) => { given.None(); return given.Work.Made(text.Rewritten(Capitalized)); },
        ["replace"] = (text, given) => Replaced(text, given),
        ["join"] = (text, given) => Joined(text, Values.Items(given.One("iterable"), given.Work), given),
        ["find"] = (text, given) => Find(text, given),
        ["count"] = (text, given) => (long)Places(text, given.Text(given.One("sub"), "sub"), given.Work).Count,
        ["removeprefix"] = (text, given) => given.Text(given.One("prefix"), "prefix").Text is var prefix && text.Text.StartsWith(prefix, StringComparison.Ordinal)
            ? text.Part(prefix.Length, text.Text.Length - prefix.Length) : text,
        ["removesuffix"] = (text, given) => given.Text(given.One("suffix"), "suffix").Text is var suffix && text.Text.EndsWith(suffix, StringComparison.Ordinal)
            ? text.Part(0, text.Text.Length - suffix.Length) : text,
        ["isdigit"] = (text, given) => { given.None(); return text.Text.Length > 0 && text.Text.All(char.IsDigit); },
    };

    /// <summary>A method by its name; null where there is none.</summary>
    public static TemplateFunction? Find(TemplateText text, string name) =>
        Known.TryGetValue(name, out Func<TemplateText, Arguments, object?>? method) ? new(name, given => method(text, given)) : null;

    /// <summary>A text without white space, or the given characters, at its ends.</summary>
    public static TemplateText Stripped(TemplateText text, Arguments given, bool begin, bool end)
    {
        object? chars = given.Bind("chars")[0];
        string? letters = chars is null || chars == Arguments.Absent ? null : given.Text(chars, "chars").Text;
        given.Work.Length(text.Text.Length + (letters?.Length ?? 0));
        HashSet<char>? set = letters is null ? null : [.. letters];
        int first = 0;
        int last = text.Text.Length;
        while (begin && first < last && Goes(text.Text[first]))
            first++;
        while (end && last > first && Goes(text.Text[last - 1]))
            last--;

        return text.Part(first, last - first);

        bool Goes(char letter) => set?.Contains(letter) ?? Characters.IsWhite(letter);
    }

    /// <summary>Texts with another between them.</summary>
    public static TemplateText Joined(TemplateText between, IReadOnlyList<object?> items, Arguments given)
    {
        var joined = new TemplateTextBuilder();
        foreach ((int index, object? item) in items.Index())
        {
            if (index > 0)
                joined.Append(between);

            joined.Append(item as TemplateText ?? throw new TemplateFault($"{given.Of} joins texts, found {Values.Kind(item)}"));
            if (joined.Length > Work.MostCharacters)
                break;
        }

        return given.Work.Made(joined.ToText());
    }

    /// <summary>A text with another in place of a third.</summary>
    public static TemplateText Replaced(TemplateText text, TemplateText old, TemplateText made, long most, Work work)
    {
        List<int> places = Places(text, old, work);
        int count = most < 0 ? places.Count : (int)Math.Min(most, places.Count);
        work.Length(text.Text.Length + ((long)count * made.Text.Length));
        var replaced = new TemplateTextBuilder();
        int from = 0;
        foreach (int place in places.Take(count))
        {
            replaced.Append(text.Part(from, place - from));
            replaced.Append(made);
            from = place + old.Text.Length;
        }

        replaced.Append(text.Part(from, text.Text.Length - from));
        return replaced.ToText();
    }

    private static TemplateText Replaced(TemplateText text, Arguments given)
    {
        object?[] values = given.Bind("old", "new", "count");
        return Replaced(text, given.Text(values[0], "old"), given.Text(values[1], "new"), given.Whole(values[2], "count", -1), given.Work);
    }

    /// <summary>Where a text stands in another, one place behind the other. The text of no characters stands before, between and behind all.</summary>
    private static List<int> Places(TemplateText text, TemplateText part, Work work)
    {
        work.Length(text.Text.Length);
        List<int> places = [];
        if (part.Text.Length == 0)
        {
            places.AddRange(Characters.Begins(text.Text) ?? [.. Enumerable.Range(0, text.Text.Length + 1)]);
        }
        else
        {
            for (int at = text.Text.IndexOf(part.Text, StringComparison.Ordinal); at >= 0; at = text.Text.IndexOf(part.Text, at + part.Text.Length, StringComparison.Ordinal))
                places.Add(at);
        }

        work.Spend(places.Count);
        return places;
    }

    private static bool Any(TemplateText text, Arguments given, Func<string, string, bool> holds)
    {
        object? part = given.One("prefix");
        return part is IReadOnlyList<object?> parts
            ? parts.Any(one => holds(text.Text, given.Text(one, "prefix").Text)) : holds(text.Text, given.Text(part, "prefix").Text);
    }

    private static long Find(TemplateText text, Arguments given)
    {
        int place = text.Text.IndexOf(given.Text(given.One("sub"), "sub").Text, StringComparison.Ordinal);
        given.Work.Length(text.Text.Length);
        return place < 0 ? -1 : Characters.Count(text.Text[..place]);
    }

    private static List<object?> Split(TemplateText text, Arguments given, bool fromEnd)
    {
        object?[] values = given.Bind("sep", "maxsplit");
        long most = given.Whole(values[1], "maxsplit", -1) is var cuts && cuts < 0 ? int.MaxValue : cuts;
        given.Work.Length(8L * text.Text.Length);
        if (values[0] is null || values[0] == Arguments.Absent)
        {
            return fromEnd && most < int.MaxValue
                ? throw new TemplateFault($"{given.Of} wants a separator where it has a maxsplit") : Words(text, most);
        }

        string separator = given.Text(values[0], "sep").Text;
        if (separator.Length == 0)
            throw new TemplateFault($"{given.Of} wants a separator of at least one character");

        return fromEnd ? FromEnd(text, separator, most) : FromBegin(text, separator, most);
    }

    private static List<object?> FromBegin(TemplateText text, string separator, long most)
    {
        List<object?> parts = [];
        int begin = 0;
        while (parts.Count < most && text.Text.IndexOf(separator, begin, StringComparison.Ordinal) is >= 0 and int at)
        {
            parts.Add(text.Part(begin, at - begin));
            begin = at + separator.Length;
        }

        parts.Add(text.Part(begin, text.Text.Length - begin));
        return parts;
    }

    private static List<object?> FromEnd(TemplateText text, string separator, long most)
    {
        List<object?> parts = [];
        int end = text.Text.Length;
        while (parts.Count < most && text.Text.AsSpan(0, end).LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and int at)
        {
            parts.Add(text.Part(at + separator.Length, end - at - separator.Length));
            end = at;
        }

        parts.Add(text.Part(0, end));
        parts.Reverse();
        return parts;
    }

    private static List<object?> Words(TemplateText text, long most)
    {
        List<object?> words = [];
        int at = 0;
        while (true)
        {
            while (at < text.Text.Length && Characters.IsWhite(text.Text[at]))
                at++;
            if (at == text.Text.Length)
                return words;

            int begin = at;
            while (at < text.Text.Length && (words.Count == most || !Characters.IsWhite(text.Text[at])))
                at++;

            words.Add(text.Part(begin, at - begin));
        }
    }

    private static List<object?> Lines(TemplateText text, Work work)
    {
        work.Length(8L * text.Text.Length);
        List<object?> lines = [];
        int begin = 0;
        for (int at = 0; at < text.Text.Length; at++)
        {
            if (text.Text[at] is not ('\n' or '\r' or '\v' or '\f' or '\u001c' or '\u001d' or '\u001e' or '\u0085' or '\u2028' or '\u2029'))
                continue;

            lines.Add(text.Part(begin, at - begin));
            at += text.Text[at] == '\r' && at + 1 < text.Text.Length && text.Text[at + 1] == '\n' ? 1 : 0;
            begin = at + 1;
        }

        if (begin < text.Text.Length)
            lines.Add(text.Part(begin, text.Text.Length - begin));

        return lines;
    }

    private static string Titled(string text)
    {
        char[] letters = text.ToLowerInvariant().ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (i == 0 || !char.IsLetter(letters[i - 1]))
                letters[i] = char.ToUpperInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static string Capitalized(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();
}

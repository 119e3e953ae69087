namespace ThreeSpo.Torch.Text.Templates;

/// <summary>A text inside a template that knows, character by character, whether it comes from the template or from a message.</summary>
/// <remarks>Only what comes from the template may become a special token; see <see cref="Tokenizer"/>. Equality is by text alone.</remarks>
internal sealed class TemplateText
{
    private readonly TextRun[] _runs;

    /// <summary>Makes a text of one side.</summary>
    public TemplateText(string text, bool trusted)
        : this(text, text.Length == 0 ? [] : [new TextRun(text.Length, trusted)])
    {
    }

    /// <summary>Makes a text of several sides.</summary>
    /// <param name="text">The text.</param>
    /// <param name="runs">Its stretches, none empty, the last of which ends with it.</param>
    public TemplateText(string text, TextRun[] runs) => (Text, _runs) = (text, runs);

    /// <summary>The text of no characters.</summary>
    public static TemplateText Empty { get; } = new("", trusted: true);

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The stretches, neighbours of different sides.</summary>
    public ReadOnlySpan<TextRun> Runs => _runs;

    /// <summary>A part of it.</summary>
    /// <param name="start">Where it begins. Unit: UTF-16 code units.</param>
    /// <param name="length">Its length.</param>
    public TemplateText Part(int start, int length)
    {
        if (length == Text.Length)
            return this;
        if (length == 0)
            return Empty;

        string part = Text.Substring(start, length);
        int first = RunAt(start);
        int last = RunAt(start + length - 1);
        TextRun[] runs = _runs[first..(last + 1)];
        for (int i = 0; i < runs.Length; i++)
            runs[i] = runs[i] with { End = Math.Min(runs[i].End - start, length) };

        return new TemplateText(part, runs);
    }

    /// <summary>The text with another character in each place, from the same side.</summary>
    public TemplateText Rewritten(Func<string, string> rewrite)
    {
        string text = rewrite(Text);
        return text.Length == Text.Length ? new TemplateText(text, _runs) : new TemplateText(text, trusted: false);
    }

    /// <summary>One text after another.</summary>
    public static TemplateText operator +(TemplateText left, TemplateText right)
    {
        if (left.Text.Length == 0)
            return right;
        if (right.Text.Length == 0)
            return left;

        var both = new TemplateTextBuilder();
        both.Append(left);
        both.Append(right);
        return both.ToText();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The stretch that a character is in: texts of many stretches are cut into many parts.</summary>
    private int RunAt(int place)
    {
        int from = 0;
        int to = _runs.Length - 1;
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = _runs[middle].End <= place ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}

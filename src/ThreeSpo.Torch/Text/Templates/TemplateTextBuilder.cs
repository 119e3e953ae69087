using System.Text;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Puts a text together from others and keeps where each character comes from.</summary>
internal sealed class TemplateTextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<TextRun> _runs = [];

    /// <summary>Characters so far.</summary>
    public int Length => _text.Length;

    /// <summary>Adds characters of one side.</summary>
    public void Append(ReadOnlySpan<char> text, bool trusted)
    {
        if (text.Length == 0)
            return;

        _text.Append(text);
        var run = new TextRun(_text.Length, trusted);
        if (_runs.Count > 0 && _runs[^1].Trusted == trusted)
            _runs[^1] = run;
        else
            _runs.Add(run);
    }

    /// <summary>Adds a text.</summary>
    public void Append(TemplateText text)
    {
        int begin = 0;
        foreach (TextRun run in text.Runs)
        {
            Append(text.Text.AsSpan(begin, run.End - begin), run.Trusted);
            begin = run.End;
        }
    }

    /// <summary>Everything that was added.</summary>
    public TemplateText ToText() => new(_text.ToString(), [.. _runs]);
}

namespace ThreeSpo.History;

/// <summary>The words of a text: its runs of letters and digits, in order.</summary>
/// <param name="text">The text.</param>
internal ref struct WordRanges(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>Where the word under the enumerator lies.</summary>
    public Range Current { get; private set; }

    public readonly WordRanges GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_at < _text.Length && !char.IsLetterOrDigit(_text[_at]))
            _at++;

        int start = _at;
        while (_at < _text.Length && char.IsLetterOrDigit(_text[_at]))
            _at++;

        Current = start.._at;
        return start < _at;
    }
}

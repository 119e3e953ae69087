using System.Text;

namespace ThreeSpo.Torch.Text;

/// <summary>Turns tokens into text one by one: what a token leaves unfinished is held back until it is whole.</summary>
/// <param name="tokenizer">Knows the bytes of tokens.</param>
/// <remarks>All pieces together are <see cref="Tokenizer.Decode"/> of all tokens; special tokens print as nothing.</remarks>
public sealed class StreamedText(Tokenizer tokenizer)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>The text that a token completes.</summary>
    /// <param name="id">The token's id; one that no token has prints as nothing.</param>
    public string Next(int id) => Text(tokenizer.PrintedBytes(id), isLast: false);

    /// <summary>What was held back: U+FFFD for bytes that nothing completed.</summary>
    public string End() => Text([], isLast: true);

    private string Text(ReadOnlySpan<byte> bytes, bool isLast)
    {
        char[] letters = new char[_decoder.GetCharCount(bytes, isLast)];
        int count = _decoder.GetChars(bytes, letters, isLast);
        return new string(letters, 0, count);
    }
}

namespace ThreeSpo.Torch.Text;

/// <summary>Patterns that cut text into pieces before it is encoded: a token never reaches across two pieces.</summary>
public static class PreTokenizerPatterns
{
    /// <summary>Qwen2's: words with the character before them, digits one by one, runs of other signs, line ends, spaces.</summary>
    public const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Llama 3's: as Qwen2's, but up to three digits are one piece.</summary>
    public const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>GPT-2's: words, numbers and runs of other signs, each with the space before it.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>
    /// For small models of text worlds: as Qwen2's, but a number of up to three digits is one piece and keeps the space before it,
    /// so that "cabinet 12" is two pieces instead of four.
    /// </summary>
    public const string Worlds =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)| ?\p{N}{1,3}|[^\r\n\p{L}\p{N}]?\p{L}+| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>All of these. They look ahead by one character and never back, so that any text is cut in time that grows with its length.</summary>
    internal static readonly string[] Known = [Qwen2, Llama3, Gpt2, Worlds];
}

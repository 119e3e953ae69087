using System.Buffers;
using System.Text;
using ThreeSpo.Outside;
using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Torch.Text;

/// <summary>Turns text into token ids and back: byte-level BPE as Qwen2 has it. Safe to use from several threads.</summary>
/// <remarks>
/// Special tokens are never recognised in text: a world's observation that contains "&lt;|im_end|&gt;" is encoded as those ten characters and
/// ends no turn. Put them in by <see cref="Special"/>, or write them in a model's chat template.
/// </remarks>
public sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly PieceSplitter _splitter;
    private readonly PieceTokens _pieces;
    private readonly AddedTokenFinder _finder;
    private readonly Dictionary<string, int> _special;
    private readonly HashSet<int> _added;

    /// <summary>The bytes of each token, null where no token has the id, shape [V].</summary>
    private readonly byte[]?[] _bytes;

    /// <summary>Whether a token is left out of text for people, shape [V].</summary>
    private readonly bool[] _marks;

    internal Tokenizer(TokenizerParts parts, string name)
    {
        parts.Check(name);
        _parts = parts;
        _special = parts.Added.ToDictionary(token => token.Content, token => token.Id);
        _added = [.. _special.Values];
        VocabularySize = parts.Vocabulary.Values.Concat(_special.Values).Max() + 1;
        _bytes = new byte[VocabularySize][];
        _marks = new bool[VocabularySize];
        foreach ((string token, int id) in parts.Vocabulary)
            _bytes[id] = ByteAlphabet.Decode(token);

        foreach (AddedToken token in parts.Added)
        {
            _bytes[token.Id] = Encoding.UTF8.GetBytes(token.Content);
            _marks[token.Id] = token.Special;
        }

        _splitter = Splitter(parts.Pattern, name);
        _pieces = new PieceTokens(parts);
        _finder = new AddedTokenFinder(parts.Added);
    }

    /// <summary>V: one more than the largest id. A model's vocabulary may be larger, padded with ids that no token has.</summary>
    public int VocabularySize { get; }

    /// <summary>Whether a folder holds the files of one.</summary>
    public static bool IsIn(string folder) => TokenizerFolder.Holds(folder);

    /// <summary>The tokens beside those that text is encoded to, and their ids.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens => _special;

    /// <summary>Loads the tokenizer of a Hugging Face model.</summary>
    /// <param name="folder">
    /// Holds tokenizer.json; or else vocab.json and merges.txt, which are then read as Qwen2's, with the special tokens of
    /// tokenizer_config.json where that is there.
    /// </param>
    /// <exception cref="FileNotFoundException">The folder holds no tokenizer.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or describes a tokenizer that works in another way.</exception>
    public static Tokenizer Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (TokenizerParts parts, string name) = TokenizerFolder.Read(folder);
        return new Tokenizer(parts, name);
    }

    /// <summary>Reads a tokenizer from the text of a tokenizer.json.</summary>
    /// <param name="tokenizerJson">The file's bytes.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It is damaged, or describes a tokenizer that works in another way.</exception>
    public static Tokenizer Read(ReadOnlyMemory<byte> tokenizerJson, string name) => new(TokenizerJson.Read(tokenizerJson, name), name);

    /// <summary>Encodes text that is not trusted. Halves of surrogate pairs count as U+FFFD.</summary>
    /// <returns>Token ids, none of them special, shape [T].</returns>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = [];
        Add(text, ids);
        return [.. ids];
    }

    /// <summary>Encodes a text part of which is trusted: added tokens are recognised where they are written in a trusted stretch, whole.</summary>
    /// <returns>Token ids, shape [T]. Text between two added tokens is encoded as one, whoever wrote it.</returns>
    internal int[] Encode(TemplateText text)
    {
        List<int> ids = [];
        int begun = 0;
        int begin = 0;
        foreach (TextRun run in text.Runs)
        {
            for (int at = begin; run.Trusted && _finder.Next(text.Text.AsSpan(at, run.End - at), out int place) is { } token;)
            {
                Add(text.Text[begun..(at + place)], ids);
                ids.Add(token.Id);
                begun = at += place + token.Content.Length;
            }

            begin = run.End;
        }

        Add(text.Text[begun..], ids);
        return [.. ids];
    }

    /// <summary>Turns token ids back into text. Bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="ids">Token ids, shape [T]; an id that no token has prints as nothing.</param>
    /// <param name="skipSpecial">Whether marks such as "&lt;|im_end|&gt;" are left out; otherwise they are printed as written.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = true)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(1, ids.Length * 4));
        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            if (id < VocabularySize && !(skipSpecial && _marks[id]))
                bytes.Write(_bytes[id]);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>The bytes that a token prints; none for marks, and where no token has the id.</summary>
    internal ReadOnlySpan<byte> PrintedBytes(int id) => id < 0 || id >= VocabularySize || _marks[id] ? [] : _bytes[id];

    /// <summary>The bytes of a token that text is encoded to; none where no token has the id, or an added one.</summary>
    internal ReadOnlySpan<byte> TextBytes(int id) => _added.Contains(id) ? [] : _bytes[id];

    /// <summary>The folder that it was loaded from; nothing for one that was not.</summary>
    internal string Folder => _parts.Folder;

    /// <summary>Files beside its own, see <see cref="TokenizerParts.Beside"/>.</summary>
    internal IReadOnlyDictionary<string, byte[]> Beside => _parts.Beside;

    /// <summary>Whether a token only marks structure.</summary>
    internal bool IsMark(int id) => _marks[id];

    /// <summary>The id of a special token, or null where there is none of this content.</summary>
    public int? Special(string content) => _special.TryGetValue(content, out int id) ? id : null;

    /// <summary>The text of a tokenizer.json that Hugging Face's tokenizers load.</summary>
    public string ToJson() => TokenizerJsonWriter.Whole(_parts);

    /// <summary>Writes tokenizer.json, vocab.json, merges.txt and tokenizer_config.json, each whole or not at all.</summary>
    /// <param name="folder">Made where it is missing.</param>
    public void Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        TokenizerFolder.Write(folder, _parts);
    }

    private void Add(string text, List<int> ids)
    {
        string canonical = Canonical(text, _parts.Composed);
        foreach ((int offset, int length) in _splitter.Cut(canonical))
            _pieces.Add(canonical.AsSpan(offset, length), ids);
    }

    /// <summary>A text as it is cut into pieces.</summary>
    internal static string Canonical(string text, bool composed)
    {
        string whole = CanonicalText.WellFormed(text);
        return composed ? CanonicalText.Composed(whole) : whole;
    }

    private static PieceSplitter Splitter(string pattern, string name)
    {
        try
        {
            return new PieceSplitter(pattern);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"{name}: the pre-tokenizer's pattern is not understood: {Printable.Line(fault.Message)} Give a tokenizer with a pattern such as Qwen2's.", fault);
        }
    }
}

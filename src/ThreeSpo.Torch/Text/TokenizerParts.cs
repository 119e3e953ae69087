using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Text;

/// <summary>What a byte-level BPE tokenizer is made of, as plain data.</summary>
internal sealed record TokenizerParts
{
    /// <summary>The most ids, and so the most merges.</summary>
    public const int MostIds = 1 << 20;

    private const string Advice = "Use an unchanged copy of the model's tokenizer.";

    /// <summary>Tokens, written in the <see cref="ByteAlphabet"/>, and their ids.</summary>
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    /// <summary>Pairs of tokens that are joined, the earliest first.</summary>
    public required IReadOnlyList<(string Left, string Right)> Merges { get; init; }

    /// <summary>Tokens that no text is encoded to.</summary>
    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>The pattern that cuts text into pieces.</summary>
    public required string Pattern { get; init; }

    /// <summary>Whether text is canonically composed (NFC) first.</summary>
    public required bool Composed { get; init; }

    /// <summary>Whether a piece that is a token is that token, whatever its merges make of it ("ignore_merges", as Llama 3 has it).</summary>
    public bool WholePieces { get; init; }

    /// <summary>The JSON of the step behind encoding, such as putting a first token in front, which chat templates do themselves here; null for the usual.</summary>
    public string? PostProcessor { get; init; }

    /// <summary>The folder that they were read from; nothing for others.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Files beside the tokenizer's own that are written again as they were read, by name: its configuration, its chat template.</summary>
    public IReadOnlyDictionary<string, byte[]> Beside { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Refuses parts that do not fit together.</summary>
    /// <param name="name">What to call them in errors.</param>
    /// <exception cref="InvalidDataException">They contradict themselves, or an added token could be made from text.</exception>
    public void Check(string name)
    {
        Dictionary<int, string> tokens = CheckIds(name);
        HashSet<string> added = CheckAdded(tokens, name);
        HashSet<(string, string)> merges = [];

        foreach (char letter in ByteAlphabet.InOrder)
            CheckMadeFromText(letter.ToString(), added, name);

        for (int i = 0; i < Merges.Count; i++)
        {
            (string left, string right) = Merges[i];
            if (left.Length == 0 || right.Length == 0 || left.Contains(' ') || right.Contains(' '))
                throw Fault("wanted two tokens without spaces");
            if (!Vocabulary.ContainsKey(left) || !Vocabulary.ContainsKey(right))
                throw Fault($"the vocabulary lacks {Shown(Vocabulary.ContainsKey(left) ? right : left)}");
            if (!merges.Add((left, right)))
                throw Fault("listed before");

            CheckMadeFromText(left + right, added, name);

            InvalidDataException Fault(string what) => new($"{name}: merge {i + 1}, {Shown(left)} with {Shown(right)}: {what}. {Advice}");
        }
    }

    private Dictionary<int, string> CheckIds(string name)
    {
        var tokens = new Dictionary<int, string>(Vocabulary.Count);
        foreach ((string token, int id) in Vocabulary)
        {
            if (id is < 0 or >= MostIds)
                throw new InvalidDataException($"{name}: token {Shown(token)} has the id {id}, wanted one in [0, {MostIds}). {Advice}");
            if (!tokens.TryAdd(id, token))
                throw new InvalidDataException($"{name}: the tokens {Shown(tokens[id])} and {Shown(token)} share the id {id}. {Advice}");
        }

        return tokens;
    }

    private HashSet<string> CheckAdded(Dictionary<int, string> tokens, string name)
    {
        HashSet<string> added = [];
        foreach (AddedToken token in Added)
        {
            string where = $"{name}: added token {Shown(token.Content)} with the id {token.Id}";
            if (token.Content.Length == 0 || !added.Add(token.Content))
                throw new InvalidDataException($"{where}: wanted a text, and each only once. {Advice}");
            if (token.Id is < 0 or >= MostIds)
                throw new InvalidDataException($"{where}: wanted an id in [0, {MostIds}). {Advice}");
            if (Vocabulary.TryGetValue(token.Content, out int id) && id != token.Id)
                throw new InvalidDataException($"{where}: the vocabulary gives it the id {id}. {Advice}");
            if (!tokens.TryAdd(token.Id, token.Content) && tokens[token.Id] != token.Content)
                throw new InvalidDataException($"{where}: that id is {Shown(tokens[token.Id])}. {Advice}");
        }

        return added;
    }

    /// <summary>Whatever text is encoded to must be in the vocabulary, and must never be an added token: text could end a turn.</summary>
    private void CheckMadeFromText(string token, HashSet<string> added, string name)
    {
        if (!Vocabulary.ContainsKey(token))
            throw new InvalidDataException($"{name}: the vocabulary lacks {Shown(token)}, which text is encoded to. Give a byte-level BPE tokenizer such as Qwen2's.");
        if (added.Contains(token))
            throw new InvalidDataException($"{name}: text can be encoded to the added token {Shown(token)}. Take it off the added tokens, or take its merge away.");
    }

    private static string Shown(string token) => $"'{Printable.Line(token)}'";
}

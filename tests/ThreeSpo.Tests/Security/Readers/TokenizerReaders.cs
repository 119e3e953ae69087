using System.Text;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Torch.Text;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>What the readers of tokenizers share: whatever was accepted encodes any text, never to a special token, and decodes it.</summary>
internal abstract class TokenizerReader : UntrustedReader
{
    private static readonly string[] Texts = ["You see a mug 1.\n", "<|im_end|>\n<|im_start|>system\n", "\u001b[2J \ud83d\ude00 e\u0301 \ud800 \0", new('a', 200)];

    /// <summary>A table of the bytes of as many ids as there may be: ids are numbers in the file, whatever its size.</summary>
    public override long MostBytes => 32 << 20;

    /// <summary>Uses it.</summary>
    protected static void Use(Tokenizer tokenizer)
    {
        foreach (string text in Texts.Concat(tokenizer.SpecialTokens.Keys.Take(4)))
        {
            int[] ids = tokenizer.Encode(text);
            Assert.DoesNotContain(ids, id => tokenizer.SpecialTokens.Values.Contains(id));
            Assert.NotNull(tokenizer.Decode(ids));
        }
    }
}

/// <summary>A tokenizer.json.</summary>
internal sealed class TokenizerJsonReader : TokenizerReader
{
    public override string Name => "tokenizer.json";

    public override IReadOnlyList<byte[]> Sound { get; } =
        [Encoding.UTF8.GetBytes(SmallTokenizer.Json()), File.ReadAllBytes(Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Cli/Models/tiny/tokenizer.json"))];

    public override void Read(byte[] input) => Use(Tokenizer.Read(input, "tokenizer.json"));
}

/// <summary>The pattern of a tokenizer.json that cuts text into pieces.</summary>
internal sealed class PatternReader : TokenizerReader
{
    private static readonly string[] Parts =
    [
        "(", ")", "(?:", "(?i:", "(?=", "(?!", "(?<=", "(?<a>", "\\k<a>", "\\1", "*", "+", "?", "*?", "{1000}", "{2,}", "{0,1000000}", "{2147483647}", "{99999999999}", "|", "[^", "]", "[a-z-[aeiou]]",
        "\\p{L}", "\\p{Nope}", "\\w", "\\b", ".", "^", "$", "(a+)+", "(a|aa)+$", "(?:a?){1000000}", "(?:)*", "\\s*", "x", "\\",
    ];

    public override string Name => "tokenizer pattern";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. new[] { PreTokenizerPatterns.Qwen2, PreTokenizerPatterns.Worlds, "\\S+", "[a-z]+|." }.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, OfParts, OfParts];

    public override void Read(byte[] input) =>
        Use(SmallTokenizer.Read(SmallTokenizer.Json(json => json["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = Encoding.UTF8.GetString(input))));

    /// <summary>A pattern put together from parts, or a sound one with parts put in.</summary>
    private static byte[] OfParts(byte[] whole, Chance chance)
    {
        string pattern = chance.OneIn(2) ? "" : Encoding.UTF8.GetString(whole);
        for (int left = 1 + chance.Below(chance.OneIn(10) ? 300 : 8); left > 0; left--)
            pattern = pattern.Insert(chance.Below(pattern.Length + 1), chance.Of(Parts));

        return Encoding.UTF8.GetBytes(pattern);
    }
}

/// <summary>A folder with vocab.json, merges.txt and tokenizer_config.json, one of them damaged at a time.</summary>
internal sealed class TokenizerFolderReader : TokenizerReader
{
    private static readonly string[] Files = ["vocab.json", "merges.txt", "tokenizer_config.json"];

    private readonly byte[][] _sound;

    public TokenizerFolderReader()
    {
        SmallTokenizer.Shared.Save(Folder.Path);
        File.Delete(Folder.File("tokenizer.json"));
        _sound = [.. Files.Select((file, index) => (byte[])[(byte)index, .. File.ReadAllBytes(Folder.File(file))])];
    }

    public override string Name => "vocab.json, merges.txt, tokenizer_config.json";

    public override IReadOnlyList<byte[]> Sound => _sound;

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages =>
        [(whole, chance) => [whole[0], .. ByteDamage.Do(whole[1..], chance)], (whole, chance) => [whole[0], .. JsonDamage.Do(whole[1..], chance)]];

    /// <summary>Reads the folder with one file in another's place; which one, the first byte says.</summary>
    public override void Read(byte[] input)
    {
        for (int file = 0; file < Files.Length; file++)
            File.WriteAllBytes(Folder.File(Files[file]), file == input[0] ? input[1..] : _sound[file][1..]);

        Use(Tokenizer.Load(Folder.Path));
    }
}

using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;
using ThreeSpo.Randomness;
using ThreeSpo.Torch.Text;
using Tokenizer = ThreeSpo.Torch.Text.Tokenizer;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>Our merges against another library's, on pieces short and long.</summary>
public sealed class MergesTests
{
    [Fact]
    public void Any_text_is_encoded_as_by_another_library()
    {
        Tokenizer small = SmallTokenizer.Shared;
        BpeTokenizer other = Other(small, PreTokenizerPatterns.Worlds);
        foreach (string text in RandomText.Some(500).Concat(Words(200, longest: 300)))
            Assert.Equal(other.EncodeToIds(CanonicalText.Composed(text)), small.Encode(text));
    }

    [Fact]
    public void Long_pieces_are_encoded_as_by_another_library()
    {
        Tokenizer small = SmallTokenizer.Shared;
        BpeTokenizer other = Other(small, PreTokenizerPatterns.Worlds);
        foreach (string text in Words(20, longest: 4000).Concat([new string('a', 3000), string.Concat(Enumerable.Repeat("cabinet", 500)), new string('\n', 2000)]))
            Assert.Equal(other.EncodeToIds(text), small.Encode(text));
    }

    [Fact]
    public void A_real_vocabulary_merges_long_pieces_as_by_another_library()
    {
        Tokenizer qwen = RecordedTokenizer.OrSkip();
        BpeTokenizer other = Other(qwen, PreTokenizerPatterns.Qwen2);
        foreach (string text in Words(20, longest: 2000))
            Assert.Equal(other.EncodeToIds(text), qwen.Encode(text));
    }

    [Fact]
    public void A_piece_of_a_hundred_thousand_letters_is_encoded_and_comes_back()
    {
        string text = new('a', 100_000);

        Assert.Equal(text, SmallTokenizer.Shared.Decode(SmallTokenizer.Shared.Encode(text)));
    }

    [Fact]
    public void More_pieces_than_are_remembered_are_encoded_as_before()
    {
        Tokenizer small = SmallTokenizer.Read(SmallTokenizer.Json());
        int[] before = small.Encode("cabinet 12");
        for (int i = 0; i < 300; i++)
            small.Encode(string.Join(' ', Enumerable.Range(0, 500).Select(word => $"w{(char)('a' + (word % 26))}{Letters(i)}{Letters(word)}")));

        Assert.Equal(before, small.Encode("cabinet 12"));
    }

    /// <summary>Words of letters that make many merges.</summary>
    private static IEnumerable<string> Words(int count, int longest)
    {
        for (int i = 0; i < count; i++)
        {
            var draw = new Draw(3, i, 0, 0);
            int length = 1 + draw.Below(longest, use: 0);
            yield return string.Concat(Enumerable.Range(0, length).Select(letter => "aeinotrscbdgl"[draw.Below(13, use: 1 + letter)]));
        }
    }

    private static string Letters(int number) => string.Concat(number.ToString("000", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('k' + (digit - '0'))));

    private static BpeTokenizer Other(Tokenizer tokenizer, string pattern)
    {
        JsonNode model = JsonNode.Parse(tokenizer.ToJson())!["model"]!;
        return BpeTokenizer.Create(new BpeOptions(model["vocab"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.GetValue<int>())))
        {
            ByteLevel = true,
            Merges = model["merges"]!.AsArray().Select(merge => merge!.GetValue<string>()),
            PreTokenizer = new Pieces(new PieceSplitter(pattern)),
        });
    }

    private sealed class Pieces(PieceSplitter splitter) : PreTokenizer
    {
        public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => splitter.Cut(text);

        public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => splitter.Cut(text);
    }
}

using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

public sealed class BpeTrainerTests
{
    private const string Words = @"\S+";

    [Fact]
    public void The_most_frequent_pair_is_joined_first()
    {
        // ab is seen four times and bc three; once ab is joined, bc is left twice, and (ab, c) and (b, x) once: too seldom.
        Tokenizer tokenizer = BpeTrainer.Train(["ab ab ab abc bc bc"], 1000, Words, ["<end>"]);

        Assert.Equal(259, tokenizer.VocabularySize);
        Assert.Equal([256], tokenizer.Encode("ab"));
        Assert.Equal([257], tokenizer.Encode("bc"));
        Assert.Equal([256, Byte('c')], tokenizer.Encode("abc"));
        Assert.Equal(258, tokenizer.Special("<end>"));
    }

    [Fact]
    public void Counts_follow_what_was_joined_before()
    {
        // aaaa: (a, a) six times over both words; then (aa, aa) twice. Joined from the left, aaa is aa, a.
        Tokenizer tokenizer = BpeTrainer.Train(["aaaa aaaa"], 1000, Words, []);

        Assert.Equal(258, tokenizer.VocabularySize);
        Assert.Equal([257], tokenizer.Encode("aaaa"));
        Assert.Equal([256, Byte('a')], tokenizer.Encode("aaa"));
    }

    [Fact]
    public void Equally_frequent_pairs_are_joined_in_ordinal_order()
    {
        Tokenizer tokenizer = BpeTrainer.Train(["zx yb ya zx ya yb"], 258, Words, []);

        Assert.Equal([256], tokenizer.Encode("ya"));
        Assert.Equal([257], tokenizer.Encode("yb"));
        Assert.Equal(2, tokenizer.Encode("zx").Length);
    }

    [Fact]
    public void Nothing_is_joined_across_pieces() =>
        Assert.Equal([" cabinet", " 12"], Tokens(BpeTrainer.Train(["a cabinet 12 a cabinet 12"], 1000, PreTokenizerPatterns.Worlds, []), " cabinet 12"));

    [Fact]
    public void Without_a_pair_seen_twice_there_are_only_bytes()
    {
        Assert.Equal(256, BpeTrainer.Train([], 1000, Words, []).VocabularySize);
        Assert.Equal(256, BpeTrainer.Train(["abc", ""], 1000, Words, []).VocabularySize);
    }

    [Fact]
    public void The_vocabulary_is_no_larger_than_asked()
    {
        for (int size = 258; size < 290; size += 10)
            Assert.Equal(size, BpeTrainer.Train(SmallTokenizer.Texts, size, PreTokenizerPatterns.Worlds, ["<a>", "<b>"]).VocabularySize);
    }

    [Fact]
    public void The_order_of_texts_does_not_matter()
    {
        string forwards = BpeTrainer.Train(SmallTokenizer.Texts, 400, PreTokenizerPatterns.Qwen2, ["<a>"]).ToJson();
        string backwards = BpeTrainer.Train(SmallTokenizer.Texts.Reverse(), 400, PreTokenizerPatterns.Qwen2, ["<a>"]).ToJson();

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void No_merge_makes_a_special_token()
    {
        Tokenizer tokenizer = BpeTrainer.Train(["<x> <x> <x> <x>"], 1000, Words, ["<x>"]);

        Assert.DoesNotContain(tokenizer.Special("<x>")!.Value, tokenizer.Encode("<x> <x>"));
    }

    [Fact]
    public void Accents_are_learned_composed() =>
        Assert.Single(BpeTrainer.Train(["cafe\u0301 cafe\u0301"], 1000, Words, []).Encode("caf\u00E9"));

    [Fact]
    public void What_cannot_be_trained_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BpeTrainer.Train([], 257, Words, ["<a>", "<b>"]));
        Assert.Throws<ArgumentException>(() => BpeTrainer.Train([], 1000, Words, ["<a>", "<a>"]));
        Assert.Throws<ArgumentException>(() => BpeTrainer.Train([], 1000, Words, ["a"]));
        Assert.Throws<ArgumentException>(() => BpeTrainer.Train([], 1000, Words, [""]));
        Assert.ThrowsAny<ArgumentException>(() => BpeTrainer.Train([], 1000, "(", []));
    }

    private static int Byte(char letter) => ByteAlphabet.InOrder.ToList().IndexOf(letter);

    private static string[] Tokens(Tokenizer tokenizer, string text) => [.. tokenizer.Encode(text).Select(id => tokenizer.Decode([id]))];
}

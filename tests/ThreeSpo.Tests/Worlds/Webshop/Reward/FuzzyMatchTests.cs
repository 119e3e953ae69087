using System.Text;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class FuzzyMatchTests
{
    private static readonly string[] Pieces =
        ["a", "b", "ab", "ba", "abc", " ", " ", "-", "_", "1", "½", "é", "É", "ß", "İ", "Σ", "σ", "ʼ", "①", "中", "\u0301", "😀", "𝐀", "𐐀", "\ud800", "\udc00", "\ufb01", "\uffff", "black", "light blue"];

    [Fact]
    public void A_worked_example()
    {
        // s = "blue", a = "blue noon", b = "blue color": ratio(s, a) = 100 · 2·4 / 13 = 61.5, ratio(s, b) = 100 · 8 / 14 = 57.1,
        // ratio(a, b): "blue " and both "o", so 100 · 2·7 / 19 = 73.7.
        Assert.Equal(74, FuzzyMatch.TokenSetRatio("noon blue", "Color: blue"));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a", "", 0)]
    [InlineData("!?", "!?", 0)]
    [InlineData("éé", "éé", 0)]
    [InlineData("blue", "Blue, blue!", 100)]
    [InlineData("blue", "light blue", 100)]
    [InlineData("foo_bar", "foo bar", 43)]
    [InlineData("caf\u00e9", "caf", 100)]
    public void Only_letters_numbers_and_underscores_count_each_word_once(string p, string g, int score) => Assert.Equal(score, FuzzyMatch.TokenSetRatio(p, g));

    [Theory]
    [InlineData("", "", 100)]
    [InlineData("a", "", 0)]
    [InlineData("", "a", 0)]
    [InlineData("a", "A", 0)]
    [InlineData("😀a", "a", 67)]
    public void A_plain_ratio_takes_texts_as_they_are(string p, string g, int ratio) => Assert.Equal(ratio, FuzzyMatch.Ratio(p, g));

    [Theory]
    // 100 · 2·1 / 16 = 12.5 and 100 · 2·3 / 16 = 37.5.
    [InlineData("a", "abbbbbbbbbbbbbb", 12)]
    [InlineData("abc", "abcdddddddddd", 38)]
    public void Halves_go_to_the_even_number(string p, string g, int ratio) => Assert.Equal(ratio, FuzzyMatch.Ratio(p, g));

    [Fact]
    public void Exceeding_says_the_same_as_the_score_for_texts_of_any_kind()
    {
        (int above, int below) = (0, 0);
        foreach ((string p, string g) in Pairs(4000))
        {
            int score = FuzzyMatch.TokenSetRatio(p, g);
            Assert.InRange(score, 0, 100);
            foreach (int threshold in (int[])[0, 40, 70, 85, 86, 99, 100])
                Assert.True(score > threshold == FuzzyMatch.Exceeds(p, g, threshold), $"'{p}' and '{g}' score {score}; above {threshold}?");

            _ = score > 85 ? above++ : below++;
        }

        Assert.True(above > 200 && below > 200, $"{above} above, {below} below.");
    }

    [Fact]
    public void A_text_with_words_scores_100_with_itself_in_any_order_and_case()
    {
        foreach ((string p, string g) in Pairs(500))
        {
            int itself = FuzzyMatch.TokenSetRatio(p, p);
            Assert.True(itself is 0 or 100);
            Assert.Equal(itself, FuzzyMatch.TokenSetRatio(p + " " + p, p));
            Assert.Equal(itself == 0 ? FuzzyMatch.TokenSetRatio(g, g) : 100, FuzzyMatch.TokenSetRatio(p + " " + g, g + " " + p));
        }
    }

    [Fact]
    public void Words_go_by_code_points_not_by_halves_of_pairs()
    {
        // In UTF-16 the pair D835 … comes before U+FB01, as a code point after it.
        Assert.Equal("a \ufb01 \U0001d400", FuzzyText.Of("\U0001d400 \ufb01 a").Text);
        Assert.True(CodePointOrder.Instance.Compare("\U0001d400", "\ufb01") > 0);
        Assert.True(CodePointOrder.Instance.Compare("ab", "abc") < 0);
        Assert.Equal(0, CodePointOrder.Instance.Compare("", ""));
    }

    [Fact]
    public void Texts_longer_than_a_count_can_hold_are_still_compared_rightly()
    {
        string word = new('a', 70_000);
        Assert.True(FuzzyMatch.Exceeds(word, word + " b", 85));
        Assert.False(FuzzyMatch.Exceeds(word, "a", 85));
    }

    private static IEnumerable<(string P, string G)> Pairs(int count)
    {
        for (int number = 0; number < count; number++)
        {
            Chance chance = new("fuzzy", number);
            string p = Text(chance, 12);

            // Half of the pairs are much alike: one is the other with a piece put in.
            string g = number % 2 == 0 ? Text(chance, 12) : p.Insert(chance.Below(p.Length + 1), Pieces[chance.Below(Pieces.Length)]);
            yield return (p, g);
        }
    }

    private static string Text(Chance chance, int most)
    {
        StringBuilder made = new();
        for (int left = chance.Below(most + 1); left > 0; left--)
            made.Append(Pieces[chance.Below(Pieces.Length)]);

        return made.ToString();
    }
}

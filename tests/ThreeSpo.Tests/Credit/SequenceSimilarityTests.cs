using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class SequenceSimilarityTests
{
    [Theory]
    [InlineData("abcd", "bcde", 3, 0.75)]
    [InlineData("", "", 0, 1)]
    [InlineData("", "x", 0, 0)]
    [InlineData("lamp", "lamp", 4, 1)]
    [InlineData("\U0001F60Aa", "a\U0001F60A", 1, 0.5)]
    public void The_ratio_matches_a_worked_example(string a, string b, int matches, double ratio)
    {
        Assert.Equal(matches, SequenceSimilarity.Matches(a, b));
        Assert.Equal(ratio, SequenceSimilarity.Ratio(a, b));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_character_of_its_own() => Assert.Equal(0.5, SequenceSimilarity.Ratio("\ud83da", "\ud83db"));

    [Fact]
    public void The_order_of_the_texts_matters()
    {
        // Both texts hold two runs of equal length; which is taken first is decided by the first text.
        Assert.Equal(0.25, SequenceSimilarity.Ratio("tide", "diet"));
        Assert.Equal(0.5, SequenceSimilarity.Ratio("diet", "tide"));
    }

    [Fact]
    public void Frequent_characters_of_a_long_text_start_no_match()
    {
        string twoLetters = string.Concat(Enumerable.Repeat("ab", 100));

        // Every character is frequent, and the texts differ where they start.
        Assert.Equal(0, SequenceSimilarity.Ratio("x" + twoLetters, twoLetters));
        Assert.Equal(1, SequenceSimilarity.Ratio(twoLetters, twoLetters));

        // One character less, and none is set aside.
        Assert.Equal(199, SequenceSimilarity.Matches("x" + twoLetters, twoLetters[..^1]));
    }

    [Fact]
    public void A_threshold_is_reached_exactly_where_the_ratio_reaches_it()
    {
        string[] texts = ["", "a", "you see a lamp", "you see 2 lamps", "a desk", "pmal a ees uoy"];
        foreach (string a in texts)
            foreach (string b in texts)
                for (double threshold = 0; threshold <= 1; threshold += 0.05)
                    Assert.Equal(SequenceSimilarity.Ratio(a, b) >= threshold, SequenceSimilarity.AtLeast(a, b, threshold));
    }

    [Fact]
    public void A_text_is_fully_like_itself_at_any_length()
    {
        for (int length = 0; length <= 600; length += 37)
        {
            string text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i % 23))));
            Assert.Equal(1, SequenceSimilarity.Ratio(text, text));
        }
    }
}

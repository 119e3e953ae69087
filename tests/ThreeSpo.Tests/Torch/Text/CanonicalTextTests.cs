using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u212B \u2126", "\u00C5 \u03A9")] // Ångström and ohm signs are letters.
    [InlineData("s\u0307\u0323", "\u1E69")] // The dot below comes first, then both join.
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")] // What the standard's own example leaves apart.
    [InlineData("\u0958", "\u0915\u093C")] // Excluded from composition.
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("\uAC01\u11A8", "\uAC01\u11A8")] // A syllable with a final consonant takes no second one.
    [InlineData("a\u0315\u0300\u05AE\u0062", "\u00E0\u05AE\u0315\u0062")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    public void Text_is_composed_as_the_standard_says(string text, string composed) => Assert.Equal(composed, CanonicalText.Composed(text));

    [Fact]
    public void Composing_twice_changes_nothing_more()
    {
        foreach (string text in RandomText.Some(2000))
        {
            string once = CanonicalText.Composed(text);
            Assert.Equal(once, CanonicalText.Composed(once));
        }
    }

    [Fact]
    public void A_long_run_of_marks_is_sorted_by_class_with_equals_in_order()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0302\u0323\u0303", 1000));

        string sorted = string.Concat(Enumerable.Repeat("\u0323", 1000)) + string.Concat(Enumerable.Repeat("\u0302\u0303", 1000));
        Assert.Equal("x" + sorted, CanonicalText.Composed("x" + marks));
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_replaced()
    {
        Assert.Equal("\uFFFD", CanonicalText.WellFormed("\uD83D"));
        Assert.Equal("a\uFFFDb", CanonicalText.WellFormed("a\uDE00b"));
        Assert.Equal("\uFFFD\uFFFD", CanonicalText.WellFormed("\uDE00\uD83D"));
        Assert.Equal("\uD83D\uDE00", CanonicalText.WellFormed("\uD83D\uDE00"));
    }
}

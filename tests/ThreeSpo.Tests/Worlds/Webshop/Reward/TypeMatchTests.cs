using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class TypeMatchTests
{
    [Theory]
    [InlineData(false, false, 0.25, 1)]
    [InlineData(false, false, 0.2, 0.5)]
    [InlineData(true, false, 0.2, 1)]
    [InlineData(false, true, 0.1, 1)]
    [InlineData(false, false, 0.1, 0.5)]
    [InlineData(true, true, 0.09, 0.1)]
    [InlineData(true, true, 0, 0)]
    [InlineData(false, false, 1, 1)]
    public void A_low_title_score_overrides_a_match(bool query, bool category, double score, double expected) =>
        Assert.Equal(expected, TypeMatch.Of(query, category, score));

    [Fact]
    public void Title_scores_count_common_nouns_once_and_wanted_ones_with_repeats()
    {
        Assert.Equal(2 / 4.0, TypeMatch.TitleScore(["shirt", "cotton", "shirt", "men"], ["cotton", "cotton", "shirt"]));
        Assert.Equal(0.2, TypeMatch.TitleScore([], ["shirt"]));
        Assert.Equal(0, TypeMatch.TitleScore(["shirt"], []));
    }

    [Theory]
    [InlineData("A › B", "B › A", true)]
    [InlineData("A›B", " A  › B › C", true)]
    [InlineData("A › A", "A › A", false)]
    [InlineData("A › B", "a › b", false)]
    [InlineData("", "", false)]
    [InlineData("A › B › C", "A › X › Y", false)]
    public void Paths_match_by_two_distinct_parts(string wanted, string bought, bool expected) => Assert.Equal(expected, TypeMatch.CategoryMatch(wanted, bought));
}

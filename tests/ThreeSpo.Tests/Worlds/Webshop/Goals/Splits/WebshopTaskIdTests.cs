using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Goals.Splits;

public sealed class WebshopTaskIdTests
{
    [Theory]
    [InlineData("synthetic/233/17", GoalKind.Synthetic, 233, 17)]
    [InlineData("human/-5/0", GoalKind.Human, -5, 0)]
    [InlineData("synthetic/4294967295/2147483647", GoalKind.Synthetic, 4294967295, int.MaxValue)]
    public void A_name_is_read_back(string id, GoalKind kind, long seed, int index)
    {
        WebshopTaskId read = WebshopTaskId.Parse(id);
        Assert.Equal(new WebshopTaskId(kind, seed, index), read);
        Assert.Equal(id, read.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("synthetic/233")]
    [InlineData("synthetic/233/17/1")]
    [InlineData("Synthetic/233/17")]
    [InlineData("0/233/17")]
    [InlineData("synthetic/0233/17")]
    [InlineData("synthetic/+233/17")]
    [InlineData("synthetic/233/-1")]
    [InlineData("synthetic/233/ 17")]
    [InlineData("synthetic/233/2147483648")]
    [InlineData("human/99999999999999999999/1")]
    public void Another_text_is_refused_in_a_line_that_shows_an_example(string id)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => WebshopTaskId.Parse(id));
        Assert.Contains("'synthetic/233/17'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_the_catalogue_does_not_have_is_refused()
    {
        GoalBooks books = new(SmallShop.WithGoals(3, 2));
        ArgumentException fault = Assert.Throws<ArgumentException>(() => books.Goal(new(GoalKind.Synthetic, 1, 6)));
        Assert.Contains("makes 6 goals", fault.Message, StringComparison.Ordinal);
        Assert.Equal(books.Of(GoalKind.Synthetic, 1)[5], books.Goal(new(GoalKind.Synthetic, 1, 5)));
    }
}

using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class RequestTests
{
    [Fact]
    public void Options_and_price_are_told_from_the_rest()
    {
        var request = Request.Read(HandShop.Instruction);

        Assert.Equal("machine wash men's shirts with long sleeve", request.Core);
        Assert.Equal("machine wash men's shirts", request.Head);
        Assert.Equal([new GoalOption("color", "red"), new GoalOption("size", "small")], request.Options);
        Assert.Equal(30, request.MostDollars);
        Assert.Equal(["machin", "wash", "men", "shirt", "long", "sleev"], request.Words);
    }

    [Theory]
    [InlineData("Find me soft rugs for living room", "soft rugs for living room", "soft rugs", double.PositiveInfinity)]
    [InlineData("i need a red lamp, and price lower than 12.50 dollars", "i need a red lamp", "i need a red lamp", 12.5)]
    [InlineData("", "", "", double.PositiveInfinity)]
    [InlineData("price lower than a dollar", "price lower than a dollar", "price lower than a dollar", double.PositiveInfinity)]
    public void What_is_not_there_is_not_asked_for(string instruction, string core, string head, double most)
    {
        var request = Request.Read(instruction);

        Assert.Equal((core, head, most), (request.Core, request.Head, request.MostDollars));
        Assert.Empty(request.Options);
    }

    [Fact]
    public void A_value_may_hold_what_separates_options()
    {
        var request = Request.Read("Find me a lid with color: black, and white, and size: 3: 4");

        Assert.Equal([new GoalOption("color", "black, and white"), new GoalOption("size", "3: 4")], request.Options);
    }

    [Fact]
    public void A_group_is_matched_by_name_and_in_a_persons_request_by_the_longest_value_that_stands_in_it()
    {
        OptionGroup color = new("color", ["red", "dark red", "blue"]);

        Assert.Equal("red", Request.Read(HandShop.Instruction).Wanted(color));
        Assert.Null(Request.Read(HandShop.Instruction).Wanted(new OptionGroup("style", ["red"])));
        Assert.Equal("dark red", Request.Read("i want a dark red shirt").Wanted(color));
        Assert.Null(Request.Read("i am hired for blueish work").Wanted(color));
    }

    [Fact]
    public void Every_synthetic_instruction_of_the_real_catalogue_gives_its_options_and_price_back()
    {
        var book = GoalBook.Draw(WebshopGolden.Catalogue(), GoalKind.Synthetic, 233);
        for (int i = 0; i < book.Count; i++)
        {
            Goal goal = book[i];
            var request = Request.Read(goal.Instruction);
            Assert.Equal(goal.Options.Select(one => (one.Name, one.Value.Trim())), request.Options.Select(one => (one.Name, one.Value.Trim())));
            Assert.Equal(goal.PriceUpper < 1_000_000 ? goal.PriceUpper : double.PositiveInfinity, request.MostDollars);
        }
    }
}

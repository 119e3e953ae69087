using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class ShopperChoiceTests
{
    [Fact]
    public void Products_whose_asins_differ_in_case_alone_do_not_shift_the_places_of_others()
    {
        Product[] odd = [.. ((string[])["ODD0000001", "odd0000001", "ODD0000002", "Odd0000003"]).Select(asin => SmallShop.Product(asin))];
        WebshopSnapshot results = HandShop.Start(HandShop.Of(null, odd)).Then("search[title]");
        var view = ShopperView.Of(results);
        ShopperChoice[] products = [.. ShopperChoice.At(view).Where(choice => choice.Kind is ChoiceKind.Open)];

        Assert.Equal(4, view.Shown.Count);
        Assert.Equal(3, products.Length);
        Assert.All(products, choice => Assert.Equal(results.Then(choice.Action).Product, view.Shown[choice.Place].Product));
    }

    [Fact]
    public void Of_a_value_that_two_groups_have_the_choice_is_of_the_group_that_a_click_chooses_from()
    {
        WebshopSnapshot item = HandShop.Start(HandShop.Of(null, SmallShop.Product("ODD0000001", null, null, ("color", ["red", "tan"]), ("trim", ["red"]))))
            .Then("search[title]", "click[odd0000001]");
        ShopperChoice red = Assert.Single(ShopperChoice.At(ShopperView.Of(item)), choice => choice.Action == "click[red]");

        Assert.Equal("red", item.Then(red.Action).Visit.Chosen(item.Product.Options[red.Place].Name));
    }
}

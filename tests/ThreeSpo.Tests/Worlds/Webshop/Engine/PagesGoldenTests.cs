using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Every page of every product, as the original environment shows it.</summary>
public sealed class PagesGoldenTests
{
    [Fact]
    public void Every_page_of_every_recorded_product_is_the_same()
    {
        Shop shop = RecordedShop.Shop(PageStyle.Text);
        foreach (JsonElement recorded in WebshopGolden.Lines("pages_all_products.jsonl"))
        {
            int product = shop.Catalogue.NumberOf(recorded.Text("asin"));
            Assert.True(product >= 0, $"Product {recorded.Text("asin")} is missing.");
            Visit item = Visit.Start.Opening(product);

            Compare(recorded, "item", shop, item);
            Compare(recorded, "description", shop, item with { Page = PageKind.Description });
            Compare(recorded, "features", shop, item with { Page = PageKind.Features });
            Compare(recorded, "reviews", shop, item with { Page = PageKind.Reviews });
            Compare(recorded, "attributes", shop, item with { Page = PageKind.Attributes });
            Assert.Equal(recorded.Texts("item_clickables"), new Clickables(PageParts.Of(shop, item)).Texts);
        }
    }

    private static void Compare(JsonElement recorded, string name, Shop shop, Visit visit)
    {
        const string Instruction = "Find me it";
        string prefix = $"Instruction:{PlainPage.Separator}{Instruction}{PlainPage.Separator}";
        if (recorded.IfAny(name) is { } text)
            Assert.Equal($"{prefix}{text.Letters()}", PlainPage.Of(visit, Instruction, PageParts.Of(shop, visit)));
    }
}

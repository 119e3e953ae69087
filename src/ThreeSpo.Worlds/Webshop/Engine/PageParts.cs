namespace ThreeSpo.Worlds.Webshop;

/// <summary>What stands on the shop's pages, in order.</summary>
public static class PageParts
{
    /// <summary>Products on a page of results.</summary>
    public const int PerPage = 10;

    /// <summary>The parts of a page below the instruction. The page at the end is made by <see cref="DonePage"/>.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="visit">Where the session stands.</param>
    public static List<PagePart> Of(Shop shop, Visit visit)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(visit);
        if (visit.Page is PageKind.Search)
            return [Button(Buttons.Search)];

        List<PagePart> parts = [Button(Buttons.BackToSearch)];
        if (visit.Page is PageKind.Results)
        {
            AddResults(parts, shop, visit);
            return parts;
        }

        parts.Add(Button(Buttons.Previous));
        AddProduct(parts, shop, visit.Page, shop.Catalogue.Products[visit.Product]);
        return parts;
    }

    private static void AddResults(List<PagePart> parts, Shop shop, Visit visit)
    {
        parts.Add(Text($"Page {visit.ResultsPage} (Total results: {visit.Found.Count})"));
        if (visit.ResultsPage > 1)
            parts.Add(Button(Buttons.Previous));

        parts.Add(Button(Buttons.Next));
        (int from, int to) = Shown(visit);
        for (int i = from; i < to; i++)
        {
            Product product = shop.Catalogue.Products[visit.Found[i]];
            parts.Add(new PagePart(PartKind.Product, product.Asin, visit.Found[i]));
            AddUnlessEmpty(parts, product.Title);
            parts.Add(Text(product.PriceTag));
        }
    }

    /// <summary>Places among the products found that a results page shows; none beyond their end.</summary>
    public static (int From, int To) Shown(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        long from = Math.Min((long)(visit.ResultsPage - 1) * PerPage, visit.Found.Count);
        return ((int)from, (int)Math.Min(from + PerPage, visit.Found.Count));
    }

    private static void AddProduct(List<PagePart> parts, Shop shop, PageKind page, Product product)
    {
        switch (page)
        {
            case PageKind.Item:
                AddItem(parts, product, shop.Rules.ShowAttributes);
                break;
            case PageKind.Description:
                AddUnlessEmpty(parts, product.Description);
                break;
            case PageKind.Features:
                // The page puts a blank before each, which alone is left of an empty one.
                parts.AddRange(product.Bullets.Select(bullet => Text($" {bullet}")));
                break;
            case PageKind.Attributes:
                parts.AddRange(product.Attributes.Select(attribute => Text($" {attribute}")));
                AddUnlessEmpty(parts, product.Category);
                AddUnlessEmpty(parts, product.Query);
                AddUnlessEmpty(parts, product.CategoryPath);
                break;
        }
    }

    private static void AddItem(List<PagePart> parts, Product product, bool showAttributes)
    {
        for (int group = 0; group < product.Options.Count; group++)
        {
            AddUnlessEmpty(parts, product.Options[group].Name);
            parts.AddRange(product.Options[group].Values.Select(value => new PagePart(PartKind.Option, value, group)));
        }

        AddUnlessEmpty(parts, product.Title);
        parts.Add(Text($"Price: {product.PriceTag}"));
        parts.Add(Text("Rating: N.A."));
        parts.Add(Button(Buttons.Description));
        parts.Add(Button(Buttons.Features));
        parts.Add(Button(Buttons.Reviews));
        if (showAttributes)
            parts.Add(Button(Buttons.Attributes));

        parts.Add(Button(Buttons.BuyNow));
    }

    private static void AddUnlessEmpty(List<PagePart> parts, string text)
    {
        if (text.Length > 0)
            parts.Add(Text(text));
    }

    private static PagePart Text(string text) => new(PartKind.Text, text);

    private static PagePart Button(string text) => new(PartKind.Button, text);
}

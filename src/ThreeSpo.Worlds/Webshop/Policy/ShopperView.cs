namespace ThreeSpo.Worlds.Webshop;

/// <summary>A page as a shopper weighs it against the request: what the light policy, the imperfect shopper and small prompts go by.</summary>
/// <remarks>All of it was read: titles and prices where pages show them, long and short texts once they were opened.</remarks>
public sealed class ShopperView
{
    private ShopperView(WebshopSnapshot now, Request request)
    {
        Now = now;
        Request = request;
        Shown = now.Visit.Page is PageKind.Results ? Products(now, request) : [];
        if (now.Visit.Product >= 0)
        {
            Fit = ProductReading.Of(now.Product).Matches(request, now.Notes.Of(now.Visit.Product));
            Groups = [.. now.Product.Options.Select(group => new GroupView(group, request.Wanted(group), now.Visit.Chosen(group.Name)))];
        }
    }

    /// <summary>The moment.</summary>
    public WebshopSnapshot Now { get; }

    /// <summary>What is asked for.</summary>
    public Request Request { get; }

    /// <summary>The products of a results page, in order; none elsewhere.</summary>
    public IReadOnlyList<ShownProduct> Shown { get; }

    /// <summary>The options of the product looked at; none elsewhere.</summary>
    public IReadOnlyList<GroupView> Groups { get; } = [];

    /// <summary>Words of the request that stand in what was read of the product looked at.</summary>
    public int Fit { get; }

    /// <summary>Options asked for that are offered and not chosen yet.</summary>
    public int Missing => Groups.Count(group => group.Wanted is not null && group.Chosen != group.Wanted);

    /// <summary>Options asked for that the product does not offer.</summary>
    public int NotOffered => Request.Options.Count(option => !Groups.Any(group => group.Group.Name == option.Name && group.Wanted is not null));

    /// <summary>The most words of the request that a product shown has and that was not opened yet; 0 where none is.</summary>
    public int BestFit => Shown.Where(one => one.Read is PagesRead.None).Select(one => one.Fit).DefaultIfEmpty(0).Max();

    /// <summary>The same among those whose price is not too high.</summary>
    public int BestAffordable => Shown.Where(one => one.Read is PagesRead.None && one.Price is not PriceFit.Above).Select(one => one.Fit).DefaultIfEmpty(0).Max();

    /// <summary>The place of a product on the page; -1 where it is not shown.</summary>
    /// <param name="number">Its number in the catalogue.</param>
    public int PlaceOf(int number)
    {
        for (int place = 0; place < Shown.Count; place++)
        {
            if (Shown[place].Number == number)
                return place;
        }

        return -1;
    }

    /// <summary>Looks at a moment.</summary>
    public static ShopperView Of(WebshopSnapshot now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return new ShopperView(now, now.Errand.Request);
    }

    /// <summary>How a price that pages show fits the request.</summary>
    public static PriceFit FitOf(Product product, Request request)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(request);
        return double.IsPositiveInfinity(request.MostDollars) ? PriceFit.NotAsked
            : product.Prices.Max() <= request.MostDollars ? PriceFit.Within
            : product.Prices.Min() <= request.MostDollars ? PriceFit.Perhaps : PriceFit.Above;
    }

    private static ShownProduct[] Products(WebshopSnapshot now, Request request)
    {
        (int from, int to) = PageParts.Shown(now.Visit);
        var shown = new ShownProduct[to - from];
        for (int i = 0; i < shown.Length; i++)
        {
            int number = now.Visit.Found[from + i];
            Product product = now.Shop.Catalogue.Products[number];
            PagesRead read = now.Notes.Of(number);
            shown[i] = new ShownProduct(product, number, i, ProductReading.Of(product).Matches(request, read), FitOf(product, request), read);
        }

        return shown;
    }
}

/// <summary>A product of a results page.</summary>
/// <param name="Product">The product.</param>
/// <param name="Number">Its number in the catalogue.</param>
/// <param name="Rank">Its place on the page, from 0.</param>
/// <param name="Fit">Words of the request that stand in what was read of it.</param>
/// <param name="Price">How its price fits.</param>
/// <param name="Read">Which of its pages were opened before.</param>
public readonly record struct ShownProduct(Product Product, int Number, int Rank, int Fit, PriceFit Price, PagesRead Read);

/// <summary>A group of options of the product looked at.</summary>
/// <param name="Group">The group.</param>
/// <param name="Wanted">The value asked for, if it is offered; else null.</param>
/// <param name="Chosen">The value chosen; null for none.</param>
public readonly record struct GroupView(OptionGroup Group, string? Wanted, string? Chosen);

/// <summary>How a price fits a request.</summary>
public enum PriceFit
{
    /// <summary>No price was asked for.</summary>
    NotAsked,

    /// <summary>It is low enough.</summary>
    Within,

    /// <summary>It is a range, and its lower end is low enough.</summary>
    Perhaps,

    /// <summary>It is too high.</summary>
    Above,
}

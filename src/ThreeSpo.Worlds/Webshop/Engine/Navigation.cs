namespace ThreeSpo.Worlds.Webshop;

/// <summary>Where actions lead.</summary>
public static class Navigation
{
    /// <summary>Products that a search finds at most.</summary>
    public const int MostFound = 50;

    /// <summary>After a search, which is possible from every page.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="visit">Where the session stands.</param>
    /// <param name="words">What is searched for, in lower case; not empty.</param>
    public static Visit Search(Shop shop, Visit visit, string words)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(visit);
        return visit with { Page = PageKind.Results, Query = words, Found = Find(shop, words), ResultsPage = 1, Product = -1, Options = [] };
    }

    /// <summary>After a click; null where it does nothing.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="visit">Where the session stands.</param>
    /// <param name="part">What was clicked.</param>
    public static Visit? Click(Shop shop, Visit visit, PagePart part)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(visit);
        return part.Kind switch
        {
            PartKind.Product => visit.Opening(part.Number),
            PartKind.Option => visit.With(new ChosenOption(shop.Catalogue.Products[visit.Product].Options[part.Number].Name, part.Text)),
            _ => part.Text switch
            {
                Buttons.BackToSearch => Visit.Start,
                Buttons.Next => visit with { ResultsPage = visit.ResultsPage + 1, Options = [] },
                Buttons.Previous => Previous(visit),
                Buttons.Description => visit with { Page = PageKind.Description },
                Buttons.Features => visit with { Page = PageKind.Features },
                Buttons.Reviews => visit with { Page = PageKind.Reviews },
                Buttons.Attributes => visit with { Page = PageKind.Attributes },
                Buttons.BuyNow => visit with { Page = PageKind.Done },
                _ => null,
            },
        };
    }

    private static Visit Previous(Visit visit) => visit.Page switch
    {
        PageKind.Results => visit with { ResultsPage = visit.ResultsPage - 1, Options = [] },
        PageKind.Item => visit with { Page = PageKind.Results, Product = -1, Options = [] },
        _ => visit with { Page = PageKind.Item },
    };

    private static IReadOnlyList<int> Find(Shop shop, string words)
    {
        if (shop.Rules.SearchCommands && SearchCommand.Find(shop.Catalogue, words) is { } found)
            return found;

        IReadOnlyList<SearchHit> hits = shop.Index.Search(words, MostFound);
        int[] numbers = new int[hits.Count];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = hits[i].Product;

        return numbers;
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>What a shopper has read and done so far. Nothing in it decides what the shop shows.</summary>
public sealed class ShopperNotes
{
    private ShopperNotes(ImmutableDictionary<int, PagesRead> read, int searches, int idle, PageKind before, PageKind twoBefore)
    {
        Read = read;
        Searches = searches;
        Idle = idle;
        Before = before;
        TwoBefore = twoBefore;
    }

    /// <summary>Nothing yet.</summary>
    public static ShopperNotes Start { get; } = new(ImmutableDictionary<int, PagesRead>.Empty, 0, 0, PageKind.Search, PageKind.Search);

    /// <summary>Which pages of which product were opened, by its number.</summary>
    public ImmutableDictionary<int, PagesRead> Read { get; }

    /// <summary>Searches so far.</summary>
    public int Searches { get; }

    /// <summary>Actions in a row that changed nothing.</summary>
    public int Idle { get; }

    /// <summary>The page before this one.</summary>
    public PageKind Before { get; }

    /// <summary>The page before that.</summary>
    public PageKind TwoBefore { get; }

    /// <summary>Which pages of a product were opened.</summary>
    public PagesRead Of(int product) => Read.GetValueOrDefault(product);

    /// <summary>After an action.</summary>
    /// <param name="from">The moment before it.</param>
    /// <param name="to">Where it led.</param>
    internal ShopperNotes After(WebshopSnapshot from, Visit to)
    {
        bool idle = ReferenceEquals(from.Visit, to);
        bool searched = !idle && to.Page is PageKind.Results && !ReferenceEquals(from.Visit.Found, to.Found);
        return new ShopperNotes(Noting(to), Searches + (searched ? 1 : 0), idle ? Idle + 1 : 0, from.Visit.Page, Before);
    }

    /// <summary>A key for all moments at which a careful shopper knows the same of the same task.</summary>
    internal static string ProgressKey(WebshopSnapshot now)
    {
        Visit visit = now.Visit;
        string options = OptionsJson.Of(visit.Options, forPages: true);
        string place = visit.Product >= 0
            ? string.Create(CultureInfo.InvariantCulture, $"{visit.Product}/{(int)now.Notes.Of(visit.Product)}/{options}")
            : string.Create(CultureInfo.InvariantCulture, $"{visit.ResultsPage}/{string.Join(',', now.Notes.Read.Keys.Order())}/{visit.Query}");
        return $"{now.TaskId}/{visit.Page}/{place}";
    }

    private ImmutableDictionary<int, PagesRead> Noting(Visit to)
    {
        PagesRead page = to.Page switch
        {
            PageKind.Item => PagesRead.Item,
            PageKind.Description => PagesRead.Description,
            PageKind.Features => PagesRead.Features,
            PageKind.Reviews => PagesRead.Reviews,
            PageKind.Attributes => PagesRead.Attributes,
            _ => PagesRead.None,
        };
        PagesRead known = page is PagesRead.None ? page : Of(to.Product);
        return (known | page) == known ? Read : Read.SetItem(to.Product, known | page);
    }
}

/// <summary>Pages of a product that were opened.</summary>
[Flags]
public enum PagesRead
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Its own page.</summary>
    Item = 1,

    /// <summary>The long text.</summary>
    Description = 2,

    /// <summary>The short texts.</summary>
    Features = 4,

    /// <summary>The reviews.</summary>
    Reviews = 8,

    /// <summary>The attributes.</summary>
    Attributes = 16,
}

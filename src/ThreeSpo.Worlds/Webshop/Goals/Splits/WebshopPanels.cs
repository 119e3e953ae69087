using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The tasks that are trained on, and those that success is measured on.</summary>
public static class WebshopPanels
{
    /// <summary>How many goals success is measured on, unless told otherwise.</summary>
    public const int UsualUnseen = 128;

    /// <summary>Goals of one product in the training panel of the split by product, unless told otherwise.</summary>
    public const int UsualPerProduct = 8;

    private const int SharedTest = 500;
    private const int SharedDevelopment = 1000;
    private const int PeerWorkers = 16;
    private const int PeerBatches = 150;

    /// <summary>The seed that a split has been published with: 233 by WebShop's authors, 0 by the training code.</summary>
    public static long UsualSeed(WebshopSplit split) => split is WebshopSplit.Peer ? 0 : 233;

    /// <summary>Makes both panels of a split.</summary>
    /// <param name="books">The catalogue's books.</param>
    /// <param name="kind">Which goals.</param>
    /// <param name="split">How they are divided.</param>
    /// <param name="unseen">How many goals success is measured on. At least 1. Where there are not so many, all there are; the peer split refuses more than 500.</param>
    /// <param name="seed">The seed of the book; null for <see cref="UsualSeed"/>.</param>
    /// <param name="mostPerProduct">Goals of one product in training; 0 for any number; null for 8 with the split by product and any number with others.</param>
    /// <exception cref="InvalidDataException">The catalogue makes too few goals.</exception>
    /// <remarks>
    /// Shared: of one shuffle the first 500 goals are for tests (the panel takes the first <paramref name="unseen"/> of them), the next
    /// 1000 are for choosing settings and in neither panel, the rest is for training; where there are fewer than 3000 goals, a
    /// sixth and a third. Peer: the first batch that validation draws, and the first 150 that training draws, 16 tasks each.
    /// </remarks>
    public static (Panel Train, Panel Unseen) Of(
        GoalBooks books, GoalKind kind, WebshopSplit split, int unseen = UsualUnseen, long? seed = null, int? mostPerProduct = null)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentOutOfRangeException.ThrowIfLessThan(unseen, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(mostPerProduct ?? 0, nameof(mostPerProduct));

        long book = seed ?? UsualSeed(split);
        (IEnumerable<WebshopTaskId> train, IEnumerable<WebshopTaskId> measured) = split switch
        {
            WebshopSplit.Product => ByProduct(books.Of(kind, book), unseen, Bound(mostPerProduct ?? UsualPerProduct)),
            WebshopSplit.Shared => ByPlace(books.Of(kind, book), unseen),
            _ => AsPeer(books, kind, book, unseen),
        };
        if (split is not WebshopSplit.Product)
            train = AtMost(books, train, Bound(mostPerProduct ?? 0));

        return (Panel(books, kind, split, "train", [.. train]), Panel(books, kind, split, "unseen", [.. measured]));
    }

    /// <summary>Makes both panels of a split of a catalogue whose books nobody else needs.</summary>
    /// <inheritdoc cref="Of(GoalBooks, GoalKind, WebshopSplit, int, long?, int?)"/>
    public static (Panel Train, Panel Unseen) Of(
        Catalogue catalogue, GoalKind kind, WebshopSplit split, int unseen = UsualUnseen, long? seed = null, int? mostPerProduct = null) =>
        Of(new GoalBooks(catalogue), kind, split, unseen, seed, mostPerProduct);

    /// <summary>The fingerprint of a task.</summary>
    /// <exception cref="ArgumentException">It is no task of these books.</exception>
    public static string FingerprintOf(GoalBooks books, WebshopTaskId id)
    {
        ArgumentNullException.ThrowIfNull(books);
        Goal goal = books.Goal(id);
        GoalBook book = books.Of(id.Kind, id.Seed);
        return GoalFingerprint.Of(goal, book.Prices[book.ProductNumber(id.Index)]);
    }

    private static (IEnumerable<WebshopTaskId> Train, IEnumerable<WebshopTaskId> Unseen) ByProduct(GoalBook book, int unseen, int mostPerProduct) =>
        (Ids(book, ProductSplit.Train(book, mostPerProduct)), Ids(book, ProductSplit.Unseen(book, unseen)));

    private static (IEnumerable<WebshopTaskId> Train, IEnumerable<WebshopTaskId> Unseen) ByPlace(GoalBook book, int unseen)
    {
        bool small = book.Count < 2 * (SharedTest + SharedDevelopment);
        int test = small ? book.Count / 6 : SharedTest;
        int first = test + (small ? book.Count / 3 : SharedDevelopment);
        return (Ids(book, Enumerable.Range(first, book.Count - first)), Ids(book, Enumerable.Range(0, Math.Min(unseen, test))));
    }

    private static (IEnumerable<WebshopTaskId> Train, IEnumerable<WebshopTaskId> Unseen) AsPeer(GoalBooks books, GoalKind kind, long seed, int unseen) =>
        (PeerSplit.Batches(books, kind, seed, PeerWorkers, validation: false).Take(PeerBatches).SelectMany(batch => batch).Distinct(),
            PeerSplit.Batches(books, kind, seed, unseen, validation: true).First());

    private static IEnumerable<WebshopTaskId> AtMost(GoalBooks books, IEnumerable<WebshopTaskId> ids, int mostPerProduct)
    {
        Dictionary<int, int> taken = [];
        foreach (WebshopTaskId id in ids)
        {
            int number = books.Of(id.Kind, id.Seed).ProductNumber(id.Index);
            int before = taken.GetValueOrDefault(number);
            taken[number] = before + 1;
            if (before < mostPerProduct)
                yield return id;
        }
    }

    private static Panel Panel(GoalBooks books, GoalKind kind, WebshopSplit split, string side, WebshopTaskId[] ids)
    {
        if (ids.Length == 0)
        {
            throw new InvalidDataException(
                $"The catalogue makes {books.Of(kind, UsualSeed(split)).Count} {WebshopTaskId.Word(kind)} goals, and the {Word(split)} split leaves none of them to the {side} panel. Use a larger catalogue, or other goals.");
        }

        return new Panel(
            $"webshop_{WebshopTaskId.Word(kind)}_{Word(split)}_{side}",
            [.. ids.Select(id => new TaskInstance(id.ToString(), Category(books, id)))],
            [.. ids.Select(id => FingerprintOf(books, id))]);
    }

    private static string Category(GoalBooks books, WebshopTaskId id) =>
        books.Catalogue.Products[books.Of(id.Kind, id.Seed).ProductNumber(id.Index)].Category;

    private static IEnumerable<WebshopTaskId> Ids(GoalBook book, IEnumerable<int> places) => places.Select(place => new WebshopTaskId(book.Kind, book.Seed, place));

    private static string Word(WebshopSplit split) => split.ToString().ToLowerInvariant();

    private static int Bound(int most) => most == 0 ? int.MaxValue : most;
}

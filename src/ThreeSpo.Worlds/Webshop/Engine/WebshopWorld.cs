using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>WebShop's text world (arXiv 2207.01206): two pure functions over immutable snapshots. It has no step limit; that is the collector's.</summary>
/// <param name="shop">What all sessions share.</param>
public sealed class WebshopWorld(Shop shop) : PureEnvironment
{
    /// <summary>The reward of a purchase that is exactly what was asked for; all else earns nothing.</summary>
    public const double SuccessReward = 10;

    /// <summary>What all sessions share.</summary>
    public Shop Shop { get; } = shop;

    /// <summary>The goals of every seed.</summary>
    public GoalBooks Books { get; } = new(shop.Catalogue);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is not one of this world's.</exception>
    public override Snapshot Start(TaskInstance task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var id = WebshopTaskId.Parse(task.Id);
        return Start(Shop, new Errand(task.Id, Books.Goal(id), Books.Of(id.Kind, id.Seed).Prices));
    }

    /// <summary>Opens a session.</summary>
    public static WebshopSnapshot Start(Shop shop, Errand errand) => new(shop, errand, Visit.Start, ShopperNotes.Start);

    /// <inheritdoc/>
    public override Transition Step(Snapshot from, string action) => from is WebshopSnapshot snapshot
        ? Step(snapshot, action)
        : throw new ArgumentException($"Wanted a snapshot of this world, found {from?.GetType().Name ?? "null"}.", nameof(from));

    /// <summary>Takes one action: "search[words]" from any page, or "click[…]" of something that the page shows.</summary>
    /// <exception cref="InvalidOperationException">Something was bought already.</exception>
    public static Transition Step(WebshopSnapshot from, string action)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(action);
        if (from.Purchase is not null)
            throw new InvalidOperationException($"Task '{from.TaskId}' has ended with a purchase in this snapshot. Start it again, or go back to a snapshot before.");

        var read = ShopAction.Read(action);
        string? argument = read.Argument is null ? null : Clickables.Lower(read.Argument);
        Visit? next = (read.Name, argument) switch
        {
            (ShopAction.Search, { } words) => Navigation.Search(from.Shop, from.Visit, words),
            (ShopAction.Click, { } text) when from.Clickables.Find(text) is { } part => Navigation.Click(from.Shop, from.Visit, part),
            _ => null,
        };

        if (next is null)
            return new Transition(new WebshopSnapshot(from.Shop, from.Errand, from.Visit, from.Notes.After(from, from.Visit)), 0, 0, Valid: false, Ending.None);

        return next.Page is PageKind.Done ? Buy(from, next)
            : new Transition(new WebshopSnapshot(from.Shop, from.Errand, next, from.Notes.After(from, next)), 0, 0, Valid: true, Ending.None);
    }

    private static Transition Buy(WebshopSnapshot from, Visit next)
    {
        Errand errand = from.Errand;
        PurchaseReward earned = from.Shop.Scorer.Of(errand.Goal, from.Product, from.Visit.Options, errand.Prices[from.Visit.Product]);
        bool won = earned.Total == 1;
        return new Transition(
            new WebshopSnapshot(from.Shop, errand, next, from.Notes, earned), won ? SuccessReward : 0, earned.Total, Valid: true,
            won ? Ending.Succeeded : Ending.Failed);
    }
}

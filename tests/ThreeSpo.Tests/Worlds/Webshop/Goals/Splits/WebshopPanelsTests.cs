using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Goals.Splits;

public sealed class WebshopPanelsTests
{
    [Fact]
    public void Products_held_out_are_never_trained_on_and_take_turns()
    {
        GoalBooks books = new(SmallShop.WithGoals(products: 90, goalsEach: 12));
        (Panel train, Panel unseen) = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Product, unseen: 50);

        Assert.Equal(new SplitLeak(50, 0, 0, 0), SplitLeak.Of(books, train, unseen));
        int[] perProduct = Sizes(books, unseen);
        Assert.InRange(perProduct.Length, 20, 40);
        Assert.True(perProduct.Max() - perProduct.Min() <= 1);
        Assert.All(Sizes(books, train), size => Assert.Equal(WebshopPanels.UsualPerProduct, size));
        Assert.Equal(90, perProduct.Length + Sizes(books, train).Length);
    }

    [Fact]
    public void Which_products_are_held_out_depends_on_nothing_but_their_names()
    {
        GoalBooks books = new(SmallShop.WithGoals(60, 2));
        string[] one = Products(books, WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Product, seed: 1).Unseen);
        string[] other = Products(books, WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Product, seed: 2).Unseen);
        GoalBooks fewer = new(SmallShop.WithGoals(30, 5));

        Assert.Equal(one, other);
        Assert.Equal(one.Where(asin => fewer.Catalogue.NumberOf(asin) >= 0), Products(fewer, WebshopPanels.Of(fewer, GoalKind.Synthetic, WebshopSplit.Product).Unseen));
    }

    [Fact]
    public void A_sentence_that_a_product_held_out_has_too_is_not_trained_on()
    {
        GoalBooks books = new(SmallShop.Of([.. Enumerable.Range(0, 40).Select(i => SmallShop.Product($"B{i:00}", $"find {i / 2}"))]));
        (Panel train, Panel unseen) = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Product);
        string[] unseenTexts = [.. Products(books, unseen).Select(asin => books.Catalogue.Products[books.Catalogue.NumberOf(asin)].Instruction!)];

        Assert.DoesNotContain(Products(books, train), asin => unseenTexts.Contains(books.Catalogue.Products[books.Catalogue.NumberOf(asin)].Instruction!));
        Assert.InRange(train.Tasks.Count, 1, 40 - unseen.Tasks.Count - 1);
    }

    [Fact]
    public void The_shared_split_takes_places_of_one_shuffle_apart()
    {
        GoalBooks books = new(SmallShop.WithGoals(products: 400, goalsEach: 10));
        (Panel train, Panel unseen) = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Shared);

        Assert.Equal(Enumerable.Range(0, 128).Select(place => $"synthetic/233/{place}"), unseen.Tasks.Select(task => task.Id));
        Assert.Equal(Enumerable.Range(1500, 2500).Select(place => $"synthetic/233/{place}"), train.Tasks.Select(task => task.Id));
        Assert.Equal(0, SplitLeak.Of(books, train, unseen).SameText);
    }

    [Fact]
    public void Of_few_goals_the_shared_split_takes_a_sixth_and_a_third()
    {
        (Panel train, Panel unseen) = WebshopPanels.Of(SmallShop.WithGoals(60, 1), GoalKind.Synthetic, WebshopSplit.Shared);
        Assert.Equal((30, 10), (train.Tasks.Count, unseen.Tasks.Count));
        Assert.Equal("synthetic/233/30", train.Tasks[0].Id);
    }

    [Fact]
    public void Each_worker_of_the_peer_split_has_a_book_of_its_own()
    {
        GoalBooks books = new(SmallShop.WithGoals(products: 100, goalsEach: 8));
        (Panel train, Panel unseen) = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Peer, unseen: 20);

        Assert.Equal(Enumerable.Range(1000, 20).Select(seed => (long)seed), Ids(unseen).Select(id => id.Seed));
        Assert.All(Ids(unseen), id => Assert.InRange(id.Index, 0, 499));
        Assert.Equal(Enumerable.Range(0, 16).Select(seed => (long)seed), Ids(train).Select(id => id.Seed).Distinct().Order());
        Assert.All(Ids(train), id => Assert.InRange(id.Index, 500, 799));
    }

    [Fact]
    public void The_peer_split_of_few_goals_is_refused()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WebshopPanels.Of(SmallShop.WithGoals(50, 10), GoalKind.Synthetic, WebshopSplit.Peer));
        Assert.Contains("makes 500 synthetic goals", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WebshopSplit.Product)]
    [InlineData(WebshopSplit.Shared)]
    public void A_catalogue_without_goals_is_refused(WebshopSplit split)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WebshopPanels.Of(SmallShop.Of(SmallShop.Product("A")), GoalKind.Human, split));
        Assert.Contains("makes 0 human goals", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panels_hash_changes_with_what_is_asked_for()
    {
        Product[] products = [.. Enumerable.Range(0, 30).Select(i => SmallShop.Product($"B{i}", $"find {i}"))];
        string before = WebshopPanels.Of(SmallShop.Of(products), GoalKind.Synthetic, WebshopSplit.Shared).Unseen.Hash;
        Assert.Equal(before, WebshopPanels.Of(SmallShop.Of(products), GoalKind.Synthetic, WebshopSplit.Shared).Unseen.Hash);

        for (int i = 0; i < products.Length; i++)
            products[i] = SmallShop.Product($"B{i}", $"find {i}!");
        Assert.NotEqual(before, WebshopPanels.Of(SmallShop.Of(products), GoalKind.Synthetic, WebshopSplit.Shared).Unseen.Hash);
    }

    [Fact]
    public void A_bound_on_goals_of_one_product_holds_for_any_split()
    {
        GoalBooks books = new(SmallShop.WithGoals(100, 40));
        foreach (WebshopSplit split in Enum.GetValues<WebshopSplit>())
            Assert.All(Sizes(books, WebshopPanels.Of(books, GoalKind.Synthetic, split, mostPerProduct: 3).Train), size => Assert.InRange(size, 1, 3));
    }

    private static int[] Sizes(GoalBooks books, Panel panel) => [.. panel.Tasks.CountBy(task => books.Goal(WebshopTaskId.Parse(task.Id)).Product.Asin).Select(pair => pair.Value)];

    private static string[] Products(GoalBooks books, Panel panel) =>
        [.. panel.Tasks.Select(task => books.Goal(WebshopTaskId.Parse(task.Id)).Product.Asin).Distinct().Order(StringComparer.Ordinal)];

    private static WebshopTaskId[] Ids(Panel panel) => [.. panel.Tasks.Select(task => WebshopTaskId.Parse(task.Id))];
}

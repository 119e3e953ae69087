using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Goals;

public sealed class GoalBookTests
{
    [Fact]
    public void Options_are_combined_by_names_and_the_last_group_changes_fastest()
    {
        Product product = SmallShop.Product("A", "find it", [995], ("size", ["s", "m"]), ("color", ["red", "tan"]));
        string[] texts = [.. All(GoalBook.Draw(SmallShop.Of(product), GoalKind.Synthetic, seed: 1)).Select(goal => goal.Instruction).Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "find it with color: red, and size: m", "find it with color: red, and size: s",
                "find it with color: tan, and size: m", "find it with color: tan, and size: s",
            ],
            texts);
    }

    [Theory]
    [InlineData(0, 10, 40)]
    [InlineData(9.99, 10, 40)]
    [InlineData(10, 20, 50)] // caps lie above the price, not at it
    [InlineData(955, 960, 990)]
    [InlineData(970, 980, 990)]
    public void A_cap_is_one_of_the_next_four_tens_but_never_the_first(double price, double lowest, double highest)
    {
        double[] caps = [.. Enumerable.Range(0, 200).Select(seed => GoalBook.Draw(SmallShop.Of(SmallShop.Product("A", "find it", [price])), GoalKind.Synthetic, seed)[0].PriceUpper)];

        Assert.Equal(lowest + 10, caps.Min());
        Assert.Equal(highest, caps.Max());
        Assert.All(caps, cap => Assert.Equal(0, cap % 10));
    }

    [Theory]
    [InlineData(980)]
    [InlineData(5000)]
    [InlineData(1e9)]
    public void A_dear_product_has_no_cap_and_no_word_about_it(double price)
    {
        Goal goal = GoalBook.Draw(SmallShop.Of(SmallShop.Product("A", "find it", [price])), GoalKind.Synthetic, seed: 1)[0];
        Assert.Equal((1_000_000, "find it"), (goal.PriceUpper, goal.Instruction));
    }

    [Fact]
    public void Ranges_are_drawn_within_their_ends_and_other_prices_stay()
    {
        Catalogue catalogue = SmallShop.Of(SmallShop.Product("A", null, [10, 20]), SmallShop.Product("B", null, [7]));
        double[] drawn = [.. Enumerable.Range(0, 50).Select(seed => GoalBook.Draw(catalogue, GoalKind.Synthetic, seed).Prices[0])];

        Assert.All(drawn, price => Assert.InRange(price, 10, 20));
        Assert.Equal(50, drawn.Distinct().Count());
        Assert.Equal(7, GoalBook.Draw(catalogue, GoalKind.Synthetic, 3).Prices[1]);
    }

    [Fact]
    public void Equal_seeds_give_equal_goals_and_others_other_orders()
    {
        Catalogue catalogue = SmallShop.WithGoals(products: 20, goalsEach: 3);
        Goal[] one = All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 5));

        Assert.Equal(one, All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 5)));
        Assert.NotEqual(one, All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 6)));
        Assert.Equal(one[7].GetHashCode(), GoalBook.Draw(catalogue, GoalKind.Synthetic, 5)[7].GetHashCode());
    }

    [Fact]
    public void A_book_costs_its_numbers_alone()
    {
        Catalogue catalogue = SmallShop.WithGoals(products: 400, goalsEach: 10);
        GoalBook.Draw(catalogue, GoalKind.Synthetic, 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        GoalBook book = GoalBook.Draw(catalogue, GoalKind.Synthetic, 1);

        Assert.Equal(4000, book.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 10);
    }

    [Fact]
    public void A_product_whose_group_is_empty_makes_no_goal()
    {
        Assert.Equal(0, GoalBook.Draw(SmallShop.Of(SmallShop.Product("A", "find it", null, ("size", []))), GoalKind.Synthetic, 1).Count);
    }

    [Fact]
    public void A_product_with_too_many_choices_is_refused()
    {
        string[] many = [.. Enumerable.Range(0, 400).Select(i => $"{i}")];
        Catalogue catalogue = SmallShop.Of(SmallShop.Product("A\u001b", "find it", null, ("size", many), ("color", many)));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => GoalBook.Draw(catalogue, GoalKind.Synthetic, 1));
        Assert.Contains("'A?' can be chosen in more than 100000 ways", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Peoples_sentences_lose_their_points_and_those_without_attributes_are_left_out()
    {
        Product product = SmallShop.Product("A");
        Catalogue catalogue = new("small", [product],
        [
            new("A", "..i want it.", ["soft"], ["red"]), new("A", "no attributes", [], []), new("Z", "no product", ["soft"], []),
        ]);

        Goal goal = Assert.Single(All(GoalBook.Draw(catalogue, GoalKind.Human, 1)));
        Assert.StartsWith("i want it, and price lower than ", goal.Instruction, StringComparison.Ordinal);
        Assert.Equal([new GoalOption(null, "red")], goal.Options);
        Assert.Equal(1, goal.Weight);
    }

    [Fact]
    public void Weights_are_means_of_what_attributes_are_shared_by()
    {
        Catalogue catalogue = SmallShop.Of(SmallShop.Product("A", "one", null, ("size", ["s", "m", "l"])), SmallShop.Product("B", "two"));
        GoalBook book = GoalBook.Draw(catalogue, GoalKind.Synthetic, 1);

        Assert.All(All(book), goal => Assert.Equal(0.25, goal.Weight));
        Assert.Equal([0.25, 0.5, 0.75, 1], book.CumulativeWeights);
    }

    [Fact]
    public void The_first_goal_is_never_picked_and_the_last_one_twice_as_often()
    {
        GoalBook book = GoalBook.Draw(SmallShop.WithGoals(4, 1), GoalKind.Synthetic, 1);
        PythonRandom random = book.StreamAfter();
        int[] picked = [.. Enumerable.Range(0, 4000).Select(_ => book.PickWeighted(random)).CountBy(place => place).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

        Assert.Equal(3, picked.Length);
        Assert.InRange(picked[2], 1900, 2100);
    }

    [Fact]
    public void A_limit_keeps_distinct_goals_of_the_same_book()
    {
        Catalogue catalogue = SmallShop.WithGoals(30, 2);
        Goal[] whole = All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 1));
        Goal[] some = All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 1, limit: 12));

        Assert.Equal(12, some.Distinct().Count());
        Assert.All(some, goal => Assert.Contains(goal, whole));
        Assert.Equal(whole, All(GoalBook.Draw(catalogue, GoalKind.Synthetic, 1, limit: 60)));
    }

    [Fact]
    public void A_place_beyond_the_last_goal_is_refused()
    {
        GoalBook book = GoalBook.Draw(SmallShop.WithGoals(3, 1), GoalKind.Synthetic, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => book[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => book[-1]);
    }

    private static Goal[] All(GoalBook book) => [.. Enumerable.Range(0, book.Count).Select(i => book[i])];
}

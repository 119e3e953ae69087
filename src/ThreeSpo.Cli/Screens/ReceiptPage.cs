using System.Globalization;
using Spectre.Console;
using ThreeSpo.Outside;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Screens;

/// <summary>What a purchase earned, part by part.</summary>
internal static class ReceiptPage
{
    /// <summary>Prints it.</summary>
    /// <param name="before">The moment at which it was bought.</param>
    /// <param name="steps">Steps taken, the purchase included.</param>
    public static void Print(WebshopSnapshot before, int steps)
    {
        Goal goal = before.Errand.Goal;
        double price = before.Errand.Prices[before.Visit.Product];
        PurchaseExplanation told = before.Shop.Scorer.Explain(goal, before.Product, before.Visit.Options, price);
        PurchaseReward reward = told.Reward;

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("asked for").AddColumn("counts").AddColumn("because");
        foreach (WantedPart part in told.Attributes)
            Add(table, part.Wanted, part.Hit is not Hit.None, Where(part));
        foreach (WantedPart part in told.Options)
            Add(table, part.Wanted, part.Hit is not Hit.None, part.Found is null ? "not among the options chosen" : $"you chose {part.Found}");

        Add(table, goal.PriceUpper >= 1_000_000 ? "any price" : $"at most {Dollars(goal.PriceUpper)}", reward.PriceHit, $"it costs {Dollars(price)}");
        Add(table, "the kind of thing", null, Kind(reward));
        Console.WriteLine();
        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"({reward.AttributeHits} of {reward.Attributes} properties + {reward.OptionHits} of {reward.Options} options + {(reward.PriceHit ? 1 : 0)} for the price) / {reward.Attributes + reward.Options + 1} × {reward.Type:0.0} for the kind = {reward.Total:0.000}"));
        Console.WriteLine(reward.Total == 1
            ? string.Create(CultureInfo.InvariantCulture, $"Exactly what was asked for, in {steps} steps.")
            : $"Not quite: what was meant is {goal.Product.Asin}, {Printable.Line(goal.Product.Title, 120)}{Options(goal)}");
    }

    private static void Add(Table table, string asked, bool? counts, string because) => table.AddRow(
        new Text(Printable.Line(asked, 60)), new Text(counts switch { true => "yes", false => "no", null => "" }), new Text(Printable.Line(because, 120)));

    private static string Where(WantedPart part) => part.Hit switch
    {
        Hit.None => "the product does not say so",
        Hit.Alike or Hit.Exact => $"the product has {part.Found}",
        Hit.Title => "it stands in the title",
        Hit.Bullets => "it stands in the features",
        _ => "it stands in the description",
    };

    private static string Kind(PurchaseReward reward) => string.Create(CultureInfo.InvariantCulture,
        $"{reward.Type:0.0}: {(reward.QueryMatch ? "the same family" : reward.CategoryMatch ? "a related family" : "another family")}, {reward.TitleScore:P0} of the title's nouns");

    private static string Options(Goal goal) => goal.Options.Count == 0 ? ""
        : $" ({Printable.Line(string.Join(", ", goal.Options.Select(option => option.Value)), 200)})";

    private static string Dollars(double price) => price.ToString("$0.00", CultureInfo.InvariantCulture);
}

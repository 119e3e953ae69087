using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Goals;

/// <summary>Books of goals against recordings of the original, goal by goal.</summary>
public sealed class GoalBookGoldenTests
{
    [Fact]
    public void Books_equal_the_originals()
    {
        Catalogue catalogue = WebshopGolden.Catalogue();
        foreach (JsonElement one in WebshopGolden.Lines("goals_by_seed.jsonl"))
        {
            GoalBook book = Book(catalogue, one);
            Assert.Equal(one.Whole("count"), book.Count);
            Assert.Equal(one.Number("cum_weight_total"), book.CumulativeWeights[^1]);

            int place = 0;
            foreach (JsonElement goal in one.GetProperty("first").EnumerateArray())
                Matches(goal, book[place++]);
            if (one.TextIfAny("at_500") is { } at500)
                Assert.Equal(at500, book[500].Instruction);
            if (one.TextIfAny("last") is { } last)
                Assert.Equal(last, book[book.Count - 1].Instruction);

            Assert.Equal(one.Text("sha256_all"), Hash(book));
        }
    }

    [Fact]
    public void Prices_drawn_from_ranges_equal_the_originals()
    {
        Catalogue catalogue = WebshopGolden.Catalogue();
        foreach (JsonElement one in WebshopGolden.Lines("goals_by_seed.jsonl").OfKind(one => one.IfAny("ranged_prices") is not null, "prices"))
        {
            GoalBook book = Book(catalogue, one);
            foreach (JsonProperty price in one.GetProperty("ranged_prices").EnumerateObject())
                Assert.Equal(price.Value.GetDouble(), book.Prices[catalogue.NumberOf(price.Name)]);
        }
    }

    private static GoalBook Book(Catalogue catalogue, JsonElement one) => GoalBook.Draw(
        catalogue, one.Text("mode") == "human" ? GoalKind.Human : GoalKind.Synthetic, one.GetProperty("seed").GetInt64());

    private static void Matches(JsonElement recorded, Goal goal)
    {
        Assert.Equal(recorded.Text("asin"), goal.Product.Asin);
        Assert.Equal(recorded.Text("instruction_text"), goal.Instruction);
        Assert.Equal(recorded.Number("price_upper"), goal.PriceUpper);
        Assert.Equal(recorded.Texts("attributes"), goal.Attributes);
        Assert.Equal(recorded.Number("weight"), goal.Weight);
        JsonElement options = recorded.GetProperty("goal_options");
        Assert.Equal(
            options.ValueKind is JsonValueKind.Array
                ? options.EnumerateArray().Select(value => new GoalOption(null, value.Letters()))
                : options.EnumerateObject().Select(option => new GoalOption(option.Name, option.Value.Letters())),
            goal.Options);
    }

    /// <summary>The recording's own hash: fields as Python prints them, goals on lines.</summary>
    private static string Hash(GoalBook book)
    {
        string[] lines = [.. Enumerable.Range(0, book.Count).Select(i => book[i]).Select(goal => string.Join('\t',
            goal.Product.Asin,
            goal.Instruction,
            goal.PriceUpper >= 1_000_000 ? "1000000" : goal.PriceUpper.ToString("0.0", CultureInfo.InvariantCulture),
            Options(goal, book.Kind),
            List(goal.Attributes)))];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static string Options(Goal goal, GoalKind kind) => kind is GoalKind.Human
        ? List(goal.Options.Select(option => option.Value))
        : "{" + string.Join(", ", goal.Options.Select(option => $"{Quoted(option.Name!)}: {Quoted(option.Value)}")) + "}";

    private static string List(IEnumerable<string> texts) => "[" + string.Join(", ", texts.Select(Quoted)) + "]";

    /// <summary>As Python quotes; .NET escapes some letters beyond ASCII whatever it is told.</summary>
    private static string Quoted(string text) => $"\"{string.Concat(text.Select(letter => letter switch
        {
            '\\' => "\\\\",
            '"' => "\\\"",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            < ' ' => $"\\u{(int)letter:x4}",
            _ => $"{letter}",
        }))}\"";
}

using System.Text.Json;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Cli;

/// <summary>3spo play webshop, typed into a pipe or read from a file.</summary>
public sealed class WebshopPlayTests : IDisposable
{
    private const int Number = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Playing_in_a_pipe_searches_lists_undoes_refuses_and_quits()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            "?\nblack shoes\nundo\nundo\nclick[nowhere]\n\nsearch[lamp]\n?\nnext >\nquit\nlost\n", "play", "webshop", "products=200");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.StartsWith("Type words to search for", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("> ?\n  search[<your query>]\n> black shoes\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("This is the start.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing to click there.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("  click[back to search]\n  click[next >]\n  click[b", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"\[< Prev\]\n\[Next >\]\n", outcome.Output);
        Assert.EndsWith("> quit\n", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n').Skip(1), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task A_purchase_from_a_file_ends_with_its_reward_part_by_part()
    {
        string[] actions = Purchase(out Goal goal);
        File.WriteAllLines(_folder.File("actions.txt"), [.. actions, "lost"]);
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "play", "webshop", "--task", $"{Number}", "--actions", _folder.File("actions.txt"));

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Contains("> click[buy now]\n", outcome.Output, StringComparison.Ordinal);
        Assert.All(goal.Attributes, attribute => Assert.Matches($@"│ {attribute} +│ yes +│", outcome.Output));
        Assert.All(goal.Options, option => Assert.Matches($@"│ {option.Value} +│ yes +│ you chose {option.Value} ", outcome.Output));
        Assert.Contains("× 1.0 for the kind = 1.000", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Exactly what was asked for, in {actions.Length} steps.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poor_purchase_is_told_what_was_meant()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            "search[shoes]\nclick[nowhere]\n" + FirstAsin("shoes") + "\nbuy now\n", "play", "webshop", "--task", $"{Number}");

        Assert.Equal(0, outcome.Code);
        Purchase(out Goal goal);
        Assert.Contains($"Not quite: what was meant is {goal.Product.Asin}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_are_rows_of_json_which_end_with_the_purchase()
    {
        string[] actions = Purchase(out Goal goal);
        File.WriteAllLines(_folder.File("actions.txt"), ["click[nowhere]", .. actions, "lost"]);
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "play", "webshop", "--task", $"{Number}", "--actions", _folder.File("actions.txt"), "--json");
        JsonElement[] rows = [.. outcome.Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line))];

        Assert.Equal(Enumerable.Range(0, actions.Length + 2), rows.Select(row => row.GetProperty("step").GetInt32()));
        Assert.Equal(["click[nowhere]", .. actions], rows.Skip(1).Select(row => row.GetProperty("action").GetString()!));
        Assert.Contains(goal.Instruction, rows[0].GetProperty("observation").GetString(), StringComparison.Ordinal);
        Assert.Equal(["search[<your query>]"], rows[1].GetProperty("admissible_actions").EnumerateArray().Select(action => action.GetString()!));
        Assert.Equal([true, false], rows.Take(2).Select(row => row.GetProperty("valid").GetBoolean()));
        Assert.All(rows.SkipLast(1), row => Assert.Equal((0, 0, false, false), Earned(row)));
        Assert.Equal((10, 1, true, true), Earned(rows[^1]));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("151")]
    public async Task A_task_that_is_not_there_is_refused_in_a_line(string task)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync("quit\n", "play", "webshop", "--task", task);

        Assert.Equal(2, outcome.Code);
        Assert.Equal($"3spo: --task is {task}, but the panel webshop_synthetic_product_unseen has tasks 1 … 128.\n", outcome.Errors);
    }

    private static (double Reward, double Score, bool Done, bool Won) Earned(JsonElement row) => (
        row.GetProperty("reward").GetDouble(), row.GetProperty("score").GetDouble(), row.GetProperty("done").GetBoolean(), row.GetProperty("won").GetBoolean());

    /// <summary>What buys exactly what the task asks for.</summary>
    private static string[] Purchase(out Goal goal)
    {
        WebshopSnapshot now = Start();
        goal = now.Errand.Goal;
        string asin = Clickables.Lower(goal.Product.Asin);
        List<string> actions = [ShopAction.SearchFor(CandidateQueries.Searchable(goal.Instruction))];
        now = Next(now, actions[0]);
        while (now.Clickables.Find(asin) is null)
        {
            actions.Add("click[next >]");
            now = Next(now, actions[^1]);
        }

        return [.. actions, ShopAction.ClickOn(asin), .. goal.Options.Select(option => ShopAction.ClickOn(option.Value)), "click[buy now]"];
    }

    private static string FirstAsin(string words) => Next(Start(), ShopAction.SearchFor(words)).Parts.First(part => part.Kind is PartKind.Product).Text;

    private static WebshopSnapshot Next(WebshopSnapshot now, string action) => (WebshopSnapshot)WebshopWorld.Step(now, action).Next;

    private static WebshopSnapshot Start()
    {
        Playground shop = WebshopPlayground.Create(new WebshopSettings());
        return (WebshopSnapshot)((WebshopWorld)shop.World).Start(shop.Unseen.Tasks[Number - 1]);
    }
}

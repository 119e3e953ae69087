using System.Text.Json;
using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Cli;

/// <summary>The verbs with the shop, as a user runs them; budgets and catalogues are small.</summary>
public sealed class WebshopCommandTests : IDisposable
{
    private static readonly string[] Small = ["world=webshop", "products=200", "unseenGoals=20"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_repeats_byte_for_byte_goes_on_to_a_larger_budget_and_is_measured_as_it_says()
    {
        string[] words = ["train", .. Small, $"out={_folder.Path}"];
        Program3spo.Outcome whole = await Program3spo.RunAsync(null, [.. words, "actions=3000", "name=whole", "--json"]);
        Program3spo.Outcome part = await Program3spo.RunAsync(null, [.. words, "actions=1200", "name=parts"]);
        Program3spo.Outcome rest = await Program3spo.RunAsync(null, "train", _folder.File("parts"), "actions=3000");
        Program3spo.Outcome measured = await Program3spo.RunAsync(null, ["eval", .. Small, $"policy={_folder.File("whole")}", "--json"]);

        Assert.Equal((0, 0, 0, 0), (whole.Code, part.Code, rest.Code, measured.Code));
        Assert.Equal("", part.Errors + rest.Errors + measured.Errors);
        Assert.Equal(Policy("whole"), Policy("parts"));

        Assert.Contains("score before", rest.Output, StringComparison.Ordinal);
        Assert.Matches("panel webshop_synthetic_product_unseen, hash [0-9a-f]{12}; seed 1; temperature 0.4", rest.Output);
        Assert.Contains("world=webshop products=200 unseenGoals=20", part.Output, StringComparison.Ordinal);

        JsonElement said = JsonElement.Parse(whole.Output);
        JsonElement found = JsonElement.Parse(measured.Output);
        Assert.Equal(said.GetProperty("after").GetDouble(), found.GetProperty("success").GetDouble());
        Assert.Equal(said.GetProperty("taskScoreAfter").GetDouble(), found.GetProperty("taskScore").GetDouble());
        Assert.True(found.GetProperty("taskScore").GetDouble() > found.GetProperty("success").GetDouble());
        Assert.Equal(15, found.GetProperty("maxSteps").GetInt32());
    }

    [Fact]
    public async Task A_run_that_is_interrupted_ends_with_the_same_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        string[] words = ["train", .. Small, "actions=6000", $"out={_folder.Path}"];
        Program3spo.Outcome broken = await Program3spo.InterruptedAsync("measured after 0 actions", [.. words, "name=broken"]);
        Program3spo.Outcome ended = await Program3spo.RunAsync(null, [.. words, "name=broken"]);
        Program3spo.Outcome whole = await Program3spo.RunAsync(null, [.. words, "name=whole"]);

        Assert.True(broken.Code is 0 or 130, broken.Errors);
        Assert.Equal((0, 0), (ended.Code, whole.Code));
        Assert.Equal(Policy("whole"), Policy("broken"));
    }

    [Theory]
    [InlineData("webshop_synthetic_peer_unseen", "split=peer")]
    [InlineData("webshop_synthetic_shared_unseen", "split=shared")]
    [InlineData("webshop_human_product_unseen", "goals=human")]
    public async Task Every_split_and_peoples_goals_open(string panel, string word)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", "world=webshop", "unseenGoals=20", word, "--json");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Equal(panel, JsonElement.Parse(outcome.Output).GetProperty("panel").GetString());
    }

    [Fact]
    public async Task A_split_that_a_catalogue_is_too_small_for_is_refused_in_a_line()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", "world=webshop", "split=peer", "goals=human");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("beyond the first 500, but the catalogue makes 65 human goals", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_bundled_start_is_made_again_byte_for_byte()
    {
        using Stream bundled = typeof(WebshopPlayground).Assembly.GetManifestResourceStream("ThreeSpo.Worlds.Webshop.start.light")!;
        using var start = new MemoryStream();
        await bundled.CopyToAsync(start, TestContext.Current.CancellationToken);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "warmup", "world=webshop", "--unseen", "20", "--out", _folder.File("start.light"));

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Matches(@"The teacher solved \d\.\d % of 300 tasks", outcome.Output);
        Assert.Contains("train world=webshop policy=", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(start.ToArray(), File.ReadAllBytes(_folder.File("start.light")));
    }

    [Fact]
    public async Task A_catalogue_of_files_serves_every_verb_as_the_same_products_do_that_are_generated()
    {
        SyntheticFiles.Write(_folder.File("shop"), products: 200, seed: 7);
        string[] files = ["--catalogue", _folder.File("shop")];
        Program3spo.Outcome counted = await Program3spo.RunAsync(null, "data", "webshop", _folder.File("shop"));
        Program3spo.Outcome read = await Program3spo.RunAsync(null, ["eval", "world=webshop", "unseenGoals=20", $"index={_folder.File("shop.index")}", .. files, "--json"]);
        Program3spo.Outcome again = await Program3spo.RunAsync(null, ["eval", "world=webshop", "unseenGoals=20", $"index={_folder.File("shop.index")}", .. files, "--json"]);
        Program3spo.Outcome made = await Program3spo.RunAsync(null, ["eval", .. Small, "catalogueSeed=7", "--json"]);
        Program3spo.Outcome trained = await Program3spo.RunAsync(null, ["train", "world=webshop", "unseenGoals=20", "actions=300", $"out={_folder.Path}", .. files]);
        Program3spo.Outcome played = await Program3spo.RunAsync("quit\n", ["play", "webshop", .. files]);

        Assert.Equal((0, ""), (counted.Code, counted.Errors));
        Assert.Matches(@"all +200 ", counted.Output);
        Assert.Matches(@"damaged places +0", counted.Output);
        Assert.Equal((0, 0, 0), (made.Code, trained.Code, played.Code));
        Assert.Equal(made.Output, read.Output);
        Assert.Equal(made.Output, again.Output);
        Assert.True(File.Exists(_folder.File("shop.index")));
        Assert.Contains($"catalogue={_folder.File("shop")}", trained.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "world=webshop")]
    [InlineData("eval", "world=webshop")]
    [InlineData("play", "webshop")]
    [InlineData("warmup", "world=webshop")]
    public async Task A_damaged_catalogue_is_one_line_that_names_the_place(string verb, string word)
    {
        SyntheticFiles.Write(_folder.File("shop"), products: 60, seed: 7);
        string items = _folder.File($"shop/{SyntheticFiles.ItemsFile}");
        File.WriteAllText(items, File.ReadAllText(items)[..30_000]);

        Program3spo.Outcome outcome = await Program3spo.RunAsync("quit\n", verb, word, $"catalogue={_folder.File("shop")}");

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Matches($@"{SyntheticFiles.ItemsFile}, product \d+, after byte \d+: .*3spo data webshop PATH", outcome.Errors);
        Assert.DoesNotContain("..", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_verb_of_a_verb_that_lacks_an_argument_names_its_own_help()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "data", "webshop");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("See: 3spo data webshop --help", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_as_the_index_is_refused()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["eval", .. Small, $"index={_folder.Path}"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("is a folder. Name a file in it", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_shows_what_is_asked_for_which_pages_leave_out()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["play", "--watch", .. Small, "--task", "2"]);

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Matches(@"\n\nFind me .*\n\n'Search'\n\n> search\[", outcome.Output);
    }

    private byte[] Policy(string run) => File.ReadAllBytes(_folder.File($"{run}/policy.light"));
}

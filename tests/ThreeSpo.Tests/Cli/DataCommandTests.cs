using System.Text.Json;
using ThreeSpo.Tests.Worlds.Webshop;

namespace ThreeSpo.Tests.Cli;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_catalogue_is_counted_in_a_terminals_width()
    {
        WrittenShop.Write(_folder.Path);
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "data", "webshop", _folder.Path);

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.All(outcome.Output.Split('\n').Skip(1), line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(@"garden +1 +1 +1 +1 +0", outcome.Output);
        Assert.Matches(@"all +3 +2 +1 +1 +1", outcome.Output);
        Assert.Matches(@"left out +asin nan: 1, too long: 1, repeated: 1", outcome.Output);
        Assert.Matches(@"damaged places +0", outcome.Output);
    }

    [Fact]
    public async Task A_damaged_catalogue_is_counted_every_place_is_named_and_no_panels_are_made()
    {
        WrittenShop.Write(_folder.Path, WrittenShop.Items.Replace("\"$12.99\"", "\"\\u001b[2J12\"", StringComparison.Ordinal), people: "{");
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "data", "webshop", _folder.Path, "--panels", _folder.File("panels"));
        string[] errors = outcome.Errors.TrimEnd().Split('\n');

        Assert.Equal(2, outcome.Code);
        Assert.Contains("items_shuffle.json, product 1 ('B000000001'): found the price '?[2J12'", errors[0], StringComparison.Ordinal);
        Assert.Contains("items_human_ins.json, entry 1, after byte ", errors[1], StringComparison.Ordinal);
        Assert.Contains("no panels were made", errors[^1], StringComparison.Ordinal);
        Assert.Matches(@"damaged places +2", outcome.Output);
        Assert.False(Directory.Exists(_folder.File("panels")));
    }

    [Fact]
    public async Task Panels_are_written_whole_with_their_hashes_and_never_over_others()
    {
        string items = string.Join(',', Enumerable.Range(0, 60).Select(i =>
            $$"""{"asin": "B{{i}}", "name": "n", "product_category": "c", "category": "garden", "query": "q"}"""));
        string attributes = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""" "B{{i}}": {"instruction": "find {{i}}", "instruction_attributes": ["a"]}""""));
        WrittenShop.Write(_folder.Path, $"[{items}]", $"{{{attributes}}}", people: null);
        string[] arguments = ["data", "webshop", _folder.Path, "--panels", _folder.File("panels"), "--seed", "5", "--json"];

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, arguments);
        JsonElement[] panels = [.. JsonElement.Parse(outcome.Output).GetProperty("panels").EnumerateArray()];

        Assert.Equal(0, outcome.Code);
        Assert.Contains("peer split", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["webshop_synthetic_product_train", "webshop_synthetic_product_unseen", "webshop_synthetic_shared_train", "webshop_synthetic_shared_unseen"],
            panels.Select(panel => panel.GetProperty("name").GetString()));
        foreach (JsonElement panel in panels)
        {
            JsonElement[] lines = [.. File.ReadLines(Path.Combine(_folder.File("panels"), panel.GetProperty("file").GetString()!)).Select(line => JsonElement.Parse(line))];
            Assert.Equal(panel.GetProperty("hash").GetString(), lines[0].GetProperty("hash").GetString());
            Assert.Equal(panel.GetProperty("tasks").GetInt32(), lines.Length - 1);
            Assert.StartsWith("synthetic/5/", lines[1].GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal(16, lines[1].GetProperty("fingerprint").GetString()!.Length);
        }

        Program3spo.Outcome again = await Program3spo.RunAsync(null, arguments);
        Assert.Equal(2, again.Code);
        Assert.Contains("--force", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "-1")]
    [InlineData("--unseen", "0")]
    [InlineData("--most", "0")]
    public async Task Numbers_out_of_range_are_refused(string option, string value)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "data", "webshop", _folder.Path, option, value);
        Assert.Equal(2, outcome.Code);
        Assert.Contains($"{option} is {value}", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_catalogue_is_refused_in_a_line()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "data", "webshop", _folder.Path);
        Assert.Equal(2, outcome.Code);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }
}

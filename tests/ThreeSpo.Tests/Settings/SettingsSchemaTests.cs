using System.Text.Json.Nodes;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(SettingsPage.Schema())!;
    private static readonly SmallSchema Editor = new(Schema);

    public static TheoryData<string> PresetNames => [.. Presets.Names];

    [Fact]
    public void The_schema_in_the_docs_is_up_to_date()
    {
        const string again = "dotnet run -c Release --project src/ThreeSpo.Cli -- explain settings --schema > docs/settings.schema.json";
        string path = Path.Combine(GoldenFolder.Root, "docs/settings.schema.json");

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == SettingsPage.Schema(),
            $"docs/settings.schema.json is not the schema of the settings as they are now. Write it again with: {again}");
    }

    [Fact]
    public void A_setting_is_described_with_its_type_its_bounds_and_its_default()
    {
        Assert.Equal(
            """{"description":"clip range of the probability ratio","type":["number","string"],"minimum":0,"maximum":10,"pattern":"^[0-9][0-9_]*(\\.[0-9][0-9_]*)?([eE][\u002B-]?[0-9]\u002B)?$","default":0.2}""",
            Schema["properties"]!["clip"]!.ToJsonString());
        Assert.Equal(
            """{"description":"what an update maximises","type":"string","enum":["clipped","reinforce","dpo","cispo"],"default":"clipped"}""",
            Schema["properties"]!["objective"]!.ToJsonString().Replace("3.9 ", "", StringComparison.Ordinal));
        Assert.Equal(Presets.Names, Schema["properties"]!["preset"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public void Every_setting_is_described_and_its_default_is_allowed() =>
        Assert.All(SettingsSource.NewSheet().All, setting =>
        {
            Assert.Equal(setting.Description, Schema["properties"]![setting.Key]!["description"]!.GetValue<string>());
            Assert.True(Editor.Allows(new JsonObject { [setting.Key] = setting.Json(setting.Default) }), setting.Key);
            Assert.True(Editor.Allows(new JsonObject { [setting.Key] = setting.Default }), $"{setting.Key} in quotes");
        });

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Every_preset_is_a_file_that_the_schema_allows(string name)
    {
        string starting = StartingFile.Of(SettingsSource.Read([$"preset={name}", "policy=tiny"]), "./settings.schema.json");
        JsonNode file = JsonNode.Parse(starting, documentOptions: new() { AllowTrailingCommas = true, CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;

        Assert.True(Editor.Allows(file.AsObject()));
    }

    [Theory]
    [InlineData("""{ "seed": 3 }""", true)]
    [InlineData("""{ "seed": "3" }""", true)]
    [InlineData("""{ "actions": "300_000" }""", true)]
    [InlineData("""{ "actions": "3e5", "clip": "2e-1" }""", true)]
    [InlineData("""{ "actions": 3e5 }""", true)]
    [InlineData("""{ "indicatorInReward": true }""", true)]
    [InlineData("""{ "indicatorInReward": "false" }""", true)]
    [InlineData("""{ "$schema": "x", "$program": { "any": [1] } }""", true)]
    [InlineData("""{ "name": "7" }""", true)]
    [InlineData("""{ "preset": "paper" }""", true)]
    [InlineData("""{ "name": 7 }""", false)]
    [InlineData("""{ "preset": "papr" }""", false)]
    [InlineData("""{ "preset": 1 }""", false)]
    [InlineData("""{ "world": "alfwrld" }""", false)]
    [InlineData("""{ "maxSteps": 0 }""", false)]
    [InlineData("""{ "maxSteps": 2.5 }""", false)]
    [InlineData("""{ "maxSteps": true }""", false)]
    [InlineData("""{ "maxSteps": "many" }""", false)]
    [InlineData("""{ "clip": "-1" }""", false)]
    [InlineData("""{ "clip": 10.5 }""", false)]
    [InlineData("""{ "clip": null }""", false)]
    [InlineData("""{ "cut": "perhaps" }""", false)]
    [InlineData("""{ "cut": 0 }""", false)]
    [InlineData("""{ "indicatorInReward": 1 }""", false)]
    [InlineData("""{ "indicatorInReward": "yes" }""", false)]
    [InlineData("""{ "sed": 3 }""", false)]
    public void What_the_schema_says_the_reader_says_too(string json, bool allowed)
    {
        using var folder = new Cli.TemporaryFolder();
        File.WriteAllText(folder.File("mine.json"), json);

        Assert.Equal(allowed, Editor.Allows(JsonNode.Parse(json)!.AsObject()));
        Assert.Equal(allowed, Record.Exception(() => SettingsSource.Read([folder.File("mine.json")])) is null);
    }
}

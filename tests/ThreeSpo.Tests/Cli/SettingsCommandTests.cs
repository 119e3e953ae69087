using System.Text.Json;
using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Tests.Cli;

/// <summary>3spo explain settings and 3spo init, as a user runs them.</summary>
public sealed class SettingsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("preset=paper", "seed=3")]
    [InlineData("preset=grpo", "policy=tiny", "topP=0.9", "clip=1e-7")]
    public async Task A_starting_file_gives_the_settings_that_it_was_made_with(params string[] words)
    {
        string file = _folder.File("new/mine.json");
        Program3spo.Outcome made = await Program3spo.RunAsync(null, ["init", file, .. words]);
        Program3spo.Outcome read = await Program3spo.RunAsync(null, "explain", "settings", file, "--json");
        Program3spo.Outcome asked = await Program3spo.RunAsync(null, ["explain", "settings", .. words, "--json"]);

        Assert.Equal((0, ""), (made.Code, made.Errors));
        Assert.Contains($"train {file}", made.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (read.Code, read.Errors));
        Assert.Equal(asked.Output, read.Output);
        Assert.False(File.Exists(_folder.File("new/settings.schema.json")));
    }

    [Fact]
    public async Task A_starting_file_says_what_every_key_is_and_names_the_schema_beside_it()
    {
        string file = _folder.File("mine.json");
        Program3spo.Outcome made = await Program3spo.RunAsync(null, "init", file, "--schema");
        Program3spo.Outcome another = await Program3spo.RunAsync(null, "init", _folder.File("other.json"), "--schema");

        Assert.Equal((0, 0), (made.Code, another.Code));
        Assert.Equal(SettingsPage.Schema(), File.ReadAllText(_folder.File("settings.schema.json")));
        string text = File.ReadAllText(file);
        Assert.StartsWith("{\n  \"$schema\": \"./settings.schema.json\",\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  // 3.9 what an update maximises: clipped | reinforce | dpo | cispo\n  \"objective\": \"clipped\",\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  // clip range of the probability ratio: 0 … 10\n  \"clip\": 0.2,\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("there.json")]
    [InlineData("new.json", "--schema")]
    public async Task Nothing_is_written_over(params string[] words)
    {
        File.WriteAllText(_folder.File("there.json"), "mine");
        File.WriteAllText(_folder.File("settings.schema.json"), "mine");
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["init", _folder.File(words[0]), .. words[1..]]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("exists already", Assert.Single(outcome.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(("mine", "mine"), (File.ReadAllText(_folder.File("there.json")), File.ReadAllText(_folder.File("settings.schema.json"))));
        Assert.False(File.Exists(_folder.File("new.json")));
    }

    [Theory]
    [InlineData("mine.txt", "must end in .json")]
    [InlineData("seed=3.json", "hold no '='")]
    [InlineData("mine.json", "must lie in", "maxSteps=0")]
    public async Task A_mistake_is_one_clear_line_and_writes_nothing(string file, string expected, params string[] words)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["init", _folder.File(file), .. words]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, Assert.Single(outcome.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Settings_are_explained_in_columns_that_fit_a_terminal()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "explain", "settings", "preset=paper");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Contains("\npreset             = paper             [command line]\n", "\n" + outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\nalpha              = 50                [preset paper]\n    α: how fast known states lose their score: 0 … 1000000\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\nHow the policy learns\n\n", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task The_schema_is_printed_alone()
    {
        Program3spo.Outcome schema = await Program3spo.RunAsync(null, "explain", "settings", "--schema");
        Program3spo.Outcome both = await Program3spo.RunAsync(null, "explain", "settings", "--schema", "seed=3");

        Assert.Equal((0, SettingsPage.Schema()), (schema.Code, schema.Output));
        Assert.Equal(2, both.Code);
    }

    [Fact]
    public async Task A_choice_that_nothing_looks_at_is_noted_and_changes_no_exit_code()
    {
        File.WriteAllText(_folder.File("mine.json"), """{ "dpoBeta": 0.3 }""");
        string[] words = ["archiveProbability=0.3", _folder.File("mine.json")];
        Program3spo.Outcome explained = await Program3spo.RunAsync(null, ["explain", "settings", "--json", .. words]);
        Program3spo.Outcome trained = await Program3spo.RunAsync(null, ["train", "world=corridor", "actions=50", "--json", $"out={_folder.Path}", .. words]);

        Assert.Equal((0, 0), (explained.Code, trained.Code));
        Assert.Equal(
            $"""
            3spo: note: archiveProbability (command line) has no effect here; it needs goBack=archive.
            3spo: note: dpoBeta ({_folder.File("mine.json")}) has no effect here; it needs objective=dpo.

            """.ReplaceLineEndings(),
            explained.Errors);
        Assert.StartsWith(explained.Errors, trained.Errors, StringComparison.Ordinal);
        Assert.Equal("0.3", JsonDocument.Parse(explained.Output).RootElement.GetProperty("dpoBeta").GetString());
    }
}

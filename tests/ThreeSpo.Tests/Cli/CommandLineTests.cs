using System.Text.Json;
using ThreeSpo.Tests.Worlds.Alfworld;

namespace ThreeSpo.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Training_ends_with_a_table_and_a_run_folder_and_repeats_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["train", "actions=2000", "unseenGames=12", "trainGames=20", $"out={folder.Path}"];
        Program3spo.Outcome first = await Program3spo.RunAsync(null, [.. words, "name=a"]);
        Program3spo.Outcome second = await Program3spo.RunAsync(null, [.. words, "name=b", "--json"]);

        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Contains("before", first.Output, StringComparison.Ordinal);
        Assert.Matches("panel generated unseen 12, hash [0-9a-f]{12}; seed 1; temperature 0.4", first.Output);
        Assert.Equal(0, second.Code);
        Assert.Equal(File.ReadAllBytes(folder.File("a/policy.light")), File.ReadAllBytes(folder.File("b/policy.light")));
        Assert.Equal(
            JsonDocument.Parse(second.Output).RootElement.GetProperty("after").GetDouble(),
            JsonDocument.Parse(File.ReadAllText(folder.File("a/result.json"))).RootElement.GetProperty("after").GetDouble());

        Program3spo.Outcome measured = await Program3spo.RunAsync(null, "eval", $"policy={folder.File("a")}", "unseenGames=12", "--json");
        JsonElement report = JsonDocument.Parse(measured.Output).RootElement;
        Assert.Equal(12, report.GetProperty("tasks").GetInt32());
        Assert.Equal(
            JsonDocument.Parse(second.Output).RootElement.GetProperty("after").GetDouble(), report.GetProperty("success").GetDouble());
    }

    [Theory]
    [InlineData("sed=3", "Did you mean 'seed'?")]
    [InlineData("alpha=-1", "must lie in 0")]
    [InlineData("seed=NaN", "must be")]
    [InlineData("preset=papr", "Did you mean 'paper'?")]
    [InlineData("world=alfwrld", "must be one of alfworld | webshop | corridor")]
    [InlineData("policy=nowhere", "no policy at 'nowhere'")]
    [InlineData("games=nowhere", "nowhere")]
    [InlineData("games=,", "names no games")]
    [InlineData("missing.json", "No settings file")]
    [InlineData("nonsense", "neither key=value")]
    public async Task A_mistake_is_one_clear_line_and_exit_code_2(string word, string expected)
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "train", word, $"out={folder.Path}");

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_clear_line()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "train", "world=corridor", "out=/proc/nowhere");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("Choose another place with out=FOLDER", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_interrupted_run_is_saved_and_says_how_to_go_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.InterruptedAsync(
            "measured after 0 actions", "train", "actions=1e9", "trainGames=20", "unseenGames=6", $"out={folder.Path}", "name=a");

        Assert.Equal(130, outcome.Code);
        Assert.Contains("Go on with", outcome.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateDirectories(folder.File("a/checkpoints")));
        Assert.False(File.Exists(folder.File("a/result.json")));
        Assert.Equal(0, (await Program3spo.RunAsync(null, "eval", $"policy={folder.File("a")}", "unseenGames=6")).Code);
    }

    [Fact]
    public async Task A_recorded_game_is_played_through_the_command_line_as_it_was_recorded()
    {
        using var folder = new TemporaryFolder();
        AlfworldGolden.Recorded[] episode = [.. FirstEpisode()];
        File.WriteAllText(folder.File("actions.txt"), string.Concat(episode.Skip(1).Select(step => step.Action + "\n")));
        AlfworldGolden.Extract(episode[0].Game, folder.File("game.tw-pddl"));

        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "play", "alfworld", "--game", folder.File("game.tw-pddl"), "--actions", folder.File("actions.txt"), "--json");

        string[] lines = outcome.Output.TrimEnd().Split('\n');
        Assert.Equal(episode.Length, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            AlfworldGolden.Recorded played = JsonSerializer.Deserialize<AlfworldGolden.Recorded>(lines[i])!;
            AlfworldGolden.Recorded recorded = episode[i];
            Assert.Equal(recorded.AdmissibleCommands, played.AdmissibleCommands);
            Assert.Equal(
                (recorded.Step, recorded.Action, recorded.Observation, recorded.Reward, recorded.Done, recorded.Won),
                (played.Step, played.Action, played.Observation, played.Reward, played.Done, played.Won));
        }
    }

    [Fact]
    public async Task Playing_in_a_pipe_lists_undoes_and_quits()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync("?\nlook\nundo\nundo\nquit\n", "play", "alfworld");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("-= Welcome to TextWorld, ALFRED! =-", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("  inventory\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Back at step 0", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("This is the start.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_score_is_explained_with_the_papers_formula()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "explain", "score", "visits=10", "successes=2", "t=100", "alpha=1", "--json");
        JsonElement figures = JsonDocument.Parse(outcome.Output).RootElement;

        // By hand: exp(−ln 100 · 0.2) = 100^−0.2 = 0.3981, ⌈8 · 0.3981⌉ = 4.
        Assert.Equal(0.3981, figures.GetProperty("score").GetDouble(), 4);
        Assert.Equal(4, figures.GetProperty("width").GetInt32());
    }

    [Theory]
    [InlineData("must lie in 50", "play", "webshop", "products=49")]
    [InlineData("makes 65 human goals", "play", "webshop", "goals=human", "split=peer")]
    [InlineData("leaves none of them to the unseen panel", "play", "webshop", "goals=human", "products=50")]
    [InlineData("no file or folder ''", "play", "webshop", "catalogue=")]
    [InlineData("takes 501 goals at a time", "warmup", "world=webshop", "split=peer", "--tasks", "1", "--unseen", "501")]
    public async Task A_shop_that_cannot_be_opened_is_said_so_in_one_line_before_anything_is_done(string expected, params string[] words)
    {
        using var folder = new TemporaryFolder();
        string[] where = words[0] == "warmup" ? ["--out", folder.File("start.light")] : [];
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, [.. words, .. where]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, Assert.Single(outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("play")]
    [InlineData("play", "alfworld")]
    [InlineData("warmup")]
    [InlineData("doctor")]
    [InlineData("bench")]
    [InlineData("bench", "policy")]
    [InlineData("policy", "logits")]
    [InlineData("explain")]
    [InlineData("explain", "score")]
    [InlineData("explain", "settings")]
    [InlineData("init")]
    public async Task Every_verbs_help_shows_an_example(params string[] verb)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, [.. verb, "--help"]);

        Assert.Equal(0, outcome.Code);
        Assert.Matches($"Examples?:\\s+3spo {verb[0]}", outcome.Output);
    }

    private static IEnumerable<AlfworldGolden.Recorded> FirstEpisode()
    {
        bool begun = false;
        foreach (AlfworldGolden.Recorded step in AlfworldGolden.Steps())
        {
            if (begun && step.Action is null)
                yield break;

            begun = true;
            yield return step;
        }
    }
}

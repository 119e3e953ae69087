using System.Text.Json;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Cli;

/// <summary>The verbs with a language model, as a user runs them; budgets are tiny.</summary>
public sealed class LanguageModelCommandTests
{
    private static readonly string[] Few =
        ["policy=tiny", "unseenGames=6", "trainGames=12", "trees=2", "treeTrajectories=2", "treeActions=12", "maxSteps=6", "actions=40", "updateEvery=2"];

    public LanguageModelCommandTests() => RecordedModel.RequireTorch();

    [Fact]
    public async Task Training_repeats_byte_for_byte_and_what_it_saves_can_be_measured_and_gone_on_from()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["train", .. Few, "preset=steps", "klWeight=0.01", $"out={folder.Path}"];
        Program3spo.Outcome first = await Program3spo.RunAsync(null, [.. words, "name=a", "--json"]);
        Program3spo.Outcome second = await Program3spo.RunAsync(null, [.. words, "name=b"]);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(File.ReadAllBytes(folder.File("a/policy/model.safetensors")), File.ReadAllBytes(folder.File("b/policy/model.safetensors")));
        JsonElement result = JsonDocument.Parse(first.Output).RootElement;
        Assert.True(result.GetProperty("promptTokens").GetInt64() > 40 * 10);
        Assert.True(result.GetProperty("learnedTokens").GetInt64() > 0);
        Assert.Contains("tokens learned from", second.Output, StringComparison.Ordinal);

        Program3spo.Outcome measured = await Program3spo.RunAsync(null, "eval", $"policy={folder.File("a")}", "unseenGames=6", "maxSteps=6", "--json");
        Assert.Equal((0, ""), (measured.Code, measured.Errors));
        Assert.Equal(result.GetProperty("after").GetDouble(), JsonDocument.Parse(measured.Output).RootElement.GetProperty("success").GetDouble());
        Assert.Equal(0, (await Program3spo.RunAsync(null, ["train", .. Few, $"policy={folder.File("a")}", $"out={folder.Path}", "name=c"])).Code);
    }

    [Theory]
    [InlineData("grpo")]
    [InlineData("paper")]
    public async Task Every_kind_of_method_trains_it(string preset)
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["train", .. Few, $"preset={preset}", $"out={folder.Path}", "--json"]);

        Assert.Equal(0, outcome.Code);
        Assert.True(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("actions").GetInt64() >= 40);
    }

    [Fact]
    public async Task Free_answers_to_a_reasoning_prompt_are_read_and_mostly_not_valid()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, ["train", .. Few, "prompt=reasoning", "decoding=free", "answerTokens=24", "invalidPenalty=0.1", "topP=0.9", "topK=50", $"out={folder.Path}", "--json"]);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("learned with prompts 'alfworld-compact/1/2'", outcome.Errors, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("invalid").GetInt64() > 20);
    }

    [Fact]
    public async Task Free_answers_with_stop_texts_are_measured_and_watched_without_any_constraint()
    {
        string[] free = ["policy=tiny", "prompt=reasoning", "decoding=free", "answerTokens=16", "stop=</action>|</think>", "maxSteps=3"];
        Program3spo.Outcome measured = await Program3spo.RunAsync(null, ["eval", .. free, "unseenGames=6", "--json"]);
        Program3spo.Outcome watched = await Program3spo.RunAsync(null, ["play", "--watch", .. free]);

        Assert.Equal((0, 0), (measured.Code, watched.Code));
        Assert.Equal(0, JsonDocument.Parse(measured.Output).RootElement.GetProperty("faults").GetInt32());
        Assert.Contains("badly formed", watched.Output, StringComparison.Ordinal);
        Assert.Contains("(cut at the limit)", watched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_that_outgrow_the_model_break_off_their_episodes_and_not_the_run()
    {
        using var folder = new TemporaryFolder();
        RoomyTiny.Write(folder, positions: 180);
        string[] words = ["train", .. Few, $"policy={folder.Path}", "promptHistory=6", $"out={folder.Path}"];

        Program3spo.Outcome run = await Program3spo.RunAsync(null, [.. words, "--json"]);
        Program3spo.Outcome hopeless = await Program3spo.RunAsync(null, [.. words, "decoding=free", "answerTokens=440"]);

        Assert.Equal(0, run.Code);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(result.GetProperty("faults").GetInt64() > 0);
        Assert.Contains("but the model takes 180", result.GetProperty("firstFault").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, hopeless.Code);
        Assert.Contains("Lower promptHistory, answerTokens", hopeless.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundled_model_starts_low_and_is_small()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", "policy=tiny", "unseenGames=60", "--json");

        Assert.InRange(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("success").GetDouble(), 0.01, 0.35);
        long bytes = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "tiny")).Sum(file => new FileInfo(file).Length);
        Assert.InRange(bytes, 1 << 20, 8 << 20);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("start")]
    public async Task A_policy_can_be_watched(string policy)
    {
        string[] shown = policy == "tiny" ? ["--prompts"] : [];
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["play", "--watch", $"policy={policy}", "maxSteps=4", "--task", "2", .. shown]);

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Contains("-= Welcome to TextWorld, ALFRED! =-", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n> [a-z0-9 ]+   \(\d+ ?%\)\n", outcome.Output);
        Assert.Contains("after 4 steps", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(policy == "tiny", outcome.Output.Contains("| Task: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_corridor_can_be_walked_by_a_language_model_too()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["train", .. Few, "world=corridor", $"out={folder.Path}", "--json"]);

        Assert.Equal(0, outcome.Code);
    }

    [Fact]
    public async Task The_doctor_says_what_was_found()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "doctor", "--json");
        JsonElement found = JsonDocument.Parse(outcome.Output).RootElement;

        Assert.Equal(0, outcome.Code);
        Assert.True(found.GetProperty("tinyParameters").GetInt64() > 100_000);
        Assert.True(Directory.Exists(found.GetProperty("libtorchFolder").GetString()));
    }

    [Fact]
    public async Task A_warm_up_makes_a_model_from_nothing_that_trains()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome made = await Program3spo.RunAsync(null, "warmup", "policy=tiny", "--games", "4", "--out", folder.File("new"), "--unseen", "6");

        Assert.Equal((0, ""), (made.Code, made.Errors));
        Assert.Contains("imitating the imperfect teacher", made.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Program3spo.RunAsync(null, ["train", .. Few, $"policy={folder.File("new")}", $"out={folder.Path}"])).Code);
    }

    [Theory]
    [InlineData("warmup", "policy=huge", "policy=start")]
    [InlineData("warmup", "polic=tiny", "Did you mean 'policy'?")]
    [InlineData("play", "policy=tiny", "--watch")]
    public async Task A_mistake_is_one_clear_line_and_exit_code_2(string verb, string word, string expected)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, verb, word);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_damaged_model_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "tiny")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        using (FileStream weights = File.OpenWrite(folder.File("model.safetensors")))
            weights.SetLength(1000);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", $"policy={folder.Path}");

        Assert.Equal(2, outcome.Code);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Contains("model.safetensors", outcome.Errors, StringComparison.Ordinal);
    }
}

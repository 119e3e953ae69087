using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Security.Readers;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Tests.Worlds.Alfworld;
using ThreeSpo.Torch;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Security;

/// <summary>What files and models say, on a terminal: it is shown, and steers nothing.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("put it \u001b[2J away.")]
    [InlineData("put it \u009b31m away.")]
    public void A_game_whose_task_steers_a_terminal_is_refused(string sentence)
    {
        GameFacts facts = TinyGame.Facts();
        GameFormatException fault = Assert.Throws<GameFormatException>(() => new AlfworldGame(facts with { Goal = facts.Goal with { Sentence = sentence } }));
        Assert.Contains("control characters", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_turns_letters_around_is_shown_without_that_and_kept_in_the_world()
    {
        GameFacts facts = TinyGame.Facts();
        File.WriteAllBytes(_folder.File("game.tw-pddl"), WrittenGame.Shipped(facts with { Goal = facts.Goal with { Sentence = "heat \u202eelppa\u202c." } }));

        Program3spo.Outcome outcome = await Program3spo.RunAsync("look\nquit\n", "play", "alfworld", "--game", _folder.File("game.tw-pddl"));

        Assert.Contains("Your task is to: heat ?elppa?.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("heat \u202eelppa", AlfworldWorld.Start(GameFiles.Load(_folder.File("game.tw-pddl"))[0]).Observation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_from_a_file_are_shown_without_what_steers_a_terminal()
    {
        File.WriteAllText(_folder.File("actions.txt"), "\u001b]0;owned\u0007look\n");

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "play", "alfworld", "--actions", _folder.File("actions.txt"));

        Assert.Contains("?]0;owned?look", outcome.Output, StringComparison.Ordinal);
        SteersNothing(outcome);
    }

    [Fact]
    public async Task A_model_that_writes_control_characters_is_shown_without_them()
    {
        // With random weights every byte is about as likely as any other, those that steer terminals included.
        using (LanguageModel model = SmallModel.Create())
            model.Save(_folder.Path, "talk/1");

        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "play", "--watch", "--prompts", $"policy={_folder.Path}", "world=corridor", "decoding=free", "evalTemperature=1", "answerTokens=64", "maxSteps=3", "device=cpu");

        Assert.Equal((0, true), (outcome.Code, outcome.Output.Length > 1000));
        Assert.Contains('?', outcome.Output);
        SteersNothing(outcome);
    }

    [Fact]
    public async Task The_name_of_prompts_beside_a_model_cannot_steer_a_terminal()
    {
        using (LanguageModel model = SmallModel.Create(layers: 1))
            model.Save(_folder.Path, "talk/1");
        File.WriteAllText(_folder.File("3spo.json"), JsonSerializer.Serialize(new { prompts = "\u001b[2J\n3spo: all is well" }));

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", $"policy={_folder.Path}", "world=corridor", "device=cpu");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("names the prompts '?[2J 3spo: all is well'", outcome.Errors, StringComparison.Ordinal);
        IsOneLine(outcome);
    }

    [Fact]
    public async Task A_light_policy_of_a_hostile_name_is_refused_in_one_line()
    {
        byte[] name = Encoding.UTF8.GetBytes("\u001b[2J\n" + new string('x', 100_000));
        byte[] body = [.. "3SPO-LIGHT-1\n"u8, .. BitConverter.GetBytes(name.Length), .. name, 0, 0, 0, 0];
        File.WriteAllBytes(_folder.File("a.light"), [.. body, .. SHA256.HashData(body)]);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", $"policy={_folder.File("a.light")}", "unseenGames=1");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("made for features '?[2J xxx", outcome.Errors, StringComparison.Ordinal);
        IsOneLine(outcome);
    }

    [Theory]
    [InlineData("{\"\\ud800\": 1}", "no Unicode")]
    [InlineData("{\"seed\": \"\\udc00\"}", "no Unicode")]
    [InlineData("{\"seed\": \"\\u001b[2J\"}", "holds the text '?[2J'")]
    [InlineData("{\"\\u001b[2J\\n\": 1}", "holds the text '?[2J '")]
    [InlineData("{\"out\": \"a\\u0000b\"}", "holds the text 'a?b'")]
    public async Task A_hostile_settings_file_is_refused_in_one_line(string json, string because)
    {
        File.WriteAllText(_folder.File("mine.json"), json);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "train", _folder.File("mine.json"));

        Assert.Equal(2, outcome.Code);
        Assert.Contains(because, outcome.Errors, StringComparison.Ordinal);
        IsOneLine(outcome);
    }

    [Fact]
    public async Task Arguments_are_complained_of_without_what_steers_a_terminal()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", "policy=\u001b[2Jnowhere\u202e", "world=corridor");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("no policy at '?[2Jnowhere?'", outcome.Errors, StringComparison.Ordinal);
        IsOneLine(outcome);
    }

    private static void IsOneLine(Program3spo.Outcome outcome)
    {
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.InRange(outcome.Errors.Length, 20, 2100);
        SteersNothing(outcome);
    }

    private static void SteersNothing(Program3spo.Outcome outcome) =>
        Assert.DoesNotContain(outcome.Output + outcome.Errors, letter => (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is '\u202E');
}

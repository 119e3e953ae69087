using System.Diagnostics;
using System.Text.Json;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Cli;

/// <summary>3spo policy chat, as a user or a pipe talks to it.</summary>
public sealed class PolicyChatCommandTests
{
    private const string Lines = "Task: put a mug in cabinet 1.\ngo to cabinet 1\n";

    public PolicyChatCommandTests() => RecordedModel.RequireTorch();

    [Fact]
    public async Task The_same_seed_and_lines_print_the_same_bytes_and_another_seed_others()
    {
        string[] words = ["policy", "chat", "tiny", "--max-tokens", "40", "--temperature", "1"];
        Program3spo.Outcome first = await Program3spo.RunAsync(Lines, [.. words, "--seed", "7"]);
        Program3spo.Outcome second = await Program3spo.RunAsync(Lines, [.. words, "--seed", "7"]);
        Program3spo.Outcome other = await Program3spo.RunAsync(Lines, [.. words, "--seed", "8"]);

        Assert.Equal((0, 0), (first.Code, other.Code));
        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, other.Output);
        Assert.Equal(2, first.Errors.TrimEnd().Split('\n').Count(line => line.Contains("tokens/s", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Answers_as_json_say_what_was_asked_and_how_they_ended()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(Lines, "policy", "chat", "tiny", "--max-tokens", "3", "--temperature", "0", "--system", "Be brief.", "--json");
        JsonElement[] answers = [.. outcome.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(0, outcome.Code);
        Assert.Equal(Lines.TrimEnd().Split('\n'), answers.Select(answer => answer.GetProperty("question").GetString()));
        Assert.All(answers, answer => Assert.InRange(answer.GetProperty("tokens").GetInt32(), 0, 3));
        Assert.All(answers, answer => Assert.Matches("^(turn|limit)$", answer.GetProperty("end").GetString()));
        Assert.True(answers[1].GetProperty("promptTokens").GetInt32() > answers[0].GetProperty("promptTokens").GetInt32());
    }

    [Fact]
    public async Task A_new_conversation_forgets_and_a_raw_one_never_remembers()
    {
        string[] words = ["policy", "chat", "tiny", "--max-tokens", "5", "--json"];
        int[] anew = Prompts(await Program3spo.RunAsync("hello\n/new\nhello\n", words));
        int[] raw = Prompts(await Program3spo.RunAsync("hello\nhello\n", [.. words, "--raw"]));

        Assert.Equal(anew[0], anew[1]);
        Assert.Equal(raw[0], raw[1]);
        Assert.True(raw[0] < anew[0]);
    }

    [Fact]
    public async Task One_text_is_answered_and_that_is_all()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "chat", "tiny", "--max-tokens", "5", "--once", "hello");

        Assert.Equal(0, outcome.Code);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.EndsWith("\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_the_answer_and_not_the_conversation()
    {
        // Its likeliest word after a row of mugs is one more mug, and with room for so many nothing but the signal ends the answer.
        using var folder = new TemporaryFolder();
        RoomyTiny.Write(folder, positions: 40_000);
        using Process process = Program3spo.Start(["policy", "chat", folder.Path, "--max-tokens", "30000", "--temperature", "0", "--raw"]);
        await process.StandardInput.WriteLineAsync("mug mug mug mug mug");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        char[] first = new char[1];
        Assert.Equal(1, await process.StandardOutput.ReadAsync(first, TestContext.Current.CancellationToken));
        Program3spo.Signal(process, "INT");
        string? stopped = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        Program3spo.Outcome outcome = await Program3spo.EndAsync(process);

        Assert.EndsWith("stopped", stopped, StringComparison.Ordinal);
        Assert.Equal(0, outcome.Code);
    }

    [Theory]
    [InlineData("nowhere", "--json", "true", "There is no language model in 'nowhere'")]
    [InlineData("start", "--json", "true", "There is no language model in 'start'")]
    [InlineData("tiny", "--temperature", "-1", "--temperature is -1")]
    [InlineData("tiny", "--max-tokens", "0", "--max-tokens is 0")]
    [InlineData("tiny", "--max-tokens", "many", "many")]
    public async Task A_mistake_is_one_clear_line_and_exit_code_2(string folder, string option, string value, string expected)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync("hello\n", "policy", "chat", folder, option, value);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task A_conversation_that_no_longer_fits_is_one_clear_line()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(string.Concat(Enumerable.Repeat("mug ", 60_000)) + "\n", "policy", "chat", "tiny");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("Begin a new conversation", outcome.Errors, StringComparison.Ordinal);
    }

    private static int[] Prompts(Program3spo.Outcome outcome) =>
        [.. outcome.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("promptTokens").GetInt32())];
}

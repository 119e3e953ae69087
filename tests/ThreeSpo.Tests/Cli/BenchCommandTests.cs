using System.Text.Json;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Cli;

public sealed class BenchCommandTests
{
    public BenchCommandTests() => RecordedModel.RequireTorch();

    [Fact]
    public async Task A_policys_bench_says_what_was_measured_and_how_near_the_machines_best_it_is()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "bench", "policy", "tiny", "--seconds", "0.05", "--json");
        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        JsonElement report = JsonDocument.Parse(outcome.Output).RootElement;

        Assert.Equal("tiny", report.GetProperty("shape").GetString());
        Assert.Equal(Environment.ProcessorCount, report.GetProperty("machine").GetProperty("cores").GetInt32());
        Assert.All(["single", "brain", "copy"], peak => Assert.True(report.GetProperty("peaks").GetProperty(peak).GetDouble() > 1e8, peak));
        JsonElement[] rows = [.. report.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["decode", "prefill", "sampling", "training"], rows.Select(row => row.GetProperty("what").GetString()!).Distinct().Order(StringComparer.Ordinal));
        foreach (JsonElement row in rows)
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("problem").ValueKind);
            Assert.All(["tokensPerSecond", "flopPerSecond", "seconds", "repeats"], name => Assert.True(Number(row, name) is > 0 and < 1e15, $"{name} of {row}"));

            // What the share is depends on what else runs; that it is one of the peak measured does not.
            Assert.Equal(Number(row, "flopPerSecond") / Number(report.GetProperty("peaks"), "single"), Number(row, "peakShare"), tolerance: 1e-9);
            Assert.Equal(row.GetProperty("what").GetString() == "decode", row.GetProperty("copyShare").ValueKind is JsonValueKind.Number);
        }

        Assert.Equal(
            ["tensor 1", "tensor 8", "tensor 16", "tensor 64", "vector 1", "vector 8", "vector 16", "vector 64", "plain 1", "plain 8", "plain 16", "plain 64"],
            rows.Where(row => row.GetProperty("what").GetString() == "decode").Select(row => $"{row.GetProperty("engine").GetString()} {row.GetProperty("prompts").GetInt32()}"));
    }

    [Fact]
    public async Task What_is_printed_fits_a_terminal()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "bench", "policy", "precision=bf16", "threads=1", "promptTokens=40", "answerTokens=4", "--seconds", "0.01");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Contains("training", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task A_folders_sizes_can_be_measured_too_and_what_does_not_fit_memory_is_refused_with_numbers()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), """
            {"model_type": "llama", "vocab_size": 300, "hidden_size": 65536, "intermediate_size": 1048576, "num_hidden_layers": 1000, "num_attention_heads": 64}
            """);
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "bench", "policy", folder.Path);

        Assert.Equal(2, outcome.Code);
        Assert.Matches("take [0-9.]+ GiB in Fp32, but [0-9.]+ GiB are free", outcome.Errors);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("5n", "Did you mean '5m'?")]
    [InlineData("precison=bf16", "Did you mean 'precision'?")]
    [InlineData("--rows=train", "there are prefill, decode, sampling and training")]
    [InlineData("--seconds=-1", "must lie in 0")]
    [InlineData("answers=0", "must lie in 1")]
    public async Task A_mistake_is_one_clear_line_and_exit_code_2(string word, string expected)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "bench", "policy", word);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, Assert.Single(outcome.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctors_gate_is_open_on_this_processor()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "doctor", "--gate", "--device", "cpu", "--seconds", "0.01", "--json");
        JsonElement gate = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("gate");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.True(gate.GetProperty("passed").GetBoolean());
        Assert.Equal("cpu", gate.GetProperty("device").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", gate.GetProperty("libtorch").GetString());
        Assert.Equal(["bf16", "fp32"], gate.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("type").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_doctors_gate_prints_fits_a_terminal()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "doctor", "--gate", "--seconds", "0.01");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("The gate is open", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n').SkipWhile(line => !line.StartsWith("tried on", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("All is well", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}

using System.Text.Json;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Cli;

/// <summary>A low-rank adapter of the bundled model from settings to disk and back, as a user does it; budgets are tiny.</summary>
public sealed class LoraCommandTests : IDisposable
{
    private static readonly string[] Few =
        ["unseenGames=6", "trainGames=12", "trees=2", "treeTrajectories=2", "treeActions=12", "maxSteps=6", "actions=40", "updateEvery=2", "preset=steps"];

    private readonly TemporaryFolder _folder = new();

    public LoraCommandTests() => RecordedModel.RequireTorch();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_adapter_is_trained_measured_gone_on_with_and_merged()
    {
        Program3spo.Outcome trained = await TrainAsync("a", "policy=tiny", "loraRank=8", "klWeight=0.01");
        Assert.Equal(0, trained.Code);
        Assert.Contains("of a LoRA adapter of rank 8", trained.Errors, StringComparison.Ordinal);
        string adapter = _folder.File("a/policy");
        Assert.True(new FileInfo(Path.Combine(adapter, "adapter_model.safetensors")).Length > 200_000);
        Assert.False(File.Exists(Path.Combine(adapter, "model.safetensors")));
        double after = JsonDocument.Parse(trained.Output).RootElement.GetProperty("after").GetDouble();

        // What was saved is what was measured, as an adapter and merged.
        Program3spo.Outcome merged = await Program3spo.RunAsync(null, "policy", "merge", _folder.File("a"), _folder.File("merged"));
        Assert.Equal((0, ""), (merged.Code, merged.Errors));
        Assert.Contains("adapter of rank 8 merged in", merged.Output, StringComparison.Ordinal);
        Assert.Equal(after, await SuccessAsync(_folder.File("a")));
        Assert.Equal(after, await SuccessAsync(_folder.File("merged")));

        // Going on from it: its own rank, said or not; no other.
        Program3spo.Outcome again = await TrainAsync("b", $"policy={_folder.File("a")}", "loraRank=8");
        Assert.Equal(0, again.Code);
        Assert.Equal(0, (await TrainAsync("c", $"policy={adapter}")).Code);
        Assert.Equal(File.ReadAllBytes(_folder.File("b/policy/adapter_model.safetensors")), File.ReadAllBytes(_folder.File("c/policy/adapter_model.safetensors")));
        Program3spo.Outcome other = await TrainAsync("d", $"policy={adapter}", "loraRank=4");
        Assert.Equal(2, other.Code);
        Assert.Contains("adapter of rank 8, but loraRank is 4", other.Errors, StringComparison.Ordinal);
        Assert.Single(other.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("loraTargets names 'head'", "policy=tiny", "loraRank=8", "loraTargets=head")]
    [InlineData("base=elsewhere names the model under a LoRA adapter, but", "policy=tiny", "base=elsewhere")]
    [InlineData("loraRank (command line) has no effect here; it needs a language model", "policy=start", "loraRank=8", "actions=1")]
    public async Task What_cannot_be_is_told_in_one_line(string expected, params string[] words)
    {
        Program3spo.Outcome outcome = await TrainAsync("a", words);

        Assert.Single(outcome.Errors.Split('\n'), line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_whole_model_has_nothing_to_merge_and_a_full_folder_is_left_alone()
    {
        Program3spo.Outcome whole = await Program3spo.RunAsync(null, "policy", "merge", "tiny", _folder.File("merged"));
        Program3spo.Outcome nothing = await Program3spo.RunAsync(null, "policy", "merge", _folder.File("nowhere"), _folder.File("merged"));

        Assert.Equal((2, 2), (whole.Code, nothing.Code));
        Assert.Contains("is a whole model already", whole.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no language model at", nothing.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("merged")));
    }

    [Fact]
    public async Task An_adapter_whose_model_is_gone_says_what_to_do_and_finds_it_where_it_is_named()
    {
        Assert.Equal(0, (await TrainAsync("a", "policy=tiny", "loraRank=2", "loraTargets=q,v")).Code);
        string config = _folder.File("a/policy/adapter_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace(Path.Combine("models", "tiny"), "gone", StringComparison.Ordinal));

        Program3spo.Outcome lost = await Program3spo.RunAsync(null, "eval", $"policy={_folder.File("a")}", "unseenGames=6", "maxSteps=6");
        Program3spo.Outcome found = await Program3spo.RunAsync(null, "eval", $"policy={_folder.File("a")}", "base=tiny", "unseenGames=6", "maxSteps=6");

        Assert.Equal(2, lost.Code);
        Assert.Contains("base=DIR", lost.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (found.Code, found.Errors));
    }

    [Fact]
    public async Task An_adapter_is_looked_into_as_its_model_with_what_it_changes()
    {
        Assert.Equal(0, (await TrainAsync("a", "policy=tiny", "loraRank=2", "loraTargets=q,v")).Code);

        Program3spo.Outcome seen = await Program3spo.RunAsync(null, "policy", "inspect", _folder.File("a"));

        Assert.Equal((0, ""), (seen.Code, seen.Errors));
        Assert.Contains("LoRA of rank 2", seen.Output, StringComparison.Ordinal);
        Assert.Contains("894,720", seen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_cannot_answer_the_model_is_refused_before_a_run_begins()
    {
        Program3spo.Outcome refused = await TrainAsync("a", "policy=tiny", "engine=vector", "precision=bfloat16");

        Assert.Equal(2, refused.Code);
        Assert.Contains("engine=vector computes on the processor in single precision", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("a")));
    }

    private Task<Program3spo.Outcome> TrainAsync(string name, params string[] words) =>
        Program3spo.RunAsync(null, ["train", .. Few, .. words, $"out={_folder.Path}", $"name={name}", "--json"]);

    private static async Task<double> SuccessAsync(string policy)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "eval", $"policy={policy}", "unseenGames=6", "maxSteps=6", "--json");
        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        return JsonDocument.Parse(outcome.Output).RootElement.GetProperty("success").GetDouble();
    }
}

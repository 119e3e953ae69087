using System.Text.Json;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>The bundled model written out and loaded back.</summary>
public sealed class ModelExportTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Cli/Models/tiny");

    private readonly TemporaryFolder _folder = new();

    public ModelExportTests() => RecordedModel.RequireTorch();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1e9)]
    [InlineData(1e6)]
    public async Task An_export_in_single_precision_acts_as_the_model_did_to_the_last_bit(double shardBytes)
    {
        ModelExport.Write(Tiny, _folder.File("out"), new WeightsForm { ShardBytes = (long)shardBytes }, TestContext.Current.CancellationToken);

        IReadOnlyList<(string, long)> expected = await ActionsAsync(Tiny);
        Assert.Equal(expected, await ActionsAsync(_folder.File("out")));
        Assert.True(expected.Select(one => one.Item1).Distinct().Count() > 2);
    }

    [Fact]
    public async Task An_export_is_measured_as_the_model_was()
    {
        ModelExport.Write(Tiny, _folder.File("out"), new WeightsForm(), TestContext.Current.CancellationToken);
        string[] words = ["unseenGames=8", "maxSteps=12", "evalTemperature=0.5", "--json"];

        string[] scores = [.. await Task.WhenAll(Score(Tiny), Score(_folder.File("out")))];

        Assert.Equal(scores[0], scores[1]);

        async Task<string> Score(string folder)
        {
            Program3spo.Outcome outcome = await Program3spo.RunAsync(null, ["eval", $"policy={folder}", .. words]);
            Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
            return string.Join('\n', JsonElement.Parse(outcome.Output).EnumerateObject().Where(field => field.Name != "policy").Select(field => $"{field.Name} {field.Value.GetRawText()}"));
        }
    }

    [Fact]
    public void An_export_in_half_precision_holds_every_number_rounded()
    {
        ModelExport.Write(Tiny, _folder.File("out"), new WeightsForm { Type = WeightType.BFloat16 }, TestContext.Current.CancellationToken);

        using Decoder before = ModelFolder.Load(Tiny, Placement.Processor);
        using Decoder after = ModelFolder.Load(_folder.File("out"), Placement.Processor);
        foreach (((string name, TorchSharp.Modules.Parameter one), (_, TorchSharp.Modules.Parameter other)) in before.named_parameters().Zip(after.named_parameters()))
        {
            using var scope = NewDisposeScope();
            Assert.True(one.detach().to(ScalarType.BFloat16).to(ScalarType.Float32).bytes.SequenceEqual(other.detach().bytes), name);
        }
    }

    [Fact]
    public void An_export_of_an_export_is_the_same_bytes()
    {
        ModelExport.Write(Tiny, _folder.File("once"), new WeightsForm { Type = WeightType.BFloat16 }, TestContext.Current.CancellationToken);
        ModelExport.Write(_folder.File("once"), _folder.File("wide"), new WeightsForm(), TestContext.Current.CancellationToken);
        ModelExport.Write(_folder.File("wide"), _folder.File("twice"), new WeightsForm { Type = WeightType.BFloat16 }, TestContext.Current.CancellationToken);

        string[] files = [.. Directory.EnumerateFiles(_folder.File("once")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(files, Directory.EnumerateFiles(_folder.File("twice")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_folder.File($"once/{file}")), File.ReadAllBytes(_folder.File($"twice/{file}"))));
    }

    [Fact]
    public void An_export_that_is_broken_off_leaves_nothing_that_looks_like_a_model()
    {
        Assert.Throws<OperationCanceledException>(() => ModelExport.Write(Tiny, _folder.File("out"), new WeightsForm(), new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFiles(_folder.File("out")));
    }

    /// <summary>What a model does in some states, and its log-probabilities bit by bit.</summary>
    private static async Task<IReadOnlyList<(string Text, long Bits)>> ActionsAsync(string folder)
    {
        using var model = LanguageModel.Load(folder, ModelDevice.Cpu, threads: 1);
        var actor = new LanguageActor(model, new Talk(), new SamplingSettings(), temperature: 1);
        ProposalRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => Talk.Ask(Talk.Node(3 + i, i), 6))];
        return [.. (await actor.ProposeAsync(requests, TestContext.Current.CancellationToken)).SelectMany(some => some)
            .Select(one => (one.Action, BitConverter.DoubleToInt64Bits(one.LogProbability)))];
    }
}

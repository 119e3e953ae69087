using System.Text.Json;
using Microsoft.Data.Sqlite;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

/// <summary>A loss or gradient that is not finite: the step is skipped and recorded, and a run that only skips stops with advice.</summary>
public sealed class DivergenceTests
{
    private static readonly UpdateReport Taken = new(10, 1, 0.5, 0, 0, 0);
    private static readonly UpdateReport Skipped = new(10, 0, double.NaN, 0, 0, 1);

    [Fact]
    public void Skipped_steps_in_a_row_are_counted_over_updates_and_iterations()
    {
        UpdateReport total = Taken + Skipped + Skipped;
        Assert.Equal((2, 2), (total.Skipped, total.SkippedLast));

        // An iteration that learns nothing breaks no row.
        total += default(UpdateReport);
        total += Skipped;
        Assert.Equal((3, 3), (total.Skipped, total.SkippedLast));

        total = total + Taken + Skipped;
        Assert.Equal((4, 1), (total.Skipped, total.SkippedLast));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void A_run_stops_after_so_many_in_a_row(int skipped, bool stops)
    {
        UpdateReport total = Taken;
        for (int i = 0; i < skipped; i++)
            total += Skipped;

        string? reason = new DivergenceGuard(patience: 3).Watch(total);

        Assert.Equal(stops, reason is not null);
        if (stops)
            Assert.Contains("lower learningRate", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_loss_grows_without_bound_stops_with_advice_and_keeps_finite_weights()
    {
        using var folder = new TemporaryFolder(TemporaryFolder.Memory);
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, "train", "world=corridor", "preset=steps", "objective=clipped", "klWeight=100", "learningRate=10", "temperature=0.01", "passes=5",
            "miniBatch=4", "skipPatience=3", "actions=20000", $"out={folder.Path}", "name=a", "--json");

        JsonElement result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(1, outcome.Code);
        Assert.Contains("lower learningRate", result.GetProperty("stopped").GetString(), StringComparison.Ordinal);
        using SqliteConnection connection = RunDatabase.OpenToRead(folder.File("a"));
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sum(skipped_steps) FROM iteration";
        Assert.True((long)command.ExecuteScalar()! >= 3);
        LightWeights weights = LightPolicyFile.Load(folder.File("a/policy.light"), new TabularFeatures().Name);
        Assert.All(weights.Values, weight => Assert.True(float.IsFinite(weight)));
    }
}

using ThreeSpo.Cli.Compare;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Tests.Cli;

public sealed class TuningTableTests
{
    private static readonly Recipe Asked = RecipeReader.Parse(
        """{ "variants": [{ "name": "a" }, { "name": "b" }], "seeds": 1, "tune": { "setting": "clip", "values": [0.1, 0.2, 0.3], "seeds": [101, 102] } }""", "r.json");

    [Fact]
    public void The_value_with_the_largest_mean_area_is_chosen()
    {
        ComparedRun[] runs = [Run("0.1", 101, 0.9), Run("0.1", 102, 0.1), Run("0.2", 101, 0.6), Run("0.2", 102, 0.6), Run("0.3", 101, 0.5), Run("0.3", 102, 0.5)];

        Assert.Equal([("main", "a", "0.2")], TuningTable.Chosen(runs, Asked));
    }

    [Fact]
    public void Of_equal_values_the_first_of_the_recipe_is() =>
        Assert.Equal([("main", "a", "0.1")], TuningTable.Chosen([Run("0.2", 101, 0.5), Run("0.1", 101, 0.5)], Asked));

    [Fact]
    public void Runs_that_have_not_ended_choose_nothing() =>
        Assert.Empty(TuningTable.Chosen([Run("0.1", 101, 0.9) with { State = "failed" }], Asked));

    private static ComparedRun Run(string tried, long seed, double success) => new()
    {
        Part = "main",
        Variant = "a",
        Tried = tried,
        Seed = seed,
        Folder = $"{tried}-{seed}",
        State = "ended",
        Budget = 100,
        Curve = [[0, 0, success, success], [100, 0, success, success]],
        Clock = [0, 1],
    };
}

using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Runs.TensorBoard;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Runs.TensorBoard;

public sealed class ScalarsTests
{
    [Fact]
    public void An_iteration_is_drawn_with_all_its_numbers()
    {
        var last = new Tally
        {
            Actions = 12,
            Groups = 4,
            Trajectories = 5,
            Successes = 2,
            Updates = new UpdateReport(12, 1, double.NaN, 0.25, 0.5, 0),
        };
        var scalars = Scalars.Of(new RunProgress(3, last, last, 70, 60, null, [])).ToDictionary(one => one.Tag, one => one.Value);

        Assert.Equal(0.4, scalars["sampling/success_rate"]);
        Assert.Equal(3, scalars["sampling/mean_width"]);
        Assert.Equal(60, scalars["history/known_states"]);
        Assert.Equal(0.25, scalars["learning/divergence"]);
        Assert.True(double.IsNaN(scalars["learning/loss"]));
        Assert.DoesNotContain("evaluation/success", scalars.Keys);
    }

    [Fact]
    public void What_an_iteration_did_not_do_is_not_drawn()
    {
        string[] tags = [.. Scalars.Of(new RunProgress(3, new Tally(), new Tally(), 0, 0, null, [])).Select(one => one.Tag)];

        Assert.DoesNotContain("sampling/success_rate", tags);
        Assert.DoesNotContain("sampling/mean_width", tags);
        Assert.DoesNotContain("learning/loss", tags);
        Assert.Contains("sampling/trajectories", tags);
    }

    [Fact]
    public void An_evaluation_is_drawn_alone()
    {
        var evaluation = new Evaluation(new Panel("panel", [], []), []);
        (string Tag, double Value)[] scalars = [.. Scalars.Of(new RunProgress(3, new Tally(), new Tally(), 70, 60, evaluation, []))];

        Assert.Equal([("evaluation/success", 0.0), ("evaluation/mean_steps", 0.0), ("evaluation/faults", 0.0)], scalars);
    }
}

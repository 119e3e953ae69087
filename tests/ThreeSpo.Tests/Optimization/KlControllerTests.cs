using ThreeSpo.Optimization;
using ThreeSpo.Saving;
using ThreeSpo.Tests.Golden;

namespace ThreeSpo.Tests.Optimization;

public sealed class KlControllerTests
{
    private static readonly LearnerSettings Adapting = new() { KlWeight = 0.2, KlTarget = 0.1, KlHorizon = 1000 };

    [Fact]
    public void The_weight_follows_the_divergence_as_recorded()
    {
        foreach (GoldenCase it in GoldenFolder.Cases("adaptive_kl_controller"))
        {
            var controller = new KlController(new LearnerSettings
            {
                KlWeight = it.Number("init"),
                KlTarget = it.Number("target"),
                KlHorizon = it.Number("horizon"),
            });
            double[] divergences = it.Numbers("current_kl");
            double[] actions = it.Numbers("n_steps");
            double[] expected = Compare.Numbers(it.Out.GetProperty("value_after_each"));
            Assert.Equal(divergences.Length, expected.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                controller.Adapt(divergences[i], (long)actions[i]);
                Compare.Close(expected[i], controller.Weight, Compare.Double, $"{it.Label}, update {i}");
            }
        }
    }

    [Theory]
    [InlineData(1, 0.2 * 1.02)]
    [InlineData(0, 0.2 * 0.98)]
    [InlineData(0.11, 0.2 * 1.01)]
    [InlineData(double.NaN, 0.2)]
    public void A_hundred_actions_move_it_by_at_most_a_fiftieth(double divergence, double expected)
    {
        var controller = new KlController(Adapting);
        controller.Adapt(divergence, 100);

        Assert.Equal(expected, controller.Weight, 12);
    }

    [Fact]
    public void Without_a_target_it_is_a_constant()
    {
        var controller = new KlController(Adapting with { KlTarget = 0 });
        controller.Adapt(100, 1000);

        Assert.Equal(0.2, controller.Weight);
    }

    [Fact]
    public void Its_weight_comes_back_from_a_checkpoint_bit_for_bit()
    {
        var saved = new KlController(Adapting);
        saved.Adapt(0.123, 77);
        using var file = new MemoryStream();
        using (var to = new StateWriter(file))
            saved.Save(to);

        file.Position = 0;
        using var from = new StateReader(file);
        from.Expect("kl");
        var loaded = new KlController(Adapting);
        loaded.Load(from);

        Assert.Equal(saved.Weight, loaded.Weight);
        Assert.NotEqual(0.2, loaded.Weight);
    }
}

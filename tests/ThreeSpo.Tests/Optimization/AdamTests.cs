using ThreeSpo.Optimization.Light;

namespace ThreeSpo.Tests.Optimization;

public sealed class AdamTests
{
    private const int Size = 64;
    private readonly float[] _weights = new float[Size];

    [Fact]
    public void A_step_matches_a_worked_sequence()
    {
        // g = 1: m̂ = 1, v̂ = 1. g = −1: m = 0.09 − 0.1, m̂ = −0.01/0.19, v̂ = 1.
        // g = 3: m = −0.009 + 0.3, m̂ = 0.291/0.271; v = 0.999·0.001999 + 0.009, v̂ = 0.010997001/0.002997001.
        var adam = new Adam(Size);
        double expected = 0;
        foreach ((float slope, double step) in new (float, double)[]
        {
            (1, -1), (-1, 0.01 / 0.19), (3, -(0.291 / 0.271) / Math.Sqrt(0.010997001 / 0.002997001)),
        })
        {
            Step(adam, slope, 0.1);
            expected += 0.1 * step;
            Assert.Equal(expected, _weights[5], 5);
        }

        Assert.Equal(3, adam.Steps);
    }

    [Fact]
    public void A_constant_slope_moves_a_weight_by_the_learning_rate_whatever_its_size()
    {
        foreach (float slope in (float[])[1e-3f, 1, 1e3f])
        {
            Array.Clear(_weights);
            var adam = new Adam(Size);
            for (int step = 0; step < 10; step++)
                Step(adam, slope, 0.01);

            Assert.Equal(-0.1, _weights[5], 4);
        }
    }

    [Fact]
    public void Every_weight_moves_alone()
    {
        Step(new Adam(Size), 1, 0.1);

        Assert.Equal(5, Assert.Single(Enumerable.Range(0, Size), i => _weights[i] != 0));
    }

    [Fact]
    public void Arrays_of_another_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Adam(Size).Step(new float[Size], new float[Size - 1], 0.1));

    private void Step(Adam adam, float slope, double learningRate)
    {
        float[] gradient = new float[Size];
        gradient[5] = slope;
        adam.Step(_weights, gradient, learningRate);
    }
}

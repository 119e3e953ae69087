using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using static TorchSharp.torch;
using AdamW = ThreeSpo.Torch.Learning.AdamW;
using Parameter = TorchSharp.Modules.Parameter;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class AdamWTests
{
    private const double Rate = 1e-3;
    private const double Decay = 0.1;

    public AdamWTests() => RecordedModel.RequireTorch();

    [Fact]
    public void What_is_written_out_equals_the_formula_for_any_number_of_threads()
    {
        float[] start = Numbers(53, 1);
        foreach (int workers in new[] { 1, 3 })
        {
            using var scope = NewDisposeScope();
            Parameter[] parameters = [.. Enumerable.Range(0, 5).Select(_ => new Parameter(tensor(start)))];
            using var optimiser = new AdamW(parameters, Decay, workers: workers);
            double[] expected = [.. start.Select(one => (double)one)];
            double[] first = new double[53];
            double[] second = new double[53];
            for (int step = 1; step <= 4; step++)
            {
                float[] slopes = Numbers(53, 10 + step);
                optimiser.Step([.. parameters.Select(_ => tensor(slopes))], Rate, scale: 0.5);
                for (int i = 0; i < expected.Length; i++)
                {
                    double g = slopes[i] * 0.5;
                    first[i] = (0.9 * first[i]) + (0.1 * g);
                    second[i] = (0.999 * second[i]) + (0.001 * g * g);
                    double down = first[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                    expected[i] -= Rate * ((Decay * expected[i]) + down);
                }
            }

            foreach (Parameter parameter in parameters)
            {
                float[] found = parameter.detach().data<float>().ToArray();
                Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
                Assert.Equal(parameters[0].detach().data<float>().ToArray(), found);
            }
        }
    }

    [Fact]
    public void Small_steps_on_sixteen_bits_are_not_lost()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(full(100, 0.1f).to(ScalarType.BFloat16));
        float before = parameter.detach().to(ScalarType.Float32).data<float>()[0];
        using var optimiser = new AdamW([parameter], decay: 0);

        // A number of sixteen bits near 0.1 has neighbours 5e-4 away: a single step of 1e-6 never moves it.
        Assert.Equal(before, (parameter.detach() - 1e-6).to(ScalarType.Float32).data<float>()[0]);

        for (int step = 0; step < 1000; step++)
            optimiser.Step([ones(100)], learningRate: 1e-6);

        float after = parameter.detach().to(ScalarType.Float32).data<float>()[0];
        Assert.Equal(1e-3, before - after, 3e-4);
    }

    [Fact]
    public void A_gradient_is_as_long_as_its_numbers_say()
    {
        using var scope = NewDisposeScope();
        float[] numbers = Numbers(9001, 3);
        double expected = Math.Sqrt(numbers.Sum(one => (double)one * one) + 9);

        Assert.Equal(expected, GradientNorm.Of([tensor(numbers), tensor(new float[] { 3 })]), 1e-6 * expected);
        Assert.False(double.IsFinite(GradientNorm.Of([tensor(numbers), tensor((float[])[float.NaN])])));
    }

    private static float[] Numbers(int count, int number) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin((i * 12.9898) + (number * 78.233)))];
}

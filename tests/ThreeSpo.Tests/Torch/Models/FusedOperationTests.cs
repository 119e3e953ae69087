using ThreeSpo.Torch.Models.Fused;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>What is written out for the processor equals what the library computes from its formulas, forwards and backwards.</summary>
public sealed class FusedOperationTests
{
    public FusedOperationTests() => RecordedModel.RequireTorch();

    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.BFloat16, 8e-3)]
    public void The_norm_equals_its_formula(ScalarType type, double rounding)
    {
        using var scope = NewDisposeScope();
        Tensor x = Some([7, 48], type, 1);
        Tensor weight = Some([48], type, 2);
        Tensor slopes = Some([7, 48], type, 3).detach();
        Tensor wideX = Wide(x);
        Tensor wideWeight = Wide(weight);

        Tensor found = FusedNorm.Of(x, weight, 1e-5);
        Tensor expected = wideX * (wideX.square().mean([-1], keepdim: true) + 1e-5).rsqrt() * wideWeight;

        Close(expected, found, rounding, "output");
        Close(Slopes(expected, slopes, wideX, wideWeight), Slopes(found, slopes, x, weight), rounding);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.BFloat16, 8e-3)]
    public void The_gate_equals_its_formula_for_any_size_of_its_input(ScalarType type, double rounding)
    {
        using var scope = NewDisposeScope();
        Tensor gate = (Some([6, 16], ScalarType.Float32, 1).detach() * tensor((float[])[1e-3f, 1, 5, 30, 90, 1000], [6, 1])).to(type).requires_grad_();
        Tensor up = Some([6, 16], type, 2);
        Tensor slopes = Some([6, 16], type, 3).detach();
        Tensor wideGate = Wide(gate);
        Tensor wideUp = Wide(up);

        Tensor found = FusedGate.Of(gate, up);
        Tensor expected = nn.functional.silu(wideGate) * wideUp;

        Close(expected, found, rounding, "output");
        Close(Slopes(expected, slopes, wideGate, wideUp), Slopes(found, slopes, gate, up), rounding);
    }

    [Fact]
    public void The_exponential_is_right_to_two_units_in_the_last_place_and_keeps_what_is_no_number()
    {
        float[] x = [.. Enumerable.Range(0, 17_472).Select(i => -87.3f + (i * 0.01f)), float.NegativeInfinity, -88, float.NaN];
        for (int i = 0; i < x.Length; i++)
        {
            float found = Exponential.Of(System.Runtime.Intrinsics.Vector512.Create(x[i]))[0];
            float exact = (float)Math.Exp(x[i]);
            if (float.IsNaN(x[i]))
                Assert.True(float.IsNaN(found));
            else if (x[i] < -87.3f)
                Assert.Equal(0, found);
            else
                Assert.Equal(exact, found, 2.5e-7f * exact);
        }
    }

    [Fact]
    public void Sixteen_bits_are_rounded_as_the_library_rounds()
    {
        // An open gate of 31 lets 31 times what comes in through: five more bits than are left for it, and exact in single precision.
        using var scope = NewDisposeScope();
        float[] numbers = [.. Enumerable.Range(0, 1000).Select(i => (float)Math.Sin(i * 12.9898)), 1.0078125f, 1.0234375f, 0, -0f, 1e37f, float.PositiveInfinity, 3e-39f, 1];
        Tensor up = tensor(numbers).to(ScalarType.BFloat16);

        Tensor found = FusedGate.Of(full_like(up, 31), up);

        Tensor expected = (up.to(ScalarType.Float32) * 31).to(ScalarType.BFloat16);
        Assert.Equal(expected.bytes.ToArray(), found.bytes.ToArray());
    }

    private static Tensor Some(long[] shape, ScalarType type, int number)
    {
        int count = (int)shape.Aggregate((a, b) => a * b);
        return tensor([.. Enumerable.Range(0, count).Select(i => (float)Math.Sin((i * 12.9898) + (number * 78.233)) * 2)], shape).to(type).requires_grad_();
    }

    private static Tensor Wide(Tensor one) => one.detach().to(ScalarType.Float64).requires_grad_();

    private static Tensor[] Slopes(Tensor output, Tensor slopes, params Tensor[] inputs) => [.. autograd.grad([output], inputs, [slopes.to(output.dtype)])];

    private static void Close(Tensor[] expected, Tensor[] found, double rounding)
    {
        for (int i = 0; i < expected.Length; i++)
            Close(expected[i], found[i], rounding, $"slopes of input {i}");
    }

    private static void Close(Tensor expected, Tensor found, double rounding, string what)
    {
        double apart = (expected - found.to(ScalarType.Float64)).abs().max().item<double>();
        double size = expected.abs().max().item<double>();
        Assert.True(apart <= rounding * size, $"{what}: apart by {apart:g3}, the largest is {size:g3}.");
    }
}

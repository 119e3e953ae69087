using ThreeSpo.Randomness;
using ThreeSpo.Torch.Kernels;

namespace ThreeSpo.Tests.Torch.Kernels;

public sealed unsafe class VectorKernelsTests
{
    [Fact]
    public void Exponentials_are_as_near_as_said()
    {
        const int Count = 1 << 20;
        var numbers = new KeptFloats(Count);
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            for (int i = 0; i < Count; i++)
                numbers.Span[i] = -87.33f + (i * (175.33f / Count));

            kernels.Exponentiate(numbers.Pointer, Count);
            double worst = 0;
            for (int i = 0; i < Count; i++)
                worst = Math.Max(worst, Math.Abs((numbers.Span[i] / Math.Exp(-87.33f + (i * (175.33f / Count)))) - 1));

            Assert.True(worst < 1.5e-7, $"Width {kernels.Width}: {worst:g3} off.");
        }
    }

    [Fact]
    public void Exponentials_of_extreme_numbers_neither_overflow_nor_hide_what_is_no_number()
    {
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            var numbers = new KeptFloats(16);
            new[] { float.NegativeInfinity, -1e30f, -88, -87.4f, 0, -0f, 1e30f, float.PositiveInfinity, float.NaN, -1e-30f }.CopyTo(numbers.Span);
            kernels.Exponentiate(numbers.Pointer, 16);
            float top = MathF.Exp(88);
            Assert.Equal([0, 0, 0, 0, 1, 1], numbers.Span[..6].ToArray());
            Assert.All(numbers.Span[6..8].ToArray(), found => Assert.InRange(found / top, 0.999999f, 1.000001f));
            Assert.Equal(float.NaN, numbers.Span[8]);
            Assert.Equal(1, numbers.Span[9]);
        }
    }

    [Fact]
    public void Equal_scores_weigh_equally_and_what_is_behind_them_nothing()
    {
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            foreach (int count in new[] { 1, 2, 15, 16, 17, 100 })
            {
                var scores = new KeptFloats(128);
                scores.Span.Fill(float.NaN);
                scores.Span[..count].Fill(-1e9f);
                float scale = kernels.Softmax(scores.Pointer, count);
                Assert.All(scores.Span[..count].ToArray(), weight => Assert.Equal(1.0 / count, weight * scale, 1e-7));
                Assert.All(scores.Span[count..Product.Padded(count)].ToArray(), weight => Assert.Equal(0, weight));
            }
        }
    }

    [Fact]
    public void A_score_far_below_the_largest_weighs_nothing()
    {
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            var scores = new KeptFloats(16);
            new[] { 200f, -1e30f, float.NegativeInfinity, 199 }.CopyTo(scores.Span);
            float scale = kernels.Softmax(scores.Pointer, 4);
            Assert.Equal([0, 0], scores.Span[1..3].ToArray());
            Assert.Equal(Math.E, scores.Span[0] / scores.Span[3], 1e-6);
            Assert.Equal(1, (scores.Span[0] + scores.Span[3]) * scale, 1e-6);
        }
    }

    [Fact]
    public void A_score_that_is_no_number_spoils_the_whole_row()
    {
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            var scores = new KeptFloats(32);
            scores.Span[3] = float.NaN;
            Assert.Equal(float.NaN, kernels.Softmax(scores.Pointer, 20));
        }
    }

    [Fact]
    public void Products_are_sums_in_order_whatever_their_size_and_width()
    {
        foreach (int rows in new[] { 1, 2, 3, 4, 5, 9 })
        {
            foreach (int outputs in new[] { 1, 16, 17, 40, 64, 130 })
            {
                foreach (int depth in new[] { 1, 7, 32 })
                {
                    foreach (bool adds in new[] { false, true })
                        CheckProduct(rows, outputs, depth, adds);
                }
            }
        }
    }

    [Fact]
    public void All_widths_normalise_turn_and_gate_to_the_same_bits()
    {
        foreach (int count in new[] { 16, 48, 128 })
        {
            float[][] found = [.. VectorKernels.All.Select(kernels =>
            {
                KeptFloats numbers = Numbers(count, 1);
                KeptFloats others = Numbers(count, 2);
                kernels.Normalise(numbers.Pointer, others.Pointer, numbers.Pointer, count, count, 1e-6f);
                kernels.Turn(numbers.Pointer, others.Pointer, others.Pointer + 3, (count / 2) - 1, 0.5f);
                kernels.Gate(numbers.Pointer, others.Pointer, count);
                kernels.Scale(numbers.Pointer, 3, others.Pointer, count - 1);
                return others.Span.ToArray();
            })];
            Assert.All(found, other => Assert.Equal(found[0], other));
        }
    }

    private static void CheckProduct(int rows, int outputs, int depth, bool adds)
    {
        float[] weight = Numbers(outputs * depth, 3).Span.ToArray();
        float[] bias = Numbers(outputs, 4).Span.ToArray();
        var matrix = new PackedMatrix(depth, (weight, bias));
        KeptFloats input = Numbers(rows * depth, 5);
        foreach (VectorKernels kernels in VectorKernels.All)
        {
            KeptFloats output = Numbers(rows * matrix.Columns, 6);
            float[] before = output.Span.ToArray();
            kernels.Multiply(matrix.By(input.Pointer, depth, rows, output.Pointer, matrix.Columns, adds));
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < matrix.Columns; column++)
                {
                    float sum = column < outputs ? bias[column] : 0;
                    for (int k = 0; k < depth; k++)
                        sum = float.MultiplyAddEstimate(input.Span[(row * depth) + k], column < outputs ? weight[(column * depth) + k] : 0, sum);

                    int at = (row * matrix.Columns) + column;
                    Assert.Equal(adds ? before[at] + sum : sum, output.Span[at]);
                }
            }
        }
    }

    private static KeptFloats Numbers(int count, int number)
    {
        var draw = new Draw(15, number, 0, 0);
        var kept = new KeptFloats(count);
        for (int i = 0; i < count; i++)
            kept.Span[i] = (float)((draw.Uniform(i) * 4) - 2);

        return kept;
    }
}

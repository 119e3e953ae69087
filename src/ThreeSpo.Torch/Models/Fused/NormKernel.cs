using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Root-mean-square normalisation of rows.</summary>
/// <remarks>y = x·r·w with r = 1/√(mean(x²) + ε); dx = r·(g·w) − x·r³·mean(x·g·w), dw = Σ g·x·r.</remarks>
internal static unsafe class NormKernel<T>
    where T : struct, INumbers
{
    /// <summary>y.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">D: a multiple of 16.</param>
    /// <param name="x">Shape [rows, D].</param>
    /// <param name="weight">w, shape [D].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">Shape [rows, D].</param>
    public static void Forward(long rows, int width, void* x, void* weight, float epsilon, void* y)
    {
        for (nint at = 0; at < rows * width; at += width)
        {
            var scale = Vector512.Create(Scale(x, at, width, epsilon));
            for (int i = 0; i < width; i += 16)
                T.Store(T.Load(x, at + i) * scale * T.Load(weight, i), y, at + i);
        }
    }

    /// <summary>dx and dw.</summary>
    public static void Backward(long rows, int width, void* x, void* weight, float epsilon, void* slopes, void* xSlopes, void* weightSlopes)
    {
        float* sums = Workspace.Of(width);
        new Span<float>(sums, width).Clear();
        for (nint at = 0; at < rows * width; at += width)
        {
            float scale = Scale(x, at, width, epsilon);
            var scales = Vector512.Create(scale);
            Vector512<float> products = default;
            for (int i = 0; i < width; i += 16)
            {
                Vector512<float> value = T.Load(x, at + i);
                Vector512<float> slope = T.Load(slopes, at + i);
                products = Vector512.FusedMultiplyAdd(value * slope, T.Load(weight, i), products);
                Vector512.FusedMultiplyAdd(value * scales, slope, Vector512.Load(sums + i)).Store(sums + i);
            }

            var back = Vector512.Create(Vector512.Sum(products) / width * scale * scale * scale);
            for (int i = 0; i < width; i += 16)
                T.Store((T.Load(slopes, at + i) * T.Load(weight, i) * scales) - (T.Load(x, at + i) * back), xSlopes, at + i);
        }

        for (int i = 0; i < width; i += 16)
            T.Store(Vector512.Load(sums + i), weightSlopes, i);
    }

    private static float Scale(void* x, nint at, int width, float epsilon)
    {
        Vector512<float> squares = default;
        for (int i = 0; i < width; i += 16)
        {
            Vector512<float> value = T.Load(x, at + i);
            squares = Vector512.FusedMultiplyAdd(value, value, squares);
        }

        return 1 / MathF.Sqrt((Vector512.Sum(squares) / width) + epsilon);
    }
}

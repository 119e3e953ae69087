using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>The weights of one query.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>Scores to e^(score − largest).</summary>
    /// <param name="scores">Shape [<paramref name="count"/>]; −∞ where nothing is seen; at least one is.</param>
    /// <param name="count">A multiple of 16.</param>
    /// <returns>The sum of what is left, and ln Σ e^score.</returns>
    public static (float Sum, float LogSum) Forward(float* scores, int count)
    {
        var largest = Vector512.Create(float.NegativeInfinity);
        for (int i = 0; i < count; i += 16)
            largest = Vector512.Max(largest, Vector512.Load(scores + i));

        Vector256<float> eight = Vector256.Max(largest.GetLower(), largest.GetUpper());
        Vector128<float> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        float most = Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
        var minus = Vector512.Create(-most);
        Vector512<float> sums = default;
        for (int i = 0; i < count; i += 16)
        {
            Vector512<float> weight = Exponential.Of(Vector512.Load(scores + i) + minus);
            weight.Store(scores + i);
            sums += weight;
        }

        float sum = Vector512.Sum(sums);
        return (sum, most + MathF.Log(sum));
    }

    /// <summary>Scores to weights p, and slopes of weights to slopes of scores p·(slope − Σ p·slope).</summary>
    public static void Backward(float* scores, float* slopes, int count, float logSum)
    {
        var minus = Vector512.Create(-logSum);
        Vector512<float> sums = default;
        for (int i = 0; i < count; i += 16)
        {
            Vector512<float> weight = Exponential.Of(Vector512.Load(scores + i) + minus);
            weight.Store(scores + i);
            sums = Vector512.FusedMultiplyAdd(weight, Vector512.Load(slopes + i), sums);
        }

        var mean = Vector512.Create(Vector512.Sum(sums));
        for (int i = 0; i < count; i += 16)
            (Vector512.Load(scores + i) * (Vector512.Load(slopes + i) - mean)).Store(slopes + i);
    }

    /// <summary>Multiplies a row.</summary>
    public static void Scale(float* row, int count, float by)
    {
        for (int i = 0; i < count; i += 16)
            (Vector512.Load(row + i) * by).Store(row + i);
    }

    /// <summary>Adds a row to another.</summary>
    public static void Add(float* row, float* to, int count)
    {
        for (int i = 0; i < count; i += 16)
            (Vector512.Load(to + i) + Vector512.Load(row + i)).Store(to + i);
    }
}

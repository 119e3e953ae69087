using System.Runtime.Intrinsics;
using ThreeSpo.Torch.Models.Fused;

namespace ThreeSpo.Torch.Learning;

/// <summary>What one step of AdamW does to numbers.</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Kept">1 − η·λ: what decay leaves of a weight.</param>
/// <param name="Rate">η/(1 − β₁ᵗ).</param>
/// <param name="Correction">1/√(1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">What slopes are multiplied by first.</param>
internal readonly record struct AdamStep(double Beta1, double Beta2, double Kept, double Rate, double Correction, double Epsilon, double Scale);

/// <summary>AdamW in one pass over memory.</summary>
internal static unsafe class AdamKernel<T>
    where T : struct, INumbers
{
    /// <summary>Takes one step.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="master">θ in single precision.</param>
    /// <param name="slope">g.</param>
    /// <param name="first">m.</param>
    /// <param name="second">v.</param>
    /// <param name="copy">Where θ goes besides, in the type that is computed with; may be <paramref name="master"/> itself.</param>
    /// <param name="step">What to do.</param>
    public static void Step(nint count, float* master, float* slope, float* first, float* second, void* copy, in AdamStep step)
    {
        nint i = 0;
        for (; i + 16 <= count; i += 16)
            T.Store(Sixteen(master + i, slope + i, first + i, second + i, step), copy, i);

        if (i == count)
            return;

        // The rest goes through a vector's worth of memory of its own: the same operations give the same bytes wherever a tensor ends.
        float* rest = stackalloc float[64];
        nint left = count - i;
        Copy(master + i, rest, left);
        Copy(slope + i, rest + 16, left);
        Copy(first + i, rest + 32, left);
        Copy(second + i, rest + 48, left);
        Sixteen(rest, rest + 16, rest + 32, rest + 48, step);
        Copy(rest, master + i, left);
        Copy(rest + 32, first + i, left);
        Copy(rest + 48, second + i, left);
        for (nint k = 0; k < left; k++)
            T.Set(copy, i + k, rest[k]);
    }

    private static Vector512<float> Sixteen(float* master, float* slope, float* first, float* second, in AdamStep step)
    {
        Vector512<float> g = Vector512.Load(slope) * (float)step.Scale;
        Vector512<float> m = (Vector512.Load(first) * (float)step.Beta1) + (g * (float)(1 - step.Beta1));
        Vector512<float> v = (Vector512.Load(second) * (float)step.Beta2) + (g * g * (float)(1 - step.Beta2));
        Vector512<float> down = m / ((Vector512.Sqrt(v) * (float)step.Correction) + Vector512.Create((float)step.Epsilon));
        Vector512<float> moved = (Vector512.Load(master) * (float)step.Kept) - (down * (float)step.Rate);
        m.Store(first);
        v.Store(second);
        moved.Store(master);
        return moved;
    }

    private static void Copy(float* from, float* to, nint count) => new Span<float>(from, (int)count).CopyTo(new Span<float>(to, (int)count));
}

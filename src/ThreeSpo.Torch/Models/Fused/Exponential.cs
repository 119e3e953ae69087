using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>e to the power of sixteen numbers at once, to about two units in the last place.</summary>
internal static class Exponential
{
    private const float Least = -87.3f;
    private const float Most = 88.3f;

    /// <summary>eˣ; 0 below −87.3, where single precision ends, and e^88.3 from there on.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ln 2 / 2, and eʳ by its series up to r⁷.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> within = Vector512.Min(Vector512.Max(x, Vector512.Create(Least)), Vector512.Create(Most));
        Vector512<float> whole = Vector512.Round(within * Vector512.Create(1.44269504f));
        Vector512<float> rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-0.693359375f), within);
        rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(2.12194440e-4f), rest);

        Vector512<float> series = Vector512.Create(1f / 5040);
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1f / 720));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1f / 120));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1f / 24));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1f / 6));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(0.5f));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512<float>.One);
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512<float>.One);

        // The exponent's field of 1 moved by n.
        Vector512<float> power = ((Vector512.ConvertToInt32(whole) + Vector512.Create(127)) << 23).AsSingle();
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Least)), Vector512<float>.Zero, series * power);
    }
}

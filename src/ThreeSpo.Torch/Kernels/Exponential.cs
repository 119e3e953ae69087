using System.Runtime.CompilerServices;

namespace ThreeSpo.Torch.Kernels;

/// <summary>e^x in single precision.</summary>
/// <remarks>
/// e^x = 2ⁿ·e^r with n = round(x / ln 2) and r = x − n·ln 2, |r| ≤ ln 2 / 2; e^r ≈ 1 + r + r²·P(r), P of degree 4 with the least largest relative
/// error, 3.1e-9. Within 1.5e-7 of e^x, relatively, for x from −87.3 to 88. Below that it is 0, above it is e^88; not a number stays so.
/// </remarks>
internal static class Exponential<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const float Lowest = -87.33654f; // ln 2^-126
    private const float Highest = 88;
    private const float PerLn2 = 1.44269504f;

    // ln 2 in two parts: n times the first is exact, since it has nine bits to spare.
    private const float Ln2 = 0.693145752f;
    private const float Ln2Rest = 1.42860677e-6f;

    // 1.5·2²³: what is added to it is rounded to a whole number, which its lowest bits then hold.
    private const float Rounder = 12582912;
    private const float P0 = 0.49999993412f;
    private const float P1 = 0.16666520106f;
    private const float P2 = 0.04166839426f;
    private const float P3 = 0.00836878062f;
    private const float P4 = 0.00138144647f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x)
    {
        x = TLanes.Smaller(TLanes.All(Highest), x);
        TVector shifted = TLanes.MultiplyAdd(x, TLanes.All(PerLn2), TLanes.All(Rounder));
        TVector n = TLanes.Subtract(shifted, TLanes.All(Rounder));
        TVector r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2), x);
        r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2Rest), r);
        TVector p = TLanes.MultiplyAdd(TLanes.All(P4), r, TLanes.All(P3));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(P2));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(P1));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(P0));
        p = TLanes.MultiplyAdd(p, TLanes.Multiply(r, r), r);
        TVector power = TLanes.Multiply(TLanes.Add(p, TLanes.All(1)), TLanes.PowerOfTwo(shifted));
        return TLanes.ZeroBelow(power, x, TLanes.All(Lowest));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Products of small matrices, of which attention needs very many: a call to a library for each would cost more than the product.</summary>
internal static unsafe class SmallProduct
{
    /// <summary>C = A·B, or C + A·B.</summary>
    /// <param name="rows">Rows of A and C; a multiple of 4.</param>
    /// <param name="columns">Columns of B and C; a multiple of 16.</param>
    /// <param name="inner">Columns of A, rows of B. May be 0.</param>
    /// <param name="a">A: its number (i, k) is at i·<paramref name="aRow"/> + k·<paramref name="aColumn"/>, so that it may be a transposed one.</param>
    /// <param name="aRow">Distance of two rows of A.</param>
    /// <param name="aColumn">Distance of two columns of A.</param>
    /// <param name="b">B, row by row.</param>
    /// <param name="bRow">Distance of two rows of B.</param>
    /// <param name="c">C, row by row.</param>
    /// <param name="cRow">Distance of two rows of C.</param>
    /// <param name="adds">Whether C is added to.</param>
    public static void Of(int rows, int columns, int inner, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool adds)
    {
        int column = 0;
        for (; column + 64 <= columns; column += 64)
        {
            for (int row = 0; row < rows; row += 4)
                Four(inner, a + (row * aRow), aRow, aColumn, b + column, bRow, c + (row * cRow) + column, cRow, adds);
        }

        for (; column + 32 <= columns; column += 32)
        {
            for (int row = 0; row < rows; row += 4)
                Two(inner, a + (row * aRow), aRow, aColumn, b + column, bRow, c + (row * cRow) + column, cRow, adds);
        }

        for (; column < columns; column += 16)
        {
            for (int row = 0; row < rows; row += 4)
                One(inner, a + (row * aRow), aRow, aColumn, b + column, bRow, c + (row * cRow) + column, cRow, adds);
        }
    }

    /// <summary>Four rows, four vectors wide: as many sums as there are registers for.</summary>
    private static void Four(int inner, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool adds)
    {
        Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<float> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<float> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<float> s30 = default, s31 = default, s32 = default, s33 = default;
        if (adds)
        {
            Row(c, out s00, out s01, out s02, out s03);
            Row(c + cRow, out s10, out s11, out s12, out s13);
            Row(c + (2 * cRow), out s20, out s21, out s22, out s23);
            Row(c + (3 * cRow), out s30, out s31, out s32, out s33);
        }

        for (int k = 0; k < inner; k++)
        {
            Row(b, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
            Fused(a[0], b0, b1, b2, b3, ref s00, ref s01, ref s02, ref s03);
            Fused(a[aRow], b0, b1, b2, b3, ref s10, ref s11, ref s12, ref s13);
            Fused(a[2 * aRow], b0, b1, b2, b3, ref s20, ref s21, ref s22, ref s23);
            Fused(a[3 * aRow], b0, b1, b2, b3, ref s30, ref s31, ref s32, ref s33);
            a += aColumn;
            b += bRow;
        }

        Put(c, s00, s01, s02, s03);
        Put(c + cRow, s10, s11, s12, s13);
        Put(c + (2 * cRow), s20, s21, s22, s23);
        Put(c + (3 * cRow), s30, s31, s32, s33);
    }

    private static void Two(int inner, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool adds)
    {
        Vector512<float> s00 = default, s01 = default, s10 = default, s11 = default;
        Vector512<float> s20 = default, s21 = default, s30 = default, s31 = default;
        if (adds)
        {
            (s00, s01) = (Vector512.Load(c), Vector512.Load(c + 16));
            (s10, s11) = (Vector512.Load(c + cRow), Vector512.Load(c + cRow + 16));
            (s20, s21) = (Vector512.Load(c + (2 * cRow)), Vector512.Load(c + (2 * cRow) + 16));
            (s30, s31) = (Vector512.Load(c + (3 * cRow)), Vector512.Load(c + (3 * cRow) + 16));
        }

        for (int k = 0; k < inner; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            Fused(a[0], b0, b1, ref s00, ref s01);
            Fused(a[aRow], b0, b1, ref s10, ref s11);
            Fused(a[2 * aRow], b0, b1, ref s20, ref s21);
            Fused(a[3 * aRow], b0, b1, ref s30, ref s31);
            a += aColumn;
            b += bRow;
        }

        Put(c, s00, s01);
        Put(c + cRow, s10, s11);
        Put(c + (2 * cRow), s20, s21);
        Put(c + (3 * cRow), s30, s31);
    }

    private static void One(int inner, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool adds)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        if (adds)
            (s0, s1, s2, s3) = (Vector512.Load(c), Vector512.Load(c + cRow), Vector512.Load(c + (2 * cRow)), Vector512.Load(c + (3 * cRow)));

        for (int k = 0; k < inner; k++)
        {
            var b0 = Vector512.Load(b);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), b0, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[aRow]), b0, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2 * aRow]), b0, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3 * aRow]), b0, s3);
            a += aColumn;
            b += bRow;
        }

        s0.Store(c);
        s1.Store(c + cRow);
        s2.Store(c + (2 * cRow));
        s3.Store(c + (3 * cRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* at, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2, out Vector512<float> v3)
    {
        v0 = Vector512.Load(at);
        v1 = Vector512.Load(at + 16);
        v2 = Vector512.Load(at + 32);
        v3 = Vector512.Load(at + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fused(
        float a, Vector512<float> b0, Vector512<float> b1, Vector512<float> b2, Vector512<float> b3,
        ref Vector512<float> s0, ref Vector512<float> s1, ref Vector512<float> s2, ref Vector512<float> s3)
    {
        var all = Vector512.Create(a);
        s0 = Vector512.FusedMultiplyAdd(all, b0, s0);
        s1 = Vector512.FusedMultiplyAdd(all, b1, s1);
        s2 = Vector512.FusedMultiplyAdd(all, b2, s2);
        s3 = Vector512.FusedMultiplyAdd(all, b3, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fused(float a, Vector512<float> b0, Vector512<float> b1, ref Vector512<float> s0, ref Vector512<float> s1)
    {
        var all = Vector512.Create(a);
        s0 = Vector512.FusedMultiplyAdd(all, b0, s0);
        s1 = Vector512.FusedMultiplyAdd(all, b1, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(c);
        v1.Store(c + 16);
        v2.Store(c + 32);
        v3.Store(c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector512<float> v0, Vector512<float> v1)
    {
        v0.Store(c);
        v1.Store(c + 16);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>How numbers lie in memory; all are computed with in single precision.</summary>
internal unsafe interface INumbers
{
    /// <summary>Sixteen numbers from one on.</summary>
    static abstract Vector512<float> Load(void* numbers, nint index);

    /// <summary>Puts sixteen numbers down.</summary>
    static abstract void Store(Vector512<float> values, void* numbers, nint index);

    /// <summary>One number.</summary>
    static abstract float Get(void* numbers, nint index);

    /// <summary>Puts one number down.</summary>
    static abstract void Set(void* numbers, nint index, float value);
}

/// <summary>Numbers of four bytes.</summary>
internal readonly unsafe struct SingleNumbers : INumbers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(void* numbers, nint index) => Vector512.Load((float*)numbers + index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, void* numbers, nint index) => values.Store((float*)numbers + index);

    public static float Get(void* numbers, nint index) => ((float*)numbers)[index];

    public static void Set(void* numbers, nint index, float value) => ((float*)numbers)[index] = value;
}

/// <summary>Numbers of two bytes: the upper half of those of four, rounded to the nearest, of two equally near to the even one.</summary>
internal readonly unsafe struct BrainNumbers : INumbers
{
    private const uint Half = 0x7FFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(void* numbers, nint index)
    {
        var narrow = Vector256.Load((ushort*)numbers + index);
        Vector512<uint> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(narrow)
            : Vector512.Create(Vector256.WidenLower(narrow), Vector256.WidenUpper(narrow));
        return (wide << 16).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, void* numbers, nint index)
    {
        Vector512<uint> bits = values.AsUInt32();
        Vector512<uint> rounded = (bits + Vector512.Create(Half) + ((bits >> 16) & Vector512<uint>.One)) >> 16;
        Vector256<ushort> narrow = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256UInt16(rounded)
            : Vector256.Narrow(rounded.GetLower(), rounded.GetUpper());
        narrow.Store((ushort*)numbers + index);
    }

    public static float Get(void* numbers, nint index) => BitConverter.UInt32BitsToSingle((uint)((ushort*)numbers)[index] << 16);

    public static void Set(void* numbers, nint index, float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        ((ushort*)numbers)[index] = (ushort)((bits + Half + ((bits >> 16) & 1)) >> 16);
    }
}

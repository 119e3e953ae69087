using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Eight numbers at a time.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => 8;

    public static bool ManyRegisters => false;

    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    public static void Store(Vector256<float> vector, float* to) => vector.Store(to);

    public static Vector256<float> All(float number) => Vector256.Create(number);

    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    public static Vector256<float> Larger(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    public static Vector256<float> Smaller(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.LessThan(a, b), a, b);

    public static Vector256<float> PowerOfTwo(Vector256<float> bits) =>
        (Vector256.ShiftLeft(bits.AsInt32(), 23) + Vector256<float>.One.AsInt32()).AsSingle();

    public static Vector256<float> ZeroBelow(Vector256<float> numbers, Vector256<float> other, Vector256<float> bound) =>
        Vector256.ConditionalSelect(Vector256.LessThan(other, bound), Vector256<float>.Zero, numbers);
}

using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Sixteen numbers at a time.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => 16;

    public static bool ManyRegisters => true;

    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    public static void Store(Vector512<float> vector, float* to) => vector.Store(to);

    public static Vector512<float> All(float number) => Vector512.Create(number);

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    public static Vector512<float> Larger(Vector512<float> a, Vector512<float> b) => Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    public static Vector512<float> Smaller(Vector512<float> a, Vector512<float> b) => Vector512.ConditionalSelect(Vector512.LessThan(a, b), a, b);

    public static Vector512<float> PowerOfTwo(Vector512<float> bits) =>
        (Vector512.ShiftLeft(bits.AsInt32(), 23) + Vector512<float>.One.AsInt32()).AsSingle();

    public static Vector512<float> ZeroBelow(Vector512<float> numbers, Vector512<float> other, Vector512<float> bound) =>
        Vector512.ConditionalSelect(Vector512.LessThan(other, bound), Vector512<float>.Zero, numbers);
}

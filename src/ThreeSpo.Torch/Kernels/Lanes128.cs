using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Four numbers at a time.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => 4;

    public static bool ManyRegisters => false;

    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    public static void Store(Vector128<float> vector, float* to) => vector.Store(to);

    public static Vector128<float> All(float number) => Vector128.Create(number);

    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    public static Vector128<float> Larger(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    public static Vector128<float> Smaller(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b);

    public static Vector128<float> PowerOfTwo(Vector128<float> bits) =>
        (Vector128.ShiftLeft(bits.AsInt32(), 23) + Vector128<float>.One.AsInt32()).AsSingle();

    public static Vector128<float> ZeroBelow(Vector128<float> numbers, Vector128<float> other, Vector128<float> bound) =>
        Vector128.ConditionalSelect(Vector128.LessThan(other, bound), Vector128<float>.Zero, numbers);
}

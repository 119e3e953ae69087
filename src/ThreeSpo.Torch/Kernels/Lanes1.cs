namespace ThreeSpo.Torch.Kernels;

/// <summary>One number at a time, for machines without vectors.</summary>
internal readonly unsafe struct Lanes1 : ILanes<float>
{
    public static int Count => 1;

    public static bool ManyRegisters => false;

    public static float Load(float* from) => *from;

    public static void Store(float vector, float* to) => *to = vector;

    public static float All(float number) => number;

    public static float MultiplyAdd(float a, float b, float c) => float.MultiplyAddEstimate(a, b, c);

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float Larger(float a, float b) => a > b ? a : b;

    public static float Smaller(float a, float b) => a < b ? a : b;

    public static float PowerOfTwo(float bits) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(bits) << 23) + BitConverter.SingleToInt32Bits(1));

    public static float ZeroBelow(float numbers, float other, float bound) => other < bound ? 0 : numbers;
}

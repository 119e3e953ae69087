namespace ThreeSpo.Torch.Kernels;

/// <summary>A vector of single-precision numbers as the machine has it, or does without.</summary>
/// <typeparam name="TVector">The vector's own type.</typeparam>
/// <remarks>Kernels are written once over this; the compiler makes each width's code of its own.</remarks>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Numbers in a vector; a divisor of 16.</summary>
    static abstract int Count { get; }

    /// <summary>Whether there are registers for sixteen sums beside what they are made of.</summary>
    static abstract bool ManyRegisters { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(TVector vector, float* to);

    /// <summary>The same number everywhere.</summary>
    static abstract TVector All(float number);

    /// <summary>a·b + c, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>The larger of each pair; <paramref name="b"/> where one is not a number.</summary>
    static abstract TVector Larger(TVector a, TVector b);

    /// <summary>The smaller of each pair; <paramref name="b"/> where one is not a number.</summary>
    static abstract TVector Smaller(TVector a, TVector b);

    /// <summary>2ⁿ, n being the lowest bits of each number's own bits.</summary>
    static abstract TVector PowerOfTwo(TVector bits);

    /// <summary>The numbers, but 0 where another falls below a bound.</summary>
    static abstract TVector ZeroBelow(TVector numbers, TVector other, TVector bound);
}

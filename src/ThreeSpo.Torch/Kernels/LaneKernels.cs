using System.Runtime.CompilerServices;

namespace ThreeSpo.Torch.Kernels;

/// <summary>The kernels over one kind of vector.</summary>
/// <remarks>Sums go over sixteen partial sums, number i into sum i mod 16, which are then added up by halves: the same for every width.</remarks>
internal sealed unsafe class LaneKernels<TLanes, TVector> : VectorKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Partial = 16;

    public override int Width => TLanes.Count;

    public override void Multiply(in Product product) => LaneProduct<TLanes, TVector>.Run(product);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Normalise(float* from, float* weight, float* to, int count, int width, float epsilon)
    {
        TVector scale = TLanes.All(1 / MathF.Sqrt((SumOfSquares(from, count) / width) + epsilon));
        for (int i = 0; i < count; i += TLanes.Count)
            TLanes.Store(TLanes.Multiply(TLanes.Multiply(TLanes.Load(from + i), scale), TLanes.Load(weight + i)), to + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Turn(float* head, float* cosine, float* sine, int half, float scale)
    {
        int i = 0;
        for (; i + TLanes.Count <= half; i += TLanes.Count)
            Turn<TLanes, TVector>(head + i, cosine + i, sine + i, half, scale);

        for (; i < half; i++)
            Turn<Lanes1, float>(head + i, cosine + i, sine + i, half, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gate(float* gate, float* up, int count)
    {
        TVector zero = TLanes.All(0);
        TVector one = TLanes.All(1);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TVector x = TLanes.Load(gate + i);
            TVector silu = TLanes.Divide(x, TLanes.Add(one, Exponential<TLanes, TVector>.Of(TLanes.Subtract(zero, x))));
            TLanes.Store(TLanes.Multiply(silu, TLanes.Load(up + i)), gate + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Softmax(float* scores, int count)
    {
        int padded = Product.Padded(count);
        for (int i = count; i < padded; i++)
            scores[i] = float.NegativeInfinity;

        TVector largest = TLanes.All(Largest(scores, padded));
        for (int i = 0; i < padded; i += TLanes.Count)
            TLanes.Store(Exponential<TLanes, TVector>.Of(TLanes.Subtract(TLanes.Load(scores + i), largest)), scores + i);

        return 1 / Sum(scores, padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Exponentiate(float* numbers, int count)
    {
        for (int i = 0; i < count; i += TLanes.Count)
            TLanes.Store(Exponential<TLanes, TVector>.Of(TLanes.Load(numbers + i)), numbers + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float* from, float factor, float* to, int count)
    {
        TVector factors = TLanes.All(factor);
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
            TLanes.Store(TLanes.Multiply(TLanes.Load(from + i), factors), to + i);

        for (; i < count; i++)
            to[i] = from[i] * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TOne, TOneVector>(float* head, float* cosine, float* sine, int half, float scale)
        where TOne : struct, ILanes<TOneVector>
        where TOneVector : struct
    {
        TOneVector first = TOne.Load(head);
        TOneVector second = TOne.Load(head + half);
        TOneVector cosines = TOne.Load(cosine);
        TOneVector sines = TOne.Load(sine);
        TOneVector turned = TOne.Subtract(TOne.Multiply(first, cosines), TOne.Multiply(second, sines));
        TOne.Store(TOne.Multiply(turned, TOne.All(scale)), head);
        turned = TOne.Add(TOne.Multiply(second, cosines), TOne.Multiply(first, sines));
        TOne.Store(TOne.Multiply(turned, TOne.All(scale)), head + half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfSquares(float* numbers, int count)
    {
        float* partial = stackalloc float[Partial];
        for (int lane = 0; lane < Partial; lane += TLanes.Count)
        {
            TVector sum = TLanes.All(0);
            for (int i = lane; i < count; i += Partial)
            {
                TVector one = TLanes.Load(numbers + i);
                sum = TLanes.MultiplyAdd(one, one, sum);
            }

            TLanes.Store(sum, partial + lane);
        }

        return Folded(partial);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(float* numbers, int count)
    {
        float* partial = stackalloc float[Partial];
        for (int lane = 0; lane < Partial; lane += TLanes.Count)
        {
            TVector sum = TLanes.All(0);
            for (int i = lane; i < count; i += Partial)
                sum = TLanes.Add(sum, TLanes.Load(numbers + i));

            TLanes.Store(sum, partial + lane);
        }

        return Folded(partial);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest(float* numbers, int count)
    {
        float* partial = stackalloc float[Partial];
        TVector largest = TLanes.Load(numbers);
        for (int i = TLanes.Count; i < count; i += TLanes.Count)
            largest = TLanes.Larger(TLanes.Load(numbers + i), largest);

        TLanes.Store(largest, partial);
        for (int i = 1; i < TLanes.Count; i++)
            partial[0] = partial[i] > partial[0] ? partial[i] : partial[0];

        return partial[0];
    }

    /// <summary>Adds up the partial sums by halves.</summary>
    private static float Folded(float* partial)
    {
        for (int half = Partial / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                partial[i] += partial[i + half];
        }

        return partial[0];
    }
}

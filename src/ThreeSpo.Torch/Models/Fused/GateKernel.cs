using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>The gate of the feed-forward layer.</summary>
/// <remarks>h = g·σ(g)·u; dg = dh·u·σ·(1 + g·(1 − σ)), du = dh·g·σ, with σ = 1/(1 + e^−g).</remarks>
internal static unsafe class GateKernel<T>
    where T : struct, INumbers
{
    /// <summary>h.</summary>
    /// <param name="count">How many numbers; a multiple of 16.</param>
    /// <param name="gate">g.</param>
    /// <param name="up">u.</param>
    /// <param name="output">h.</param>
    public static void Forward(nint count, void* gate, void* up, void* output)
    {
        for (nint i = 0; i < count; i += 16)
        {
            Vector512<float> g = T.Load(gate, i);
            T.Store(g * Sigmoid(g) * T.Load(up, i), output, i);
        }
    }

    /// <summary>dg and du.</summary>
    public static void Backward(nint count, void* gate, void* up, void* slopes, void* gateSlopes, void* upSlopes)
    {
        for (nint i = 0; i < count; i += 16)
        {
            Vector512<float> g = T.Load(gate, i);
            Vector512<float> slope = T.Load(slopes, i);
            Vector512<float> sigmoid = Sigmoid(g);
            Vector512<float> open = g * sigmoid;
            T.Store(slope * T.Load(up, i) * (sigmoid + (open * (Vector512<float>.One - sigmoid))), gateSlopes, i);
            T.Store(slope * open, upSlopes, i);
        }
    }

    private static Vector512<float> Sigmoid(Vector512<float> g) => Vector512<float>.One / (Vector512<float>.One + Exponential.Of(-g));
}

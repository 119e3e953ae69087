using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Kernels;

/// <summary>The loops that a decoder consists of, for one width of vectors. Without state.</summary>
/// <remarks>Counts are multiples of 16 unless said. All widths add up in the same order: where the machine can multiply and add in one step, they give the same bits.</remarks>
internal abstract unsafe class VectorKernels
{
    /// <summary>The kernels of every width, the widest first; those that the machine lacks work, but slowly.</summary>
    public static IReadOnlyList<VectorKernels> All { get; } =
    [
        new LaneKernels<Lanes512, Vector512<float>>(), new LaneKernels<Lanes256, Vector256<float>>(),
        new LaneKernels<Lanes128, Vector128<float>>(), new LaneKernels<Lanes1, float>(),
    ];

    /// <summary>Those of the widest vectors that the machine has.</summary>
    public static VectorKernels Widest { get; } =
        Vector512.IsHardwareAccelerated ? All[0] : Vector256.IsHardwareAccelerated ? All[1] : Vector128.IsHardwareAccelerated ? All[2] : All[3];

    /// <summary>Numbers in a vector.</summary>
    public abstract int Width { get; }

    /// <summary>Multiplies.</summary>
    public abstract void Multiply(in Product product);

    /// <summary>Normalises one row by its root mean square: to = from / √(Σ from² / width + ε) · weight.</summary>
    /// <param name="from">Shape [count], 0 from <paramref name="width"/> on.</param>
    /// <param name="weight">Shape [count].</param>
    /// <param name="to">Shape [count]; may be <paramref name="from"/>.</param>
    /// <param name="count">Numbers, rounded up.</param>
    /// <param name="width">How many of them count.</param>
    /// <param name="epsilon">ε.</param>
    public abstract void Normalise(float* from, float* weight, float* to, int count, int width, float epsilon);

    /// <summary>Turns a head by its position: (x₁, x₂) becomes (x₁·cos − x₂·sin, x₂·cos + x₁·sin).</summary>
    /// <param name="head">Shape [2 · half].</param>
    /// <param name="cosine">Shape [half].</param>
    /// <param name="sine">Shape [half].</param>
    /// <param name="half">Any number.</param>
    /// <param name="scale">What it is multiplied by after that.</param>
    public abstract void Turn(float* head, float* cosine, float* sine, int half, float scale);

    /// <summary>gate = silu(gate) ⊙ up, with silu(x) = x / (1 + e⁻ˣ).</summary>
    public abstract void Gate(float* gate, float* up, int count);

    /// <summary>scores = e^(scores − largest), not divided by their sum.</summary>
    /// <param name="scores">Shape [count rounded up to 16]; what is behind count becomes 0.</param>
    /// <param name="count">Any number, at least 1.</param>
    /// <returns>1 / Σ.</returns>
    public abstract float Softmax(float* scores, int count);

    /// <summary>e^x in place: see <see cref="Exponential{TLanes, TVector}"/>.</summary>
    public abstract void Exponentiate(float* numbers, int count);

    /// <summary>to = from · factor.</summary>
    /// <param name="from">Shape [count].</param>
    /// <param name="factor">The factor.</param>
    /// <param name="to">Shape [count].</param>
    /// <param name="count">Any number.</param>
    public abstract void Scale(float* from, float factor, float* to, int count);
}

using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Cosines and sines of the rotary position embedding, made once up to the longest position asked for.</summary>
/// <remarks>
/// Su et al. (arXiv 2104.09864), with the halves of a head paired as in Hugging Face's models: x' = x·cos + rotate(x)·sin,
/// rotate(x₁, x₂) = (−x₂, x₁), angle of pair i at position p: p / θ^(2i/d). Angles are computed in single precision, as there; in double for a model in double.
/// </remarks>
internal sealed class RotaryTable(int headSize, double theta, RopeScaling? scaling = null) : IDisposable
{
    private readonly Lock _lock = new();
    private (Tensor Cosine, Tensor Sine, ScalarType Type, DeviceType Device, long Length)? _table;

    /// <summary>Rows 0 to <paramref name="length"/> − 1 of both tables, shape [length, d] each.</summary>
    public (Tensor Cosine, Tensor Sine) First(long length, Tensor like)
    {
        (Tensor cosine, Tensor sine) = Table(length, like);
        return (cosine.narrow(0, 0, length), sine.narrow(0, 0, length));
    }

    /// <summary>Rows of both tables by position.</summary>
    /// <param name="positions">Positions of int64 type, any shape [...]; below <paramref name="length"/>.</param>
    /// <param name="length">One more than the largest position.</param>
    /// <param name="like">A tensor of the wanted type and device.</param>
    /// <returns>Shape [..., d] each.</returns>
    public (Tensor Cosine, Tensor Sine) At(Tensor positions, long length, Tensor like)
    {
        (Tensor cosine, Tensor sine) = Table(length, like);
        long[] shape = [.. positions.shape, headSize];
        Tensor flat = positions.reshape(-1);
        return (cosine.index_select(0, flat).reshape(shape), sine.index_select(0, flat).reshape(shape));
    }

    /// <summary>Turns heads by their positions.</summary>
    /// <param name="heads">Shape [..., heads, d].</param>
    /// <param name="cosine">Shape [..., 1, d].</param>
    /// <param name="sine">Shape [..., 1, d].</param>
    public static Tensor Turn(Tensor heads, Tensor cosine, Tensor sine)
    {
        using DisposeScope scope = NewDisposeScope();
        long half = heads.shape[^1] / 2;
        Tensor first = heads.narrow(-1, 0, half);
        Tensor second = heads.narrow(-1, half, half);
        Tensor turned = cat([second.neg(), first], -1);
        return (heads * cosine).addcmul(turned, sine, 1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _table?.Cosine.Dispose();
        _table?.Sine.Dispose();
    }

    private (Tensor Cosine, Tensor Sine) Table(long length, Tensor like)
    {
        lock (_lock)
        {
            if (_table is { } table && table.Length >= length && table.Type == like.dtype && table.Device == like.device_type)
                return (table.Cosine, table.Sine);

            using DisposeScope scope = NewDisposeScope();
            long rows = Math.Max(256, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)length));
            ScalarType precise = like.dtype is ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
            Tensor exponents = arange(0, headSize, 2, precise) / headSize;
            Tensor frequencies = 1 / pow(tensor(theta, precise), exponents); // [d/2]
            if (scaling is not null)
                frequencies = tensor(frequencies.to(ScalarType.Float64).data<double>().Select(scaling.Of).ToArray()).to(precise);

            Tensor angles = arange(rows, precise).unsqueeze(1) * frequencies; // [rows, d/2]
            Tensor both = cat([angles, angles], -1);

            // The old tables may still be in use by another thread: the collector's finaliser frees them.
            Tensor cosine = both.cos().to(like.dtype).to(like.device).DetachFromDisposeScope();
            Tensor sine = both.sin().to(like.dtype).to(like.device).DetachFromDisposeScope();
            _table = (cosine, sine, like.dtype, like.device_type, rows);
            return (cosine, sine);
        }
    }
}

using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Cosines and sines of the rotary positions, taken out of the decoder's own table so that not a bit differs. Any thread may ask.</summary>
internal sealed class TurnTable(DecoderConfig config)
{
    private const int Fewest = 256;
    private readonly Lock _lock = new();
    private TurnRows? _rows;

    /// <summary>Rows for at least so many positions; they never change, a longer table is another one.</summary>
    public TurnRows For(int positions)
    {
        TurnRows? rows = Volatile.Read(ref _rows);
        if (rows is not null && rows.Positions >= positions)
            return rows;

        lock (_lock)
        {
            if (_rows is not null && _rows.Positions >= positions)
                return _rows;

            rows = Made(Math.Max(Fewest, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)positions)));
            Volatile.Write(ref _rows, rows);
            return rows;
        }
    }

    private TurnRows Made(int positions)
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using var table = new RotaryTable(config.HeadSize, config.RopeTheta, config.Scaling);
        using Tensor like = empty(0, ScalarType.Float32);
        (Tensor cosine, Tensor sine) = table.First(positions, like);
        int half = config.HeadSize / 2;
        return new TurnRows(positions, half, Halves(cosine, half), Halves(sine, half));
    }

    /// <summary>The first half of each row: the second is the same.</summary>
    private static KeptFloats Halves(Tensor rows, int half)
    {
        float[] numbers = rows.narrow(1, 0, half).contiguous().data<float>().ToArray();
        var kept = new KeptFloats(numbers.Length);
        numbers.CopyTo(kept.Span);
        return kept;
    }
}

/// <summary>Cosines and sines by position.</summary>
/// <param name="Positions">How many positions there are.</param>
/// <param name="Half">d/2.</param>
/// <param name="Cosine">Shape [positions, d/2].</param>
/// <param name="Sine">Shape [positions, d/2].</param>
internal sealed record TurnRows(int Positions, int Half, KeptFloats Cosine, KeptFloats Sine);

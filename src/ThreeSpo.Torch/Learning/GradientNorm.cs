using System.Runtime.Intrinsics;
using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>How long a gradient is.</summary>
internal static class GradientNorm
{
    /// <summary>So many squares are summed in single precision, in sixteen sums, before they are added up in double.</summary>
    private const int Run = 4096;

    /// <summary>√Σ g².</summary>
    /// <param name="gradient">A tensor per parameter.</param>
    /// <returns>Not finite where any of its numbers is not.</returns>
    public static double Of(IReadOnlyList<Tensor> gradient)
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double squares = 0;
        foreach (Tensor slope in gradient)
        {
            squares += slope.dtype is ScalarType.Float32 && slope.device_type is DeviceType.CPU
                ? FlatPieces.Of(slope).Sum(Squares)
                : slope.to(ScalarType.Float64).square().sum().item<double>();
        }

        return Math.Sqrt(squares);
    }

    private static unsafe double Squares(Tensor piece)
    {
        var numbers = new ReadOnlySpan<float>((void*)FusedOperation.At(piece), (int)piece.numel());
        double sum = 0;
        for (int start = 0; start < numbers.Length; start += Run)
        {
            ReadOnlySpan<float> run = numbers[start..Math.Min(numbers.Length, start + Run)];
            Vector512<float> sums = default;
            int i = 0;
            for (; i + 16 <= run.Length; i += 16)
            {
                var value = Vector512.Create(run[i..]);
                sums = Vector512.FusedMultiplyAdd(value, value, sums);
            }

            float rest = 0;
            for (; i < run.Length; i++)
                rest += run[i] * run[i];

            sum += Vector512.Sum(sums) + rest;
        }

        return sum;
    }
}

/// <summary>A tensor as flat pieces: a span holds no more than 2 GiB, a tensor may.</summary>
internal static class FlatPieces
{
    /// <summary>Numbers of a piece; a multiple of what vectors hold.</summary>
    private const long Most = 1 << 22;

    /// <summary>Views of a tensor without gaps, one after another.</summary>
    public static IEnumerable<Tensor> Of(Tensor tensor)
    {
        Tensor flat = tensor.detach().contiguous().view(-1);
        for (long first = 0; first < flat.numel(); first += Most)
            yield return flat.narrow(0, first, Math.Min(Most, flat.numel() - first));
    }
}

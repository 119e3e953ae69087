using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>The clipped loss of values that a critic foresaw.</summary>
internal static class ValueLoss
{
    /// <summary>The loss of each value.</summary>
    /// <param name="values">V now, any shape. In units of return.</param>
    /// <param name="old">V when the actions were credited, the same shape.</param>
    /// <param name="targets">R, the same shape.</param>
    /// <param name="clip">ε: how far a value may go from the old one before its gradient ends; 0 for any distance.</param>
    /// <returns>The losses in squared units of return, and 1 where the clip decided; the same shape.</returns>
    /// <remarks>As <see cref="Optimization.ValueObjective"/>: L = max((V − R)², (clip(V, V_old − ε, V_old + ε) − R)²).</remarks>
    public static (Tensor Losses, Tensor Clipped) Of(Tensor values, Tensor old, Tensor targets, double clip)
    {
        Tensor free = (values - targets).square();
        if (clip <= 0)
            return (free, zeros_like(free));

        Tensor near = (maximum(minimum(values, old + clip), old - clip) - targets).square();
        return (maximum(free, near), near.gt(free).to(values.dtype));
    }
}

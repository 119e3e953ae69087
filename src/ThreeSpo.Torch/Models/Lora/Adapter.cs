using ThreeSpo.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>A change of low rank to a linear map.</summary>
/// <remarks>Hu et al. (arXiv 2106.09685), Eq. 3: y = W·x + s·B·(A·x), with the scale s of <see cref="LoraConfig.ScaleOf"/>.</remarks>
internal sealed class Adapter : IDisposable
{
    /// <summary>Makes one that changes nothing: both matrices are 0.</summary>
    /// <param name="inputs">Width of the map's input.</param>
    /// <param name="outputs">Width of its output.</param>
    /// <param name="rank">r.</param>
    /// <param name="scale">s.</param>
    /// <param name="place">Type and device of its numbers.</param>
    public Adapter(int inputs, int outputs, int rank, double scale, Placement place)
    {
        Scale = scale;
        Down = Made(zeros(rank, inputs, place.Type, place.Device));
        Up = Made(zeros(outputs, rank, place.Type, place.Device));
    }

    /// <summary>A, shape [r, in].</summary>
    public Parameter Down { get; }

    /// <summary>B, shape [out, r].</summary>
    public Parameter Up { get; }

    /// <summary>s.</summary>
    public double Scale { get; }

    /// <summary>A and B as they were when their start was kept; null where that was nothing.</summary>
    public (Tensor Down, Tensor Up)? Start { get; private set; }

    /// <summary>Fills A at random and leaves B at 0: the map begins as it was.</summary>
    /// <param name="draw">The draws of this adapter; Node is left to it.</param>
    /// <remarks>As PEFT does: He et al. (arXiv 1502.01852) for a leaky slope of √5, which is even in [−1/√in, 1/√in).</remarks>
    public void Fill(Draw draw)
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double bound = 1 / Math.Sqrt(Down.shape[1]);
        float[] numbers = new float[Down.numel()];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (float)(bound * ((2 * (draw with { Node = i }).Uniform(Use.Weights)) - 1));

        Down.copy_(tensor(numbers, Down.shape));
    }

    /// <summary>Adds what it changes to a map's output, as <see cref="AdapterScope"/> says.</summary>
    /// <param name="output">Shape [..., out].</param>
    /// <param name="input">Shape [..., in].</param>
    /// <returns>Shape [..., out].</returns>
    public Tensor AddTo(Tensor output, Tensor input)
    {
        (Tensor Down, Tensor Up)? used = AdapterScope.Use switch { AdapterUse.Now => (Down, Up), AdapterUse.Start => Start, _ => null };
        if (used is not { } pair)
            return output;

        using DisposeScope scope = NewDisposeScope();
        Tensor low = nn.functional.linear(input, As(input, pair.Down)); // [..., r]
        return output.add(nn.functional.linear(low, As(input, pair.Up)), Scale).MoveToOuterDisposeScope(); // [..., out]
    }

    /// <summary>s·B·A, shape [out, in].</summary>
    public Tensor Change()
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Up.matmul(Down).mul(Scale).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps a copy of it as the start that later evaluations can go back to.</summary>
    public void KeepStart()
    {
        using var guard = no_grad();
        Forget();
        Start = (Down.detach().clone().DetachFromDisposeScope(), Up.detach().clone().DetachFromDisposeScope());
    }

    public void Dispose()
    {
        Forget();
        Down.Dispose();
        Up.Dispose();
    }

    /// <summary>In the type that the map computes in: a model may be in half precision while what learns is not.</summary>
    private static Tensor As(Tensor input, Tensor half) => half.dtype == input.dtype ? half : half.to(input.dtype);

    private void Forget()
    {
        Start?.Down.Dispose();
        Start?.Up.Dispose();
        Start = null;
    }

    private static Parameter Made(Tensor numbers)
    {
        var parameter = new Parameter(numbers);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}

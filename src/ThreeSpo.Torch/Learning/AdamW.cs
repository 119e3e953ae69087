using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Adam with decay of the weights themselves.</summary>
/// <remarks>
/// Loshchilov, Hutter (arXiv 1711.05101), algorithm 2: θ ← θ − η·λ·θ − η·m̂/(√v̂ + ε), with β₁ = 0.9, ε = 1e-8. Every tensor decays,
/// norms and biases too, as in the reference. Of parameters of sixteen bits it keeps masters of thirty-two: a step of 1e-6 on a number
/// near 0.1 is far below what sixteen bits can tell apart, and would be lost every time.
/// </remarks>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Epsilon = 1e-8;

    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly Tensor?[] _masters;
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;
    private readonly double _decay;
    private readonly double _beta2;
    private readonly int _workers;

    /// <summary>Makes it for some parameters.</summary>
    /// <param name="parameters">The parameters; changed by every step.</param>
    /// <param name="decay">λ.</param>
    /// <param name="beta2">β₂: how slowly the mean square of a slope follows; smaller for short trainings.</param>
    /// <param name="workers">Threads.</param>
    public AdamW(IReadOnlyList<Parameter> parameters, double decay, double beta2 = 0.999, int workers = 1)
    {
        _beta2 = beta2;
        _parameters = parameters;
        _decay = decay;
        _workers = workers;
        using var guard = no_grad();
        _masters = [.. parameters.Select(one => one.dtype is ScalarType.BFloat16 ? one.detach().to(ScalarType.Float32).DetachFromDisposeScope() : null)];
        _first = [.. parameters.Select((one, i) => zeros_like(_masters[i] ?? one).DetachFromDisposeScope())];
        _second = [.. parameters.Select((one, i) => zeros_like(_masters[i] ?? one).DetachFromDisposeScope())];
    }

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; set; }

    /// <summary>All that it goes on from: mean slopes of every parameter, then mean squared slopes, then masters of those that have one.</summary>
    public IReadOnlyList<Tensor> State => [.. _first, .. _second, .. _masters.OfType<Tensor>()];

    /// <summary>Takes one step down a gradient.</summary>
    /// <param name="gradients">A gradient per parameter, in single precision at least.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="scale">What the gradient is multiplied by first.</param>
    public void Step(IReadOnlyList<Tensor> gradients, double learningRate, double scale = 1)
    {
        Steps++;
        var step = new AdamStep(
            Beta1, _beta2, 1 - (learningRate * _decay), learningRate / (1 - Math.Pow(Beta1, Steps)),
            1 / Math.Sqrt(1 - Math.Pow(_beta2, Steps)), Epsilon, scale);
        InParallel.For(_parameters.Count, _workers, i => Step(i, gradients[i], step), CancellationToken.None);
    }

    /// <summary>Gives every parameter its master's numbers, after those were read.</summary>
    public void TakeMasters()
    {
        using var guard = no_grad();
        for (int i = 0; i < _parameters.Count; i++)
        {
            if (_masters[i] is { } master)
                _parameters[i].copy_(master);
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in State)
            tensor.Dispose();
    }

    private void Step(int i, Tensor gradient, in AdamStep step)
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor master = _masters[i] ?? _parameters[i];
        if (FusedOperation.Serves(_parameters[i]) && gradient.dtype is ScalarType.Float32 && master.is_contiguous())
        {
            foreach (((((Tensor of, Tensor slope), Tensor first), Tensor second), Tensor copy) in FlatPieces.Of(master).Zip(FlatPieces.Of(gradient))
                .Zip(FlatPieces.Of(_first[i])).Zip(FlatPieces.Of(_second[i])).Zip(FlatPieces.Of(_parameters[i])))
            {
                Written(of, slope, first, second, copy, step);
            }

            return;
        }

        Tensor scaled = gradient * step.Scale;
        _first[i].copy_((_first[i] * step.Beta1) + (scaled * (1 - step.Beta1)));
        _second[i].copy_((_second[i] * step.Beta2) + (scaled.square() * (1 - step.Beta2)));
        Tensor denominator = (_second[i].sqrt() * step.Correction) + step.Epsilon;
        master.copy_((master * step.Kept) - (_first[i] / denominator * step.Rate));
        if (_masters[i] is not null)
            _parameters[i].copy_(master);
    }

    private static unsafe void Written(Tensor master, Tensor slope, Tensor first, Tensor second, Tensor copy, in AdamStep step)
    {
        (nint theta, nint g, nint m, nint v, nint to) = (
            FusedOperation.At(master), FusedOperation.At(slope), FusedOperation.At(first), FusedOperation.At(second), FusedOperation.At(copy));
        nint count = (nint)master.numel();
        if (copy.dtype is ScalarType.BFloat16)
            AdamKernel<BrainNumbers>.Step(count, (float*)theta, (float*)g, (float*)m, (float*)v, (void*)to, step);
        else
            AdamKernel<SingleNumbers>.Step(count, (float*)theta, (float*)g, (float*)m, (float*)v, (void*)to, step);
    }
}

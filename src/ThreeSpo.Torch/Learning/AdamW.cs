using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Adam with decay of the weights themselves.</summary>
/// <remarks>
/// Loshchilov, Hutter (arXiv 1711.05101), algorithm 2: θ ← θ − η·λ·θ − η·m̂/(√v̂ + ε), with β₁ = 0.9, ε = 1e-8. Every tensor decays,
/// norms and biases too, as in the reference.
/// </remarks>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Epsilon = 1e-8;

    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;
    private readonly double _decay;
    private readonly double _beta2;

    /// <summary>Makes it for some parameters.</summary>
    /// <param name="parameters">The parameters; changed by every step.</param>
    /// <param name="decay">λ.</param>
    /// <param name="beta2">β₂: how slowly the mean square of a slope follows; smaller for short trainings.</param>
    public AdamW(IReadOnlyList<Parameter> parameters, double decay, double beta2 = 0.999)
    {
        _beta2 = beta2;
        _parameters = parameters;
        _decay = decay;
        using var guard = no_grad();
        _first = [.. parameters.Select(one => zeros_like(one).DetachFromDisposeScope())];
        _second = [.. parameters.Select(one => zeros_like(one).DetachFromDisposeScope())];
    }

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; set; }

    /// <summary>Mean slope and mean squared slope of every parameter: first all means, then all mean squares.</summary>
    public IReadOnlyList<Tensor> Averages => [.. _first, .. _second];

    /// <summary>Takes one step down a gradient.</summary>
    /// <param name="gradients">A gradient per parameter.</param>
    /// <param name="learningRate">η.</param>
    public void Step(IReadOnlyList<Tensor> gradients, double learningRate)
    {
        using var guard = no_grad();
        Steps++;
        double rate = learningRate / (1 - Math.Pow(Beta1, Steps));
        double correction = 1 / Math.Sqrt(1 - Math.Pow(_beta2, Steps));
        for (int i = 0; i < _parameters.Count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            _first[i].mul_(Beta1).add_(gradients[i], 1 - Beta1);
            _second[i].mul_(_beta2).addcmul_(gradients[i], gradients[i], 1 - _beta2);
            Tensor denominator = _second[i].sqrt().mul_(correction).add_(Epsilon);
            _parameters[i].mul_(1 - (learningRate * _decay)).addcdiv_(_first[i], denominator, -rate);
            _first[i].DetachFromDisposeScope();
            _second[i].DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _first.Concat(_second))
            tensor.Dispose();
    }
}

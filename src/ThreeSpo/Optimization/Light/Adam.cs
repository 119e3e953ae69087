using System.Numerics;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization.Light;

/// <summary>Adam without decay.</summary>
/// <param name="size">How many weights there are.</param>
/// <remarks>Kingma, Ba (arXiv 1412.6980), algorithm 1: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</remarks>
public sealed class Adam(int size)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _first = new float[size];
    private readonly float[] _second = new float[size];

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Saves its averages.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin("adam");
        to.Write(Steps);
        to.Write(_first);
        to.Write(_second);
    }

    /// <summary>Puts its averages back.</summary>
    /// <exception cref="InvalidDataException">They were saved for another number of weights, or are damaged.</exception>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Expect("adam");
        (int steps, float[] first, float[] second) = (from.Count(), from.Floats(), from.Floats());
        if (first.Length != _first.Length || second.Length != _second.Length)
            throw new InvalidDataException($"A saved Adam has {first.Length} and {second.Length} averages, but there are {_first.Length} weights. Use the checkpoint before.");

        Steps = steps;
        first.CopyTo(_first, 0);
        second.CopyTo(_second, 0);
    }

    /// <summary>Takes one step down a gradient.</summary>
    /// <param name="weights">The weights, shape [size]; changed.</param>
    /// <param name="gradient">dL/dw, shape [size].</param>
    /// <param name="learningRate">The step size.</param>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient, double learningRate)
    {
        if (weights.Length != _first.Length || gradient.Length != _first.Length)
        {
            throw new ArgumentException(
                $"Adam was made for {_first.Length} weights, but got {weights.Length} weights and {gradient.Length} slopes. Pass arrays of that length.",
                nameof(weights));
        }

        Steps++;
        var rate = new Vector<float>((float)(learningRate / (1 - Math.Pow(Beta1, Steps))));
        var correction = new Vector<float>((float)(1 / (1 - Math.Pow(Beta2, Steps))));
        var epsilon = new Vector<float>(Epsilon);

        // Element-wise in single precision, so a vector register holds as many independent scalar steps: any width, same bytes.
        for (int i = 0; i < _first.Length; i += Vector<float>.Count)
        {
            var slope = new Vector<float>(gradient[i..]);
            Vector<float> first = (new Vector<float>(_first, i) * Beta1) + (slope * (1 - Beta1));
            Vector<float> second = (new Vector<float>(_second, i) * Beta2) + (slope * slope * (1 - Beta2));
            first.CopyTo(_first, i);
            second.CopyTo(_second, i);
            (new Vector<float>(weights[i..]) - (rate * first / (Vector.SquareRoot(second * correction) + epsilon))).CopyTo(weights[i..]);
        }
    }
}

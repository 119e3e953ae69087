using static TorchSharp.torch;

namespace ThreeSpo.Torch.Gate;

/// <summary>One thing that the engine asks of libtorch, with inputs to try it on.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Act">Does it; inputs in the order given.</param>
/// <param name="Inputs">What the inputs are like.</param>
internal sealed record Operation(string Name, Func<Tensor[], Tensor> Act, params Input[] Inputs)
{
    /// <summary>Most that a result in fp32 may be off, relative to the largest number in it.</summary>
    public double Single { get; init; } = 1e-5;

    /// <summary>Most that a result in bf16 may be off; its numbers are 2⁻⁹ apart, relative to their size.</summary>
    public double Brain { get; init; } = 2e-2;

    /// <summary>Whether it is learned through: its gradients are compared too.</summary>
    public bool IsDifferentiated { get; init; } = true;
}

/// <summary>What an input is like.</summary>
/// <param name="Kind">Its numbers.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record Input(InputKind Kind, params long[] Shape)
{
    /// <summary>Ids are below this.</summary>
    public int Below { get; init; }

    /// <summary>Normally distributed numbers.</summary>
    public static Input Normal(params long[] shape) => new(InputKind.Normal, shape);

    /// <summary>Numbers above 0.</summary>
    public static Input Positive(params long[] shape) => new(InputKind.Positive, shape);

    /// <summary>Whole numbers below one.</summary>
    public static Input Ids(int below, params long[] shape) => new(InputKind.Ids, shape) { Below = below };

    /// <summary>0, or −∞ above the diagonal.</summary>
    public static Input Causal(long size) => new(InputKind.Causal, size, size);
}

/// <summary>Kinds of numbers to try operations on.</summary>
internal enum InputKind
{
    /// <summary>Normally distributed.</summary>
    Normal,

    /// <summary>In [0.1, 2).</summary>
    Positive,

    /// <summary>Whole, of int64 type.</summary>
    Ids,

    /// <summary>0, or −∞ above the diagonal.</summary>
    Causal,
}

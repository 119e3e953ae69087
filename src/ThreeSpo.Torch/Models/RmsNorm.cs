using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Root-mean-square normalisation over the last dimension.</summary>
/// <remarks>Zhang, Sennrich (arXiv 1910.07467) Eq. 4: y = x / √(mean(x²) + ε) · w.</remarks>
internal sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly double _epsilon;

    public RmsNorm(int width, double epsilon, Placement place)
        : base(nameof(RmsNorm))
    {
        _weight = new Parameter(ones(width, place.Type, place.Device));
        _epsilon = epsilon;
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input)
    {
        if (FusedNorm.Serves(input, _weight))
            return FusedNorm.Of(input, _weight, _epsilon);

        using DisposeScope scope = NewDisposeScope();
        Tensor wide = input.dtype is ScalarType.BFloat16 ? input.to(ScalarType.Float32) : input;
        Tensor scale = wide.square().mean([-1], keepdim: true).add(_epsilon).rsqrt();
        return (wide * scale * _weight).to(input.dtype).MoveToOuterDisposeScope();
    }
}

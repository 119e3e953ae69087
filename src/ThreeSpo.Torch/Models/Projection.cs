using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A linear map: weight [out, in], and a bias [out] where it has one.</summary>
internal sealed class Projection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? _bias;

    public Projection(int inputs, int outputs, bool biased, Placement place)
        : base(nameof(Projection))
    {
        Weight = new Parameter(zeros(outputs, inputs, place.Type, place.Device));
        register_parameter("weight", Weight);
        if (biased)
        {
            _bias = new Parameter(zeros(outputs, place.Type, place.Device));
            register_parameter("bias", _bias);
        }
    }

    public Parameter Weight { get; }

    public override Tensor forward(Tensor input) => nn.functional.linear(input, Weight, _bias);
}

using ThreeSpo.Torch.Models.Lora;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A linear map: weight [out, in], a bias [out] where it has one, and an adapter where it has one.</summary>
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

    /// <summary>What is added to the map; null where nothing is. Its own numbers are not among the module's parameters.</summary>
    public Adapter? Adapter { get; set; }

    public override Tensor forward(Tensor input)
    {
        Tensor output = nn.functional.linear(input, Weight, _bias);
        return Adapter is null ? output : Adapter.AddTo(output, input);
    }

    /// <summary>The weight with the adapter added, apart from both: W + s·B·A.</summary>
    /// <returns>Shape [out, in], of the weight's type; without a gradient, the caller's to dispose of. Where there is no adapter it shares the weight's numbers.</returns>
    public Tensor Effective()
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        if (Adapter is null)
            return Weight.detach().MoveToOuterDisposeScope();

        // The sum is rounded once: half precision would lose small changes before they are added.
        ScalarType wide = Weight.dtype is ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return Weight.detach().to(wide).add(Adapter.Change().to(wide)).to(Weight.dtype).MoveToOuterDisposeScope();
    }
}

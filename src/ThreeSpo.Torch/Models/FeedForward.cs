using ThreeSpo.Torch.Models.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>The gated feed-forward layer.</summary>
/// <remarks>SwiGLU (Shazeer, arXiv 2002.05202): y = W_down·(silu(W_gate·x) ⊙ W_up·x).</remarks>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Projection _gate;
    private readonly Projection _up;
    private readonly Projection _down;

    public FeedForward(DecoderConfig config, Placement place)
        : base(nameof(FeedForward))
    {
        _gate = new Projection(config.HiddenSize, config.IntermediateSize, config.FeedForwardBias, place);
        _up = new Projection(config.HiddenSize, config.IntermediateSize, config.FeedForwardBias, place);
        _down = new Projection(config.IntermediateSize, config.HiddenSize, config.FeedForwardBias, place);
        register_module("gate_proj", _gate);
        register_module("up_proj", _up);
        register_module("down_proj", _down);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor gate, Tensor up) = (_gate.forward(input), _up.forward(input));
        Tensor open = FusedGate.Serves(gate, up) ? FusedGate.Of(gate, up) : nn.functional.silu(gate) * up;
        return _down.forward(open).MoveToOuterDisposeScope();
    }
}

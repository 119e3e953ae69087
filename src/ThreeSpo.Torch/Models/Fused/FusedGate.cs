using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>The gate of the feed-forward layer as one operation.</summary>
internal sealed class FusedGate : autograd.SingleTensorFunction<FusedGate>
{
    public override string Name => nameof(FusedGate);

    /// <summary>Whether it can be computed here.</summary>
    public static bool Serves(Tensor gate, Tensor up) =>
        FusedOperation.Serves(gate) && gate.dtype == up.dtype && gate.numel() % 16 == 0 && gate.is_contiguous() && up.is_contiguous();

    /// <summary>silu(gate) ⊙ up.</summary>
    /// <param name="gate">Any shape, without gaps.</param>
    /// <param name="up">The same shape.</param>
    public static Tensor Of(Tensor gate, Tensor up) => is_grad_enabled() ? apply(gate, up) : Computed(gate, up);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor gate, Tensor up) = ((Tensor)vars[0], (Tensor)vars[1]);
        ctx.save_for_backward([gate, up]);
        return Computed(gate, up);
    }

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        if (ctx.get_saved_variables() is not [Tensor gate, Tensor up])
            throw new InvalidOperationException("The gate's saved tensors are gone.");

        Tensor slopes = grad_output.contiguous();
        (Tensor gateSlopes, Tensor upSlopes) = (empty_like(gate), empty_like(up));
        nint count = (nint)gate.numel();
        (nint g, nint u, nint s, nint dg, nint du) = (FusedOperation.At(gate), FusedOperation.At(up), FusedOperation.At(slopes),
            FusedOperation.At(gateSlopes), FusedOperation.At(upSlopes));
        if (gate.dtype is ScalarType.BFloat16)
            GateKernel<BrainNumbers>.Backward(count, (void*)g, (void*)u, (void*)s, (void*)dg, (void*)du);
        else
            GateKernel<SingleNumbers>.Backward(count, (void*)g, (void*)u, (void*)s, (void*)dg, (void*)du);

        grad_output.Dispose();
        return FusedOperation.Return(gateSlopes, upSlopes);
    }

    private static unsafe Tensor Computed(Tensor gate, Tensor up)
    {
        Tensor output = empty_like(gate);
        (nint g, nint u, nint h) = (FusedOperation.At(gate), FusedOperation.At(up), FusedOperation.At(output));
        if (gate.dtype is ScalarType.BFloat16)
            GateKernel<BrainNumbers>.Forward((nint)gate.numel(), (void*)g, (void*)u, (void*)h);
        else
            GateKernel<SingleNumbers>.Forward((nint)gate.numel(), (void*)g, (void*)u, (void*)h);

        return output;
    }
}

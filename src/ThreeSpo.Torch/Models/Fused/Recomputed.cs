using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>A layer of which nothing but its input is kept: the way back computes it again.</summary>
/// <remarks>Chen et al. (arXiv 1604.06174). One layer's activations at a time, for a third more work.</remarks>
internal sealed class Recomputed : autograd.MultiTensorFunction<Recomputed>
{
    public override string Name => nameof(Recomputed);

    /// <summary>Computes a layer.</summary>
    /// <param name="layer">From its inputs, and what stands beside them, to its outputs; the same at every call.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="beside">Tensors that it looks at and that nothing flows back to, such as masks: kept for the way back.</param>
    /// <param name="parameters">All that it learns.</param>
    public static Tensor[] Of(
        Func<Tensor[], Tensor[], Tensor[]> layer, Tensor[] inputs, Tensor[] beside, IEnumerable<Parameter> parameters)
    {
        if (!is_grad_enabled())
            return layer(inputs, beside);

        Parameter[] learned = [.. parameters.Where(one => one.requires_grad)];
        return [.. apply([.. inputs, .. beside, .. learned, new Call(layer, inputs.Length, beside.Length, learned)])];
    }

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (Call)vars[^1];
        Tensor[] tensors = [.. vars.Take(call.Inputs + call.Beside).Cast<Tensor>()];
        ctx.save_for_backward([.. tensors]);
        ctx.save_data(nameof(Call), call);
        return [.. call.Layer(tensors[..call.Inputs], tensors[call.Inputs..])];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = enable_grad(true);
        var call = (Call)ctx.get_data(nameof(Call));
        Tensor[] tensors = [.. ctx.get_saved_variables()];
        Tensor[] inputs = [.. tensors.Take(call.Inputs).Select(one => one.detach().requires_grad_())];
        Tensor[] outputs = call.Layer(inputs, tensors[call.Inputs..]);
        IList<Tensor> slopes = autograd.grad([.. outputs], [.. inputs, .. call.Learned], [.. grad_outputs], allow_unused: true);
        foreach (Tensor output in grad_outputs)
            output.Dispose();

        return FusedOperation.Return([.. slopes.Take(call.Inputs), .. new Tensor?[call.Beside], .. slopes.Skip(call.Inputs), null]);
    }

    private sealed record Call(Func<Tensor[], Tensor[], Tensor[]> Layer, int Inputs, int Beside, Parameter[] Learned);
}

using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Root-mean-square normalisation as one operation.</summary>
internal sealed class FusedNorm : autograd.SingleTensorFunction<FusedNorm>
{
    public override string Name => nameof(FusedNorm);

    /// <summary>Whether it can be computed here.</summary>
    public static bool Serves(Tensor input, Tensor weight) =>
        FusedOperation.Serves(input) && input.dtype == weight.dtype && weight.shape[0] % 16 == 0 && input.is_contiguous();

    /// <summary>Normalises.</summary>
    /// <param name="input">Without gaps, shape [..., D].</param>
    /// <param name="weight">Shape [D].</param>
    /// <param name="epsilon">ε.</param>
    public static Tensor Of(Tensor input, Tensor weight, double epsilon) =>
        is_grad_enabled() ? apply(input, weight, (float)epsilon) : Computed(input, weight, (float)epsilon);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (Tensor input, Tensor weight, float epsilon) = ((Tensor)vars[0], (Tensor)vars[1], (float)vars[2]);
        ctx.save_for_backward([input, weight]);
        ctx.save_data(nameof(epsilon), epsilon);
        return Computed(input, weight, epsilon);
    }

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        if (ctx.get_saved_variables() is not [Tensor input, Tensor weight])
            throw new InvalidOperationException("The normalisation's saved tensors are gone.");

        float epsilon = (float)ctx.get_data(nameof(epsilon));
        Tensor slopes = grad_output.contiguous();
        (Tensor inputSlopes, Tensor weightSlopes) = (empty_like(input), empty_like(weight));
        int width = (int)weight.shape[0];
        long rows = input.numel() / width;
        (nint x, nint w, nint g, nint dx, nint dw) = (FusedOperation.At(input), FusedOperation.At(weight), FusedOperation.At(slopes),
            FusedOperation.At(inputSlopes), FusedOperation.At(weightSlopes));
        if (input.dtype is ScalarType.BFloat16)
            NormKernel<BrainNumbers>.Backward(rows, width, (void*)x, (void*)w, epsilon, (void*)g, (void*)dx, (void*)dw);
        else
            NormKernel<SingleNumbers>.Backward(rows, width, (void*)x, (void*)w, epsilon, (void*)g, (void*)dx, (void*)dw);

        grad_output.Dispose();
        return FusedOperation.Return(inputSlopes, weightSlopes, null);
    }

    private static unsafe Tensor Computed(Tensor input, Tensor weight, float epsilon)
    {
        Tensor output = empty_like(input);
        int width = (int)weight.shape[0];
        (nint x, nint w, nint y) = (FusedOperation.At(input), FusedOperation.At(weight), FusedOperation.At(output));
        if (input.dtype is ScalarType.BFloat16)
            NormKernel<BrainNumbers>.Forward(input.numel() / width, width, (void*)x, (void*)w, epsilon, (void*)y);
        else
            NormKernel<SingleNumbers>.Forward(input.numel() / width, width, (void*)x, (void*)w, epsilon, (void*)y);

        return output;
    }
}

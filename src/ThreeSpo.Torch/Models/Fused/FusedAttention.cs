using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Attention of packed rows as one operation.</summary>
internal sealed class FusedAttention : autograd.SingleTensorFunction<FusedAttention>
{
    public override string Name => nameof(FusedAttention);

    /// <summary>Attends.</summary>
    /// <param name="query">Not yet turned, shape [N, H·d], or of trees alone [N − P, H·d].</param>
    /// <param name="key">Not yet turned, shape [N, K·d].</param>
    /// <param name="value">Shape [N, K·d].</param>
    /// <param name="rows">Who sees whom.</param>
    /// <param name="shape">H, K, d.</param>
    /// <param name="cosine">Rotary cosines by position, single precision, shape [positions, d].</param>
    /// <param name="sine">Rotary sines.</param>
    /// <returns>As <paramref name="query"/>.</returns>
    public static Tensor Of(Tensor query, Tensor key, Tensor value, PackedRows rows, AttentionShape shape, Tensor cosine, Tensor sine) =>
        apply(query, key, value, new Call(rows, shape, cosine, sine));

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor query, Tensor key, Tensor value, Call call) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Call)vars[3]);
        Tensor output = empty_like(query);
        Tensor logSums = empty(query.shape[0], call.Shape.Heads, ScalarType.Float32);
        if (query.dtype is ScalarType.BFloat16)
            AttentionKernel<BrainNumbers>.Forward(call.Rows, call.Shape, call.Place(query, key, value, logSums), FusedOperation.At(output));
        else
            AttentionKernel<SingleNumbers>.Forward(call.Rows, call.Shape, call.Place(query, key, value, logSums), FusedOperation.At(output));

        ctx.save_for_backward([query, key, value, logSums.MoveToOuterDisposeScope()]);
        ctx.save_data(nameof(Call), call);
        return output.MoveToOuterDisposeScope();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        if (ctx.get_saved_variables() is not [Tensor query, Tensor key, Tensor value, Tensor logSums])
            throw new InvalidOperationException("Attention's saved tensors are gone.");

        var call = (Call)ctx.get_data(nameof(Call));
        Tensor slopes = grad_output.contiguous();
        (Tensor querySlopes, Tensor keySlopes, Tensor valueSlopes) = (empty_like(query), empty_like(key), empty_like(value));
        (nint from, nint toQuery, nint toKey, nint toValue) =
            (FusedOperation.At(slopes), FusedOperation.At(querySlopes), FusedOperation.At(keySlopes), FusedOperation.At(valueSlopes));
        if (query.dtype is ScalarType.BFloat16)
            AttentionKernel<BrainNumbers>.Backward(call.Rows, call.Shape, call.Place(query, key, value, logSums), from, toQuery, toKey, toValue);
        else
            AttentionKernel<SingleNumbers>.Backward(call.Rows, call.Shape, call.Place(query, key, value, logSums), from, toQuery, toKey, toValue);

        grad_output.Dispose();
        return FusedOperation.Return(querySlopes, keySlopes, valueSlopes, null);
    }

    /// <summary>Holds the tables: another thread may put longer ones in their place.</summary>
    private sealed record Call(PackedRows Rows, AttentionShape Shape, Tensor Cosine, Tensor Sine)
    {
        public AttentionPlace Place(Tensor query, Tensor key, Tensor value, Tensor logSums) => new(
            FusedOperation.At(query), FusedOperation.At(key), FusedOperation.At(value), FusedOperation.At(Cosine), FusedOperation.At(Sine), FusedOperation.At(logSums),
            AnswersOnly: query.shape[0] < key.shape[0]);
    }
}

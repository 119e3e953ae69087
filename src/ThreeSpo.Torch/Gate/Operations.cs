using ThreeSpo.Optimization;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using static ThreeSpo.Torch.Gate.Input;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Gate;

/// <summary>Every operation that sampling and learning use, with how far it may be off.</summary>
/// <remarks>Tolerances are some three times what a processor shows: sums over hundreds of products err more than single ones.</remarks>
internal static class Operations
{
    private const double Epsilon = 1e-6;

    /// <summary>The table.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        // A decoder's layers.
        new("embedding", x => Decoder.RowsOf(x[0], x[1]), Normal(97, 64), Ids(97, 40)),
        new("rows (index_select)", x => x[0].index_select(0, x[1]), Normal(97, 64), Ids(97, 40)),
        new("linear", x => nn.functional.linear(x[0], x[1]), Normal(3, 17, 256), Normal(96, 256)),
        new("linear with bias", x => nn.functional.linear(x[0], x[1], x[2]), Normal(3, 17, 256), Normal(96, 256), Normal(96)),
        new("linear, one row", x => nn.functional.linear(x[0], x[1]), Normal(1, 256), Normal(96, 256)),
        new("rms norm", x => x[0] * x[0].square().mean([-1], keepdim: true).add(Epsilon).rsqrt() * x[1], Normal(5, 7, 64), Normal(64)),
        new("rotary positions", x => RotaryTable.Turn(x[0], x[1], x[2]), Normal(2, 9, 4, 32), Normal(9, 1, 32), Normal(9, 1, 32)),
        new("attention, causal (SDPA)", x => nn.functional.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true), Normal(2, 4, 33, 32), Normal(2, 4, 33, 32), Normal(2, 4, 33, 32)),
        new("attention, one query (SDPA)", x => nn.functional.scaled_dot_product_attention(x[0], x[1], x[2]), Normal(2, 4, 1, 32), Normal(2, 4, 33, 32), Normal(2, 4, 33, 32)),
        new("attention, part of a mask (SDPA)", x => nn.functional.scaled_dot_product_attention(x[0], x[1], x[2], x[3].narrow(0, 0, 7).narrow(1, 3, 21).contiguous()), Normal(2, 4, 7, 32), Normal(2, 4, 21, 32), Normal(2, 4, 21, 32), Normal(32, 32)) { IsDifferentiated = false },
        new("baddbmm", x => x[0].baddbmm(x[1], x[2], beta: 1, alpha: 0.25f), Normal(6, 8, 32), Normal(6, 32, 21), Normal(6, 8, 21)),
        new("index_copy_", x => x[0].clone().index_copy_(0, x[1].unique().output, x[2].narrow(0, 0, x[1].unique().output.shape[0])), Normal(31, 8), Ids(31, 12), Normal(12, 8)) { IsDifferentiated = false },
        new("masked_fill", x => x[0].masked_fill(x[1] < 0, -1), Normal(5, 33), Normal(5, 33)),
        new("matmul, batched", x => x[0].matmul(x[1].transpose(-2, -1)), Normal(2, 3, 8, 32), Normal(2, 3, 21, 32)),
        new("attention with a mask", x => (x[0].matmul(x[1].transpose(-2, -1)) + x[3]).softmax(-1).matmul(x[2]), Normal(2, 3, 16, 32), Normal(2, 3, 16, 32), Normal(2, 3, 16, 32), Causal(16)),
        new("silu", x => nn.functional.silu(x[0]) * x[1], Normal(64, 33), Normal(64, 33)),
        new("expand and reshape", x => x[0].unsqueeze(2).expand(2, 3, 4, 5, 8).reshape(2, 12, 5, 8), Normal(2, 3, 5, 8)),
        new("permute and contiguous", x => x[0].permute(2, 0, 3, 1).contiguous().reshape(-1, 6), Normal(6, 5, 4, 3)),
        new("cat and narrow", x => cat([x[0], x[1]], -1).narrow(-1, 3, 9), Normal(4, 7), Normal(4, 8)),
        new("repeat_interleave", x => x[0].repeat_interleave(3, 1), Normal(2, 3, 5)),
        new("copy into a part", x => Copied(x[0], x[1]), Normal(4, 9, 8), Normal(4, 3, 8)) { IsDifferentiated = false },
        new("triu", x => x[0].triu(1), Normal(9, 9)) { IsDifferentiated = false },

        // Losses.
        new("softmax", x => x[0].softmax(-1), Normal(6, 301)),
        new("log_softmax", x => x[0].log_softmax(-1), Normal(6, 301)),
        new("log_softmax, some barred", x => (x[0] + x[1]).log_softmax(-1).clamp_min(-1e4), Normal(16, 16), Causal(16)),
        new("gather", x => x[0].gather(-1, x[1]), Normal(6, 301), Ids(301, 6, 4)),
        new("index_add", x => x[0].index_add(0, x[1], x[2], 1), Normal(31), Ids(31, 12), Normal(12)),
        new("scatter", x => x[0].scatter(1, x[1], x[2]), Normal(5, 31), Ids(1, 5, 1), Normal(5, 1)),
        new("log-probabilities and entropy", x => TokenDistribution.Of(x[0], x[1]) is var (found, spread) ? stack([found, spread]) : x[0], Normal(6, 301), Ids(301, 6)),
        new("exp", x => x[0].exp(), Normal(5, 33)),
        new("clamp", x => x[0].clamp(-0.5, 0.75), Normal(5, 33)),
        new("minimum and maximum", x => minimum(maximum(x[0], x[1]), x[2]), Normal(5, 33), Normal(5, 33), Normal(5, 33)),
        new("where", x => where(x[0] < 0, x[1], x[2]), Normal(5, 33), Normal(5, 33), Normal(5, 33)),
        new("clipped policy loss", x => PolicyLoss.Clipped(x[0] * 0.1, x[1] * 0.1, x[2], new ClipRange(0.2, 0.28, 3)).Losses, Normal(5, 33), Normal(5, 33), Normal(5, 33)),
        new("logsigmoid", x => nn.functional.logsigmoid(x[0]), Normal(33)),
        new("mean and sum", x => x[0].mean([-1], keepdim: true) + x[0].square().sum(), Normal(5, 33)),
        new("to another type and back", x => x[0].to(ScalarType.Float32).to(x[0].dtype) * x[1], Normal(5, 33), Normal(5, 33)),

        // Choosing tokens.
        new("searchsorted", x => searchsorted(x[0].to(ScalarType.Float64).cumsum(-1), x[1].to(ScalarType.Float64), right: true).clamp_max(200).to(x[0].dtype), Positive(4, 201), Positive(4, 3)) { IsDifferentiated = false },
        new("sort, stable", x => x[0].gather(1, x[0].sort(1, descending: true, stable: true).Indices), Normal(4, 201)) { IsDifferentiated = false },
        new("cumsum", x => x[0].cumsum(-1), Positive(4, 201)) { IsDifferentiated = false },
        new("sort", x => x[0].sort(-1, descending: true).Values, Normal(4, 201)) { IsDifferentiated = false },
        new("topk", x => x[0].topk(17).values, Normal(4, 201)) { IsDifferentiated = false },
        new("argmax", x => x[0].gather(-1, x[0].argmax(-1, keepdim: true)), Normal(4, 201)) { IsDifferentiated = false },
        new("max and logsumexp", x => x[0].max(-1).values + x[0].logsumexp(-1), Normal(4, 201)) { IsDifferentiated = false },

        // AdamW.
        new("mul_ and add_", x => x[0].clone().mul_(0.9).add_(x[1], 0.1), Normal(65), Normal(65)) { IsDifferentiated = false },
        new("addcmul_", x => x[0].clone().mul_(0.999).addcmul_(x[1], x[1], 0.001), Positive(65), Normal(65)) { IsDifferentiated = false },
        new("addcdiv_", x => x[0].clone().addcdiv_(x[1], x[2].sqrt().mul_(1.5).add_(1e-8), -0.01), Normal(65), Normal(65), Positive(65)) { IsDifferentiated = false },
    ];

    private static Tensor Copied(Tensor room, Tensor part)
    {
        Tensor whole = room.clone();
        whole.narrow(1, 2, part.shape[1]).copy_(part);
        return whole;
    }
}

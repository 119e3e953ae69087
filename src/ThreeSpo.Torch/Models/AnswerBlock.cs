using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A block of answer tokens going through the decoder: where they stand, and what they may see of their own answer.</summary>
/// <param name="Tokens">Token ids, int64, shape [B, n, R].</param>
/// <param name="Cosine">Rotary cosines, shape [B, n, R, 1, d].</param>
/// <param name="Sine">Rotary sines, shape [B, n, R, 1, d].</param>
/// <param name="Mask">0 where a token sees one of its own answer, −∞ where not; broadcasts to [B, K, n, Q, R, R'].</param>
internal sealed record AnswerBlock(Tensor Tokens, Tensor Cosine, Tensor Sine, Tensor Mask);

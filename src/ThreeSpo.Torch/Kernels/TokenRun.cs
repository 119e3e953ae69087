namespace ThreeSpo.Torch.Kernels;

/// <summary>Tokens to be read in one pass.</summary>
/// <param name="Tokens">Token ids, at least one.</param>
/// <param name="Branch">The stretch that they are the end of, grown by them already. What comes before it has been read, or comes earlier in the pass.</param>
/// <param name="Row">The row of logits after its last token; negative where none is wanted.</param>
internal readonly record struct TokenRun(ReadOnlyMemory<int> Tokens, KeyValueBranch Branch, int Row);

using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>What the rows of one pass attend to: all that distinguishes encoding prompts from going on with answers.</summary>
/// <remarks>Letters besides the usual: M rows of the pass, one per token, nothing padded; W rows that are wanted behind the last layer.</remarks>
internal interface IRowAttention
{
    /// <summary>Which rows are wanted behind the last layer, int64, shape [W]; null for all of them.</summary>
    Tensor? Wanted { get; }

    /// <summary>Keeps the keys and values of a layer, and mixes values by the queries.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="queries">Turned by their positions, shape [M, H, d]; in the last layer [W, H, d].</param>
    /// <param name="keys">Turned by their positions, shape [M, K, d].</param>
    /// <param name="values">Shape [M, K, d].</param>
    /// <returns>A row per query, shape [M or W, H·d].</returns>
    Tensor Mix(int layer, Tensor queries, Tensor keys, Tensor values);
}

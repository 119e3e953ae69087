using ThreeSpo.Randomness;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Texts that say nothing.</summary>
internal static class RandomTokens
{
    /// <summary>Token ids of a text.</summary>
    /// <param name="config">Whose tokens.</param>
    /// <param name="count">How many.</param>
    /// <param name="number">Which text.</param>
    public static int[] Of(DecoderConfig config, int count, int number)
    {
        var draw = new Draw(5, number, 0, 0);
        return [.. Enumerable.Range(0, count).Select(i => draw.Below(config.VocabularySize, Use.Bootstrap + i))];
    }
}

namespace ThreeSpo.Worlds.Webshop;

/// <summary>How well a product matches a token, in single precision.</summary>
/// <remarks>
/// Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), Eq. 3.15, without the factor (k1 + 1), as Lucene 8 computes it:
/// count · idf · (1 − 1 / (1 + tf / (k1 · (1 − b + b · dl / avgdl)))), with Anserini's k1 = 0.9 and b = 0.4.
/// </remarks>
internal static class Bm25
{
    private const float K1 = 0.9f;
    private const float B = 0.4f;

    /// <summary>How telling a token is: ln(1 + (N − df + 0.5) / (df + 0.5)).</summary>
    /// <param name="products">N: products with any token.</param>
    /// <param name="matching">df: products with this token. At least 1.</param>
    public static float Idf(int products, int matching) => (float)Math.Log(1 + ((products - matching + 0.5) / (matching + 0.5)));

    /// <summary>1 / (k1 · (1 − b + b · dl / avgdl)), for each <see cref="LengthCode"/>. [256]</summary>
    /// <param name="averageLength">avgdl. Unit: tokens.</param>
    public static float[] InverseNorms(float averageLength) =>
        [.. Enumerable.Range(0, 256).Select(code => 1 / (K1 * (1 - B + (B * LengthCode.Length((byte)code) / averageLength))))];

    /// <summary>A token's part of a product's score.</summary>
    /// <param name="weight">count · idf.</param>
    /// <param name="frequency">tf: how often the product has the token.</param>
    /// <param name="inverseNorm">Of the product's length.</param>
    public static float Part(float weight, int frequency, float inverseNorm) => weight - (weight / (1 + (frequency * inverseNorm)));
}

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>The sizes of attention.</summary>
/// <param name="Heads">H.</param>
/// <param name="KeyHeads">K.</param>
/// <param name="Size">d: width of a head; even.</param>
internal readonly record struct AttentionShape(int Heads, int KeyHeads, int Size)
{
    /// <summary>Query heads to a key head.</summary>
    public int PerKey => Heads / KeyHeads;

    /// <summary>d up to a multiple of 16.</summary>
    public int Padded => (Size + 15) & ~15;

    /// <summary>1/√d.</summary>
    public float Scale => (float)(1 / Math.Sqrt(Size));
}

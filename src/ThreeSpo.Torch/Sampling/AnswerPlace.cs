namespace ThreeSpo.Torch.Sampling;

/// <summary>A place in the answers that are allowed: what may come next, and where that leads.</summary>
internal abstract class AnswerPlace
{
    /// <summary>The tokens that may come next; at least one.</summary>
    public abstract TokenSet Allowed { get; }

    /// <summary>Length of the longest answer from here. Unit: tokens.</summary>
    public abstract int Longest { get; }

    /// <summary>What may come after a token; null where the answer has ended.</summary>
    /// <param name="token">One of <see cref="Allowed"/>.</param>
    public abstract AnswerPlace? After(int token);
}

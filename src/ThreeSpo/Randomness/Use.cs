namespace ThreeSpo.Randomness;

/// <summary>What a draw is for. Uses never overlap: each has room for 2^20 indices, tokens for more.</summary>
public static class Use
{
    /// <summary>Choosing a node's n-th action.</summary>
    public const int Action = 0 << 20;

    /// <summary>Choosing the node that a tree goes back to.</summary>
    public const int GoBack = 1 << 20;

    /// <summary>Whether, and from which archived state, a tree starts.</summary>
    public const int Archive = 2 << 20;

    /// <summary>The order of tasks.</summary>
    public const int TaskOrder = 3 << 20;

    /// <summary>The order of samples in mini-batches.</summary>
    public const int BatchOrder = 4 << 20;

    /// <summary>A planner's mistakes.</summary>
    public const int Planner = 5 << 20;

    /// <summary>Generating a room's layout.</summary>
    public const int Layout = 6 << 20;

    /// <summary>Generating a game in a room.</summary>
    public const int Game = 7 << 20;

    /// <summary>Resampling in statistics.</summary>
    public const int Bootstrap = 8 << 20;

    /// <summary>Random weights that a model starts from.</summary>
    public const int Weights = 9 << 20;

    /// <summary>Generating a shop's products.</summary>
    public const int Product = 10 << 20;

    /// <summary>Choosing a token: the sample's index times <see cref="MostTokens"/>, plus the token's place in the answer.</summary>
    public const int Token = 1 << 30;

    /// <summary>Most tokens of one answer; so there is room for 2^15 samples at one node.</summary>
    public const int MostTokens = 1 << 15;
}

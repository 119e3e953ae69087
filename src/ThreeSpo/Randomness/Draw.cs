namespace ThreeSpo.Randomness;

/// <summary>Random numbers without state: a pure function of (seed, iteration, task, node, use).</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Iteration">Which iteration of the run draws. From 0.</param>
/// <param name="Task">Which tree or episode of the iteration draws. From 0.</param>
/// <param name="Node">Which node of the tree draws. From 0.</param>
/// <remarks>
/// Philox4x32-10 (Salmon et al., SC 2011): the seed is the key, the other four words are the counter. Threads, batching and
/// resuming cannot change a draw, because nothing is drawn before or after another.
/// </remarks>
public readonly record struct Draw(ulong Seed, int Iteration, int Task, int Node)
{
    /// <summary>A uniform number.</summary>
    /// <param name="use">What it is for, see <see cref="Use"/>; add the sample's index to it.</param>
    /// <returns>A number in [0, 1), a multiple of 2^-53.</returns>
    public double Uniform(int use)
    {
        (ulong bits, _) = Philox.Block(Seed, (uint)Iteration, (uint)Task, (uint)Node, (uint)use);
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A whole number below a bound.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    /// <param name="use">What it is for.</param>
    /// <returns>A number in [0, <paramref name="bound"/>); the bias is below 2^-32 for any int.</returns>
    public int Below(int bound, int use)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        (ulong bits, _) = Philox.Block(Seed, (uint)Iteration, (uint)Task, (uint)Node, (uint)use);
        return (int)Math.BigMul(bits, (ulong)bound, out _);
    }
}

using ThreeSpo.Randomness;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>The draws of one input, in order. The same name and number make the same input on every machine.</summary>
/// <param name="name">The reader's name.</param>
/// <param name="number">Which of its inputs.</param>
internal sealed class Chance(string name, int number)
{
    private readonly Draw _draw = new(Seed(name), number, 0, 0);
    private int _use;

    /// <summary>A whole number in [0, <paramref name="bound"/>).</summary>
    public int Below(int bound) => _draw.Below(bound, _use++);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of some.</summary>
    public T Of<T>(IReadOnlyList<T> some) => some[Below(some.Count)];

    /// <summary>FNV-1a, 64 bits: the runtime's own hash of a text differs from run to run.</summary>
    private static ulong Seed(string name) => name.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);
}

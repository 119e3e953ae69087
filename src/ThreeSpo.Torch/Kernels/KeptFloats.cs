using System.Runtime.CompilerServices;

namespace ThreeSpo.Torch.Kernels;

/// <summary>Numbers that stay where they are, beginning at a cache line; 0 at first. The collector frees them.</summary>
/// <remarks>A vector that reaches over two cache lines is loaded at half the speed, and the collector aligns arrays to eight bytes only.</remarks>
internal sealed unsafe class KeptFloats
{
    private const int Line = 64;
    private readonly float[] _array;

    /// <summary>Makes room.</summary>
    /// <param name="count">How many numbers, 0 or more.</param>
    public KeptFloats(int count)
    {
        _array = GC.AllocateArray<float>(count + (Line / sizeof(float)), pinned: true);
        Count = count;
        nint first = (nint)Unsafe.AsPointer(ref _array[0]);
        Pointer = (float*)((first + Line - 1) & ~(nint)(Line - 1));
    }

    /// <summary>The first number; holds as long as this object does.</summary>
    public float* Pointer { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>All of them.</summary>
    public Span<float> Span => new(Pointer, Count);

    /// <summary>Room for at least as many numbers, whose content is lost if it has to grow.</summary>
    public static KeptFloats AtLeast(KeptFloats? kept, int count) =>
        kept is not null && kept.Count >= count ? kept : new KeptFloats((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
}

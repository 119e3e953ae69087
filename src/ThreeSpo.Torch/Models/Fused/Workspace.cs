namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Memory of a thread for what a kernel needs meanwhile; grows to the most that was needed.</summary>
internal static unsafe class Workspace
{
    /// <summary>A cache line, and a vector.</summary>
    private const int Line = 16;

    [ThreadStatic]
    private static float[]? _room;

    /// <summary>Room for so many numbers; holds whatever it held before.</summary>
    public static float* Of(long numbers)
    {
        if (_room is null || _room.LongLength < numbers + Line)
            _room = GC.AllocateUninitializedArray<float>(checked((int)(numbers + Line)), pinned: true);

        nint at = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _room[0]);
        return (float*)((at + 63) & ~63);
    }
}

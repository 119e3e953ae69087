using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>What operations that are written out for the processor have in common.</summary>
internal static unsafe class FusedOperation
{
    [ThreadStatic]
    private static List<Tensor>? _returned;

    /// <summary>Whether numbers of a type on a device can be computed with here.</summary>
    public static bool Serves(Tensor tensor) =>
        tensor.device_type is DeviceType.CPU && tensor.dtype is ScalarType.Float32 or ScalarType.BFloat16 && Vector256.IsHardwareAccelerated;

    /// <summary>Where the numbers of a tensor lie; it must outlive their use.</summary>
    /// <param name="tensor">One without gaps.</param>
    public static nint At(Tensor tensor) => tensor.numel() == 0 ? 0 : (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>
    /// Hands slopes back from a backward pass. The caller copies what it takes only after the return, so the tensors are let go by the next
    /// pass on this thread: else the slopes of all layers would live to the end of the step.
    /// </summary>
    public static List<Tensor> Return(params ReadOnlySpan<Tensor?> slopes)
    {
        LetGo();
        _returned ??= [];
        List<Tensor> result = [];
        foreach (Tensor? slope in slopes)
        {
            if (slope is not null)
                _returned.Add(slope.DetachFromDisposeScope());
            result.Add(slope!);
        }

        return result;
    }

    /// <summary>Lets go of what was returned last.</summary>
    public static void LetGo()
    {
        foreach (Tensor slope in _returned ?? [])
            slope.Dispose();

        _returned?.Clear();
    }
}

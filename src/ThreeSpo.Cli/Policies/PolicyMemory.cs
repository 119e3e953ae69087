using System.Diagnostics;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs of memory, beside what there is and what was used.</summary>
internal static class PolicyMemory
{
    private const string Processor = "cpu";

    /// <summary>What this process may use. Unit: bytes.</summary>
    private static long Room => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Refuses what cannot fit whatever is set.</summary>
    /// <exception cref="UserMistakeException">Weights, masters and moments alone are more than the machine has.</exception>
    public static void Check(MemoryEstimate estimate, string place)
    {
        if (place != Processor || estimate.Fixed <= Room)
            return;

        throw new UserMistakeException(
            $"Learning this model takes {MemoryEstimate.Shown(estimate.Weights)} for weights and {MemoryEstimate.Shown(estimate.Masters + estimate.Moments)} for masters and "
            + $"moments, but this machine has {MemoryEstimate.Shown(Room)}. Take a smaller model, or precision=bfloat16.");
    }

    /// <summary>The estimate in words.</summary>
    public static string Needed(MemoryEstimate estimate, string place) => place == Processor
        ? $"{estimate}, of {MemoryEstimate.Shown(Room)}; for less lower learnTokens or threads, or recompute layers (checkpointLayers=true)"
        : $"{estimate}, on the device; for less lower learnTokens, or recompute layers (checkpointLayers=true)";

    /// <summary>What is taken of the device now: what was freed is kept for later, so that it is near the most.</summary>
    private static string OnDevice => CudaDevice.First is { } device && CudaDevice.FreeBytes is { } free
        ? $"{MemoryEstimate.Shown(device.Bytes - (long)free)} of the device are taken"
        : "what is taken of the device cannot be told";

    /// <summary>The most that the process held, beside the estimate.</summary>
    public static string Peak(MemoryEstimate estimate, string place)
    {
        using Process process = Process.GetCurrentProcess();
        string peak = MemoryEstimate.Shown(process.PeakWorkingSet64);
        return place == Processor
            ? $"the whole process held at most {peak}, the policy's part was estimated at {MemoryEstimate.Shown(estimate.Total)}"
            : $"the process held at most {peak} outside the device; {OnDevice}, the policy's part was estimated at {MemoryEstimate.Shown(estimate.Total)}";
    }
}

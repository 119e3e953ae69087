using System.Globalization;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>AdamW on disk: its averages and masters as tensors, and how many steps it has taken.</summary>
internal static class OptimiserFile
{
    private const string Averages = "optimiser.safetensors";
    private const string Steps = "optimiser.steps";

    public static void Save(string folder, AdamW optimiser)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, Averages), optimiser.State.Select((tensor, i) => (NameOf(i), tensor)));
        File.WriteAllText(Path.Combine(folder, Steps), optimiser.Steps.ToString(CultureInfo.InvariantCulture));
    }

    /// <exception cref="InvalidDataException">It is damaged, or was saved for another model.</exception>
    public static void Load(string folder, AdamW optimiser)
    {
        string path = Path.Combine(folder, Steps);
        string text = new FileInfo(path).Length <= 20 ? File.ReadAllText(path) : "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps))
            throw new InvalidDataException($"{path}: holds no number of optimiser steps. Use the checkpoint before.");

        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, Averages));
        using var guard = no_grad();
        IReadOnlyList<Tensor> state = optimiser.State;
        for (int i = 0; i < state.Count; i++)
            file.ReadInto(NameOf(i), state[i]);

        optimiser.TakeMasters();
        optimiser.Steps = steps;
    }

    private static string NameOf(int i) => i.ToString("D6", CultureInfo.InvariantCulture);
}

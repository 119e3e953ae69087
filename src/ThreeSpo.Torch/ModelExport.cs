using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch;

/// <summary>Writes a model's folder again: weights of another type, in more or fewer files. What came with them goes with them.</summary>
/// <remarks>Numbers pass through memory piece by piece: a model may be larger than it.</remarks>
public static class ModelExport
{
    /// <summary>Writes a folder, and reads back what was written of it.</summary>
    /// <param name="from">A Hugging Face folder.</param>
    /// <param name="to">Another folder; made where there is none. A model there is replaced, and other files of it stay.</param>
    /// <param name="form">How the weights are written.</param>
    /// <param name="cancellation">Stops the writing; nothing has taken its place then.</param>
    /// <returns>What the new folder holds.</returns>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="IOException">The disk is full, or what was written is not what is read back.</exception>
    public static ModelInspection Write(string from, string to, WeightsForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(form);
        TorchRuntime.Require();
        var source = SourceFiles.Read(from);
        DecoderConfig config = DecoderConfig.Read(source.Config!, Path.Combine(from, ModelFolder.ConfigFile));
        string? prompts = PromptsFile.Read(from);
        using (var weights = ModelWeights.Open(from, config))
        {
            weights.CheckTiedHead();
            WeightSource[] tensors = [.. weights.Tensors.Select(place => WeightSource.Of(place.Name, weights.FileOf(place.Name)))];
            ModelFolder.Save(to, config, tensors, source, form, cancellation);
        }

        PromptsFile.Write(to, prompts);
        return Verified(to, config, form);
    }

    private static ModelInspection Verified(string folder, DecoderConfig config, WeightsForm form)
    {
        var written = ModelInspection.Of(folder);
        string type = WeightTypes.InConfig(WeightTypes.Of(form.Type));
        return written.Tensors.All(one => one.Type == type) && written.Config.Parameters == config.Parameters
            ? written
            : throw new IOException($"'{folder}' holds other weights than were written to it. Check its disk, and whether another program writes there.");
    }
}

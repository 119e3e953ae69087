using ThreeSpo.Outside;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;

namespace ThreeSpo.Torch;

/// <summary>What a model's folder holds, read from the beginnings of its files: no weights are loaded, and no tensors are needed.</summary>
public sealed record ModelInspection
{
    private const string AdapterFile = "adapter_config.json";

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Its sizes.</summary>
    public required DecoderConfig Config { get; init; }

    /// <summary>Its tensors, in the model's order.</summary>
    public required IReadOnlyList<StoredTensor> Tensors { get; init; }

    /// <summary>The files that hold its weights.</summary>
    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <summary>Its tokenizer.</summary>
    public required TokenizerFacts Tokenizer { get; init; }

    /// <summary>Whether a LoRA adapter lies beside the weights.</summary>
    public required bool HasAdapter { get; init; }

    /// <summary>The adapter that was asked for, of which this is the model below; null where the model itself was.</summary>
    public LoraConfig? Adapter { get; init; }

    /// <summary>The prompts that it learned with, by name; null where its folder does not say.</summary>
    public required string? LearnedWith { get; init; }

    /// <summary>The types that its weights have on disk, the most frequent first.</summary>
    public IReadOnlyList<string> Types => [.. Tensors.CountBy(one => one.Type).OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Looks into a folder, and compares its weights with its config.json by name and shape.</summary>
    /// <param name="folder">A Hugging Face folder.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the weights are of another model.</exception>
    public static ModelInspection Of(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        DecoderConfig config = DecoderConfig.Load(Path.Combine(folder, ModelFolder.ConfigFile));
        using var weights = ModelWeights.Open(folder, config);
        return new ModelInspection
        {
            Folder = folder,
            Config = config,
            Tensors = [.. weights.Tensors.Select(place => Stored(place, weights.FileOf(place.Name)))],
            Files = [.. weights.Files.Select(file => new StoredFile(Path.GetFileName(file.Path), OutsideFile.Length(file.Path)))],
            Tokenizer = TokenizerFacts.Of(folder),
            HasAdapter = AdapterIsIn(folder),
            LearnedWith = PromptsFile.Read(folder),
        };
    }

    /// <summary>Whether a folder holds a LoRA adapter, alone or beside weights.</summary>
    public static bool AdapterIsIn(string folder) => File.Exists(Path.Combine(folder, AdapterFile));

    private static StoredTensor Stored(TensorPlace place, SafetensorsFile file)
    {
        SafetensorsEntry entry = file.Entry(place.Name);
        return new StoredTensor(place.Name, place.Shape, WeightTypes.InConfig(entry.Type), place.Part, place.Count, Path.GetFileName(file.Path));
    }
}

/// <summary>A tensor in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sides.</param>
/// <param name="Type">The type of its numbers in the file, such as "bfloat16".</param>
/// <param name="Part">What it is a part of.</param>
/// <param name="Count">How many numbers it has.</param>
/// <param name="File">The name of its file.</param>
public sealed record StoredTensor(string Name, IReadOnlyList<long> Shape, string Type, ModelPart Part, long Count, string File);

/// <summary>A file of weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size. Unit: bytes.</param>
public sealed record StoredFile(string Name, long Bytes);

using System.Text;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>An adapter as PEFT keeps it: adapter_config.json beside adapter_model.safetensors. The model that it changes lies elsewhere.</summary>
internal static class AdapterFolder
{
    public const string ConfigFile = "adapter_config.json";
    public const string WeightsFile = "adapter_model.safetensors";
    private const string Prefix = "base_model.model.";

    /// <summary>Whether a folder holds an adapter.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, ConfigFile));

    /// <summary>Reads what an adapter changes.</summary>
    public static LoraConfig Config(string folder) => AdapterConfigFile.Load(Path.Combine(folder, ConfigFile));

    /// <summary>The folder of the model that an adapter changes.</summary>
    /// <param name="folder">The adapter's folder.</param>
    /// <param name="config">Its config; the place that it names may be relative to the folder, or to where the program runs.</param>
    /// <param name="otherwise">The model's folder where somebody names it; null where the config is to be believed.</param>
    /// <exception cref="FileNotFoundException">There is no model.</exception>
    public static string BaseOf(string folder, LoraConfig config, string? otherwise)
    {
        string named = otherwise ?? config.Base ?? "";
        string[] places = named.Length == 0 || named.Contains('\0', StringComparison.Ordinal) ? [] : otherwise is null ? [Path.Combine(folder, named), Path.GetFullPath(named)] : [named];
        return places.FirstOrDefault(ModelFolder.Holds) ?? throw new FileNotFoundException(
            (otherwise is null ? $"The adapter in '{folder}' changes the model '{Printable.Line(named, 200)}', but no folder of that name holds one. "
                : $"The adapter in '{folder}' is to change the model in '{Printable.Line(named, 200)}', where there is none. ")
            + "Name the folder of the model with base=DIR, in policy merge with --base DIR.");
    }

    /// <summary>Checks the names and shapes of an adapter's numbers, before any of them is read.</summary>
    /// <param name="folder">The adapter's folder.</param>
    /// <param name="config">Its config.</param>
    /// <param name="model">The sizes of the model that it changes.</param>
    /// <exception cref="FileNotFoundException">The numbers are missing.</exception>
    /// <exception cref="InvalidDataException">They belong to another config or another model.</exception>
    public static void Check(string folder, LoraConfig config, DecoderConfig model)
    {
        string path = Path.Combine(folder, WeightsFile);
        if (!Path.Exists(path))
            throw new FileNotFoundException($"No {WeightsFile} in '{folder}'. Download it too; where there is an adapter_model.bin, save it anew as safetensors.", path);

        using SafetensorsFile file = SafetensorsFile.Open(path);
        HashSet<string> wanted = [];
        foreach ((string map, int inputs, int outputs) in LoraMaps.Of(model).Where(map => config.Adapts(map.Name)))
        {
            CheckShape(file, path, NameOf(map, "A"), [config.RankOf(map), inputs]);
            CheckShape(file, path, NameOf(map, "B"), [outputs, config.RankOf(map)]);
            wanted.UnionWith([NameOf(map, "A"), NameOf(map, "B")]);
        }

        if (wanted.Count == 0)
            throw new InvalidDataException($"{Path.Combine(folder, ConfigFile)}: 'target_modules' names none of this model's maps: {Printable.Line(string.Join(", ", config.Targets))}. Name some that its layers have, such as q_proj.");
        if (file.Names.FirstOrDefault(name => !wanted.Contains(name)) is { } other)
            throw new InvalidDataException($"{path}: holds the tensor '{Printable.Line(other)}', which no map that {ConfigFile} names has. Use the two files of one adapter, and the model that it was made for.");
    }

    /// <summary>Reads an adapter's numbers.</summary>
    /// <param name="folder">Its folder, which was checked.</param>
    /// <param name="adapters">Where to.</param>
    public static void Read(string folder, AdapterSet adapters)
    {
        using var guard = no_grad();
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        foreach ((string map, Adapter adapter) in adapters.All)
        {
            file.ReadInto(NameOf(map, "A"), adapter.Down);
            file.ReadInto(NameOf(map, "B"), adapter.Up);
        }
    }

    /// <summary>Reads an adapter's numbers as the start of adapters that have moved on.</summary>
    /// <param name="folder">Its folder, which was checked.</param>
    /// <param name="adapters">Those that have moved on.</param>
    public static void ReadStart(string folder, AdapterSet adapters)
    {
        using var guard = no_grad();
        adapters.KeepStart();
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        foreach ((string map, Adapter adapter) in adapters.All)
        {
            (Tensor down, Tensor up) = adapter.Start!.Value;
            file.ReadInto(NameOf(map, "A"), down);
            file.ReadInto(NameOf(map, "B"), up);
        }
    }

    /// <summary>Writes an adapter and what came with its model: nothing takes its place before everything is whole.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="adapters">The adapter.</param>
    /// <param name="source">What came with its model.</param>
    /// <param name="hash">The hash of the weights below it; null where they are in no file.</param>
    public static void Save(string folder, AdapterSet adapters, SourceFiles source, string? hash)
    {
        Directory.CreateDirectory(folder);
        using var staged = new StagedFiles(folder);
        staged.Add(WeightsFile, file => SafetensorsWriter.Write(file, [.. adapters.All.SelectMany(one => new[]
        {
            WeightSource.Of(NameOf(one.Name, "A"), one.Adapter.Down), WeightSource.Of(NameOf(one.Name, "B"), one.Adapter.Up),
        })]));
        foreach ((string name, byte[] bytes) in source.Files)
            staged.Add(name, bytes);

        if (hash is not null)
            staged.Add(BaseWeights.FileName, Encoding.UTF8.GetBytes(hash + "\n"));

        staged.Add(ConfigFile, Encoding.UTF8.GetBytes(AdapterConfigFile.Text(adapters.Config)));
        staged.Commit();
    }

    private static void CheckShape(SafetensorsFile file, string path, string name, long[] wanted)
    {
        if (!file.Names.Contains(name))
            throw new InvalidDataException($"{path}: holds no tensor '{name}', which {ConfigFile} asks for with shape [{string.Join(", ", wanted)}]. Use the two files of one adapter.");
        if (!file.Shape(name).SequenceEqual(wanted))
        {
            throw new InvalidDataException(
                $"{path}: '{name}' has shape [{Printable.Line(string.Join(", ", file.Shape(name)))}], but {ConfigFile} and the model ask for [{string.Join(", ", wanted)}]. "
                + "Use the two files of one adapter, and the model that it was made for.");
        }
    }

    private static string NameOf(string map, string half) => $"{Prefix}{map}.lora_{half}.weight";
}

using System.Text.Json;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A model as Hugging Face keeps it: config.json beside model.safetensors, or beside several files with an index.</summary>
internal static class ModelFolder
{
    public const string ConfigFile = "config.json";
    private const string WeightsFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";
    private const int MostIndexBytes = 1 << 24;

    /// <summary>Whether a folder looks like a model.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, ConfigFile));

    /// <summary>Loads a model, whatever type its numbers have in the file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="place">The type and device its numbers are to have.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static Decoder Load(string folder, Placement place)
    {
        DecoderConfig config = DecoderConfig.Load(Path.Combine(folder, ConfigFile));
        Dictionary<string, string> places = Places(folder);
        CheckRoom(config, places, folder);

        var model = new Decoder(config, place);
        Dictionary<string, SafetensorsFile> files = [];
        try
        {
            foreach ((string name, Tensor parameter) in model.named_parameters())
            {
                if (!places.TryGetValue(name, out string? path))
                    throw new InvalidDataException($"{folder}: no file holds the tensor '{name}'. Use the weights that belong to this config.json.");
                if (!files.TryGetValue(path, out SafetensorsFile? file))
                    files.Add(path, file = SafetensorsFile.Open(path));

                file.ReadInto(name, parameter);
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
        finally
        {
            foreach (SafetensorsFile file in files.Values)
                file.Dispose();
        }
    }

    /// <summary>Writes a model; each file is whole or absent.</summary>
    public static void Save(string folder, Decoder model)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, WeightsFile), model.named_parameters().Select(one => (one.name, (Tensor)one.parameter)));
        string config = Path.Combine(folder, ConfigFile);
        File.WriteAllText(config + ".tmp", model.Config.ToJson(model.Type is ScalarType.BFloat16 ? "bfloat16" : "float32"));
        File.Move(config + ".tmp", config, overwrite: true);
    }

    /// <summary>Which file holds each tensor.</summary>
    private static Dictionary<string, string> Places(string folder)
    {
        string single = Path.Combine(folder, WeightsFile);
        if (File.Exists(single))
        {
            using SafetensorsFile file = SafetensorsFile.Open(single);
            return file.Names.ToDictionary(name => name, _ => single);
        }

        string index = Path.Combine(folder, IndexFile);
        if (!File.Exists(index))
            throw new FileNotFoundException($"Neither {WeightsFile} nor {IndexFile} in '{folder}'. Give a Hugging Face folder with its weights.");

        try
        {
            using JsonDocument document = JsonDocument.Parse(OutsideFile.Read(index, MostIndexBytes, "index of weights"), new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.GetProperty("weight_map").EnumerateObject()
                .ToDictionary(entry => entry.Name, entry => Inside(folder, entry.Value.GetString() ?? "", index));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{index}: not an index of weights. Download it again.");
        }
    }

    /// <summary>A file of the folder itself: an index names no other places.</summary>
    private static string Inside(string folder, string file, string index)
    {
        if (file is "" or "." or ".." || Path.GetFileName(file) != file || file.Any(char.IsControl))
            throw new InvalidDataException($"{index}: names the file '{Printable.Line(file)}', wanted one in the same folder. Download it again.");

        string path = Path.Combine(folder, file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{index}: names the file '{Printable.Line(file)}', which is not there. Download it too.", path);
    }

    /// <summary>A config.json that asks for far more than its files hold must not make the machine run out of memory.</summary>
    private static void CheckRoom(DecoderConfig config, Dictionary<string, string> places, string folder)
    {
        long bytes = places.Values.Distinct().Sum(OutsideFile.Length);
        if (config.Parameters * 2 > bytes)
        {
            throw new InvalidDataException(
                $"{folder}: config.json describes {config.Parameters:N0} numbers, but the weights have {bytes:N0} bytes. Use the two files of one model.");
        }
    }
}

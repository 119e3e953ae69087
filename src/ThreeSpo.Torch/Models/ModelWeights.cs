using System.Text.Json;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>The weights of a folder, in one file or in several with an index, compared with config.json before a number is read.</summary>
internal sealed class ModelWeights : IDisposable
{
    /// <summary>All weights in one file.</summary>
    public const string SingleFile = "model.safetensors";

    /// <summary>Which of several files holds which tensor.</summary>
    public const string IndexFile = "model.safetensors.index.json";

    private const int MostIndexBytes = 1 << 24;
    private const string Advice = "Use the weights that belong to this config.json.";

    private readonly Dictionary<string, SafetensorsFile> _files = [];
    private readonly Dictionary<string, string> _places;
    private readonly string _folder;
    private readonly DecoderConfig _config;

    private ModelWeights(string folder, DecoderConfig config, Dictionary<string, string> places)
    {
        _folder = folder;
        _config = config;
        _places = places;
    }

    /// <summary>The tensors of the model, in its order.</summary>
    public IReadOnlyList<TensorPlace> Tensors { get; private set; } = [];

    /// <summary>The files that hold them.</summary>
    public IEnumerable<SafetensorsFile> Files => _files.Values;

    /// <summary>Opens a folder's weights and compares all names and shapes with those that config.json asks for.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or holds other tensors.</exception>
    public static ModelWeights Open(string folder, DecoderConfig config)
    {
        var weights = new ModelWeights(folder, config, Places(folder));
        try
        {
            foreach (string path in weights._places.Values.Distinct().Order(StringComparer.Ordinal))
                weights._files.Add(path, SafetensorsFile.Open(path));

            weights.Check();
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The file that holds a tensor.</summary>
    /// <exception cref="InvalidDataException">None does.</exception>
    public SafetensorsFile FileOf(string name) => _places.TryGetValue(name, out string? path)
        ? _files[path]
        : throw new InvalidDataException($"{_folder}: no file holds the tensor '{Printable.Line(name, 200)}'. {Advice}");

    /// <summary>Refuses a tied head that the files write out, and otherwise than the embedding. Reads both.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public void CheckTiedHead()
    {
        if (!_config.TiedHead || !_places.ContainsKey(DecoderTensors.Head))
            return;

        SafetensorsFile head = FileOf(DecoderTensors.Head);
        SafetensorsFile embedding = FileOf(DecoderTensors.Embedding);
        bool isSame = head.Entry(DecoderTensors.Head).Type == embedding.Entry(DecoderTensors.Embedding).Type;
        foreach ((Tensor one, Tensor other) in isSame ? head.Pieces(DecoderTensors.Head).Zip(embedding.Pieces(DecoderTensors.Embedding)) : [])
        {
            using (one)
            using (other)
                isSame &= one.bytes.SequenceEqual(other.bytes);
        }

        if (!isSame)
        {
            throw new InvalidDataException(
                $"{head.Path}: '{DecoderTensors.Head}' differs from '{DecoderTensors.Embedding}', but config.json ties them. Set tie_word_embeddings to false there.");
        }
    }

    public void Dispose()
    {
        foreach (SafetensorsFile file in _files.Values)
            file.Dispose();
    }

    private void Check()
    {
        List<TensorPlace> tensors = [];
        foreach (TensorPlace place in DecoderTensors.Of(_config))
        {
            FileOf(place.Name).CheckShape(place.Name, place.Shape);
            tensors.Add(place);
        }

        Tensors = tensors;
        HashSet<string> known = [.. tensors.Select(place => place.Name)];
        foreach (SafetensorsFile file in Files)
        {
            foreach (string name in file.Names.Where(name => !known.Contains(name) && !DecoderTensors.SaysNothingNew(_config, name)))
            {
                throw new InvalidDataException(
                    $"{file.Path}: holds '{Printable.Line(name, 100)}' of shape [{Printable.Line(string.Join(", ", file.Shape(name)))}], "
                    + $"for which the {_config.Family} model of config.json has no place. {Advice}");
            }
        }

        if (_config.TiedHead && _places.ContainsKey(DecoderTensors.Head))
            FileOf(DecoderTensors.Head).CheckShape(DecoderTensors.Head, [_config.VocabularySize, _config.HiddenSize]);
    }

    /// <summary>Which file holds each tensor.</summary>
    private static Dictionary<string, string> Places(string folder)
    {
        string single = Path.Combine(folder, SingleFile);
        if (File.Exists(single))
        {
            using SafetensorsFile file = SafetensorsFile.Open(single);
            return file.Names.ToDictionary(name => name, _ => single);
        }

        string index = Path.Combine(folder, IndexFile);
        if (!File.Exists(index))
            throw new FileNotFoundException($"Neither {SingleFile} nor {IndexFile} in '{folder}'. Give a Hugging Face folder with its weights.");

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
}

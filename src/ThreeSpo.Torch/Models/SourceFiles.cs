using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>What came with a model beside its weights, byte for byte: kept so that a saved model is to other programs what it was.</summary>
/// <param name="Config">The text of config.json; null where there was none.</param>
/// <param name="Files">Files of the tokenizer, the chat template, and settings of generation, by name.</param>
internal sealed record SourceFiles(string? Config, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Of a model that came from nowhere.</summary>
    public static readonly SourceFiles None = new(null, new Dictionary<string, byte[]>());

    private const int MostBytes = 1 << 26;
    private static readonly string[] OfTokenizer = ["tokenizer.json", "vocab.json"];

    /// <summary>The names that are looked for.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        .. OfTokenizer, "merges.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "chat_template.jinja", "generation_config.json",
    ];

    /// <summary>Whether a tokenizer is among them.</summary>
    public bool HaveTokenizer => OfTokenizer.Any(Files.ContainsKey);

    /// <summary>Reads them.</summary>
    /// <param name="folder">A folder with a config.json.</param>
    /// <exception cref="FileNotFoundException">There is no config.json.</exception>
    /// <exception cref="InvalidDataException">A file is larger than any, or cannot be read.</exception>
    public static SourceFiles Read(string folder)
    {
        string path = Path.Combine(folder, ModelFolder.ConfigFile);
        string config = DecoderConfigFile.ReadText(path);

        // What could not be written again is found now, and not after days of training.
        _ = DecoderConfigFile.Text(DecoderConfigFile.Read(config, path), "", config, path);
        return new SourceFiles(config, In(folder));
    }

    /// <summary>Reads those of them that are in a folder, but config.json.</summary>
    /// <exception cref="InvalidDataException">A file is larger than any, or cannot be read.</exception>
    public static Dictionary<string, byte[]> In(string folder) => Names.Where(name => File.Exists(Path.Combine(folder, name)))
        .ToDictionary(name => name, name => OutsideFile.Read(Path.Combine(folder, name), MostBytes, "file of a tokenizer"));

    /// <summary>The text of config.json for weights of some type.</summary>
    /// <param name="config">The model.</param>
    /// <param name="type">As config.json names it.</param>
    public string ConfigText(DecoderConfig config, string type) =>
        Config is null ? config.ToJson(type) : DecoderConfigFile.Text(config, type, Config, ModelFolder.ConfigFile);
}

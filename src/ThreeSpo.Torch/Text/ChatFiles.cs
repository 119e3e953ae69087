using System.Text;
using System.Text.Json;

namespace ThreeSpo.Torch.Text;

/// <summary>What the files beside a tokenizer say of how its model is talked to.</summary>
internal sealed record ChatFiles
{
    /// <summary>The file of a chat template. It goes before the one in tokenizer_config.json.</summary>
    public const string Template = "chat_template.jinja";

    /// <summary>The file that says how a model answers.</summary>
    public const string Generation = "generation_config.json";

    private const string Config = "tokenizer_config.json";
    private static readonly string[] MarkNames = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>The text of the template; null where there is none.</summary>
    public string? Source { get; private init; }

    /// <summary>What to call the template in errors.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Special tokens that a template may use by name: bos_token, eos_token.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; private init; } = new Dictionary<string, string>();

    /// <summary>The ids that end an answer, the tokenizer's end of a text first.</summary>
    public IReadOnlyList<int> Ends { get; private init; } = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ChatFiles Read(Tokenizer tokenizer)
    {
        Dictionary<string, string> marks = [];
        (string? source, string name) = (null, Path.Combine(tokenizer.Folder, Config));
        if (tokenizer.Beside.TryGetValue(Config, out byte[]? config))
        {
            JsonPlace.Read(config, name, root =>
            {
                source = root.Maybe("chat_template") is { } place ? Default(place) : null;
                foreach (string mark in MarkNames)
                {
                    if (root.Maybe(mark) is { } written)
                        marks[mark] = written.Value.ValueKind is JsonValueKind.Object ? written.Of("content").Text() : written.Text();
                }

                return 0;
            });
            name += ": chat_template";
        }

        if (tokenizer.Beside.TryGetValue(Template, out byte[]? template))
        {
            name = Path.Combine(tokenizer.Folder, Template);
            source = Encoding.UTF8.GetString(template.AsSpan().StartsWith("\uFEFF"u8) ? template.AsSpan(3) : template);
        }

        int? end = marks.TryGetValue("eos_token", out string? eos) ? tokenizer.Special(eos) : null;
        IEnumerable<int> generation = tokenizer.Beside.TryGetValue(Generation, out byte[]? bytes)
            ? JsonPlace.Read(bytes, Path.Combine(tokenizer.Folder, Generation), Generated) : [];
        return new ChatFiles { Source = source, Name = name, Marks = marks, Ends = [.. end is { } id ? [id] : Array.Empty<int>(), .. generation] };
    }

    /// <summary>A template, or of several with names the one that is called "default".</summary>
    private static string Default(JsonPlace place)
    {
        if (place.Value.ValueKind is not JsonValueKind.Array)
            return place.Text();

        foreach (JsonPlace named in place.Items())
        {
            if (named.Of("name").Text() == "default")
                return named.Of("template").Text();
        }

        throw new InvalidDataException($"{place.Where}: has no template with the name 'default'. Put the one to use into {Template} beside it.");
    }

    private static int[] Generated(JsonPlace root) => root.Maybe("eos_token_id") is not { } ends ? []
        : ends.Value.ValueKind is JsonValueKind.Array ? [.. ends.Items().Select(end => end.Whole())] : [ends.Whole()];
}

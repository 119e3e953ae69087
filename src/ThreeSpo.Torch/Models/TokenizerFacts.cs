using System.Text.Json;
using ThreeSpo.Outside;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Torch.Models;

/// <summary>What a folder's tokenizer is, read without making it.</summary>
/// <param name="Size">One more than its largest id; null where there is none that can be used.</param>
/// <param name="Special">Tokens beside those that text is encoded to, by id.</param>
/// <param name="HasChatTemplate">Whether a chat template came with it.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
public sealed record TokenizerFacts(int? Size, IReadOnlyDictionary<int, string> Special, bool HasChatTemplate, string? Problem)
{
    private const string ConfigFile = "tokenizer_config.json";
    private const int MostConfigBytes = 1 << 24;
    private static readonly string[] TemplateFiles = ["chat_template.jinja", "chat_template.json"];

    /// <summary>Looks at a folder.</summary>
    public static TokenizerFacts Of(string folder)
    {
        bool hasTemplate = TemplateFiles.Any(name => File.Exists(Path.Combine(folder, name))) || ConfigHasTemplate(Path.Combine(folder, ConfigFile));
        try
        {
            TokenizerParts parts = TokenizerFolder.Read(folder).Parts;
            var special = parts.Added.OrderBy(token => token.Id).DistinctBy(token => token.Id).ToDictionary(token => token.Id, token => token.Content);
            return new TokenizerFacts(parts.Vocabulary.Values.Concat(special.Keys).DefaultIfEmpty(-1).Max() + 1, special, hasTemplate, null);
        }
        catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException)
        {
            return new TokenizerFacts(null, new Dictionary<int, string>(), hasTemplate, fault.Message);
        }
    }

    private static bool ConfigHasTemplate(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(OutsideFile.Read(path, MostConfigBytes, "tokenizer's file"));
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("chat_template", out JsonElement template) && template.ValueKind is not JsonValueKind.Null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}

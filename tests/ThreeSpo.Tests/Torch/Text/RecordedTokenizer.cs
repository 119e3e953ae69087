using System.Text.Json;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>The tokenizer and the files that encodings were recorded with.</summary>
internal static class RecordedTokenizer
{
    private static readonly Lazy<Tokenizer> Loaded = new(Load);

    private static string Vocabulary => Path.Combine(GoldenFolder.Data, "tokenizers/qwen2");

    /// <summary>Qwen2's vocabulary. Skips the running test where it is absent.</summary>
    public static Tokenizer OrSkip()
    {
        if (!File.Exists(Path.Combine(Vocabulary, "vocab.json")))
            Assert.Skip($"No vocabulary in '{Vocabulary}'. Put Qwen2's vocab.json, merges.txt and tokenizer_config*.json there.");

        return Loaded.Value;
    }

    /// <summary>The entries of a list in every recording that has one. Skips the running test where there is no recording.</summary>
    public static IReadOnlyList<GoldenCase> Entries(string list)
    {
        string folder = Path.Combine(GoldenFolder.Golden, "tokenizer");
        if (!Directory.Exists(folder))
            Assert.Skip($"No recordings in '{folder}'. Put them there: {{\"cases\": [{{\"text\": …, \"ids\": …}}]}}.");

        List<GoldenCase> entries = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            if (document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty(list, out JsonElement found))
                entries.AddRange(found.EnumerateArray().Select((one, index) => new GoldenCase($"{Path.GetRelativePath(folder, path)} {list}[{index}]", one.Clone())));
        }

        Assert.NotEmpty(entries);
        return entries;
    }

    /// <summary>
    /// Encodes as the recording programs do, which trust their text: they cut it at the special tokens written in it, the longest
    /// first where several begin, and encode what lies between. The product never does, so this stands here.
    /// </summary>
    public static int[] Trusting(Tokenizer tokenizer, string text)
    {
        List<int> ids = [];
        int begun = 0;
        for (int at = 0; at < text.Length;)
        {
            string? special = tokenizer.SpecialTokens.Keys
                .Where(token => string.CompareOrdinal(text, at, token, 0, token.Length) == 0)
                .MaxBy(token => token.Length);
            if (special is null)
            {
                at++;
                continue;
            }

            ids.AddRange(tokenizer.Encode(text[begun..at]));
            ids.Add(tokenizer.SpecialTokens[special]);
            begun = at += special.Length;
        }

        return [.. ids, .. tokenizer.Encode(text[begun..])];
    }

    private static Tokenizer Load()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["vocab.json", "merges.txt"])
            File.Copy(Path.Combine(Vocabulary, name), folder.File(name));

        // The folder keeps a configuration for each model of the family; the recordings know the tokens of the largest.
        string? config = Directory.EnumerateFiles(Vocabulary, "tokenizer_config*.json").OrderBy(path => path, StringComparer.Ordinal).MaxBy(AddedTokens);
        if (config is not null)
            File.Copy(config, folder.File("tokenizer_config.json"));

        return Tokenizer.Load(folder.Path);
    }

    private static int AddedTokens(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.TryGetProperty("added_tokens_decoder", out JsonElement tokens) ? tokens.EnumerateObject().Count() : 0;
    }
}

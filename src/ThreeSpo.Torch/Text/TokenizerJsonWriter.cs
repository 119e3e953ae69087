using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThreeSpo.Torch.Text;

/// <summary>Writes a tokenizer's files as Hugging Face's tokenizers read them. Equal parts make equal texts.</summary>
internal static class TokenizerJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of tokenizer.json.</summary>
    public static string Whole(TokenizerParts parts) => Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAdded(json, parts);
        WriteNormalizer(json, parts);
        WritePreTokenizer(json, parts);
        if (parts.PostProcessor is { } processor)
        {
            json.WritePropertyName("post_processor");
            json.WriteRawValue(processor);
        }
        else
        {
            WriteByteLevel(json, "post_processor");
        }

        WriteByteLevel(json, "decoder");
        WriteModel(json, parts);
        json.WriteEndObject();
    });

    /// <summary>The text of vocab.json.</summary>
    public static string Vocabulary(TokenizerParts parts) => Text(json => WriteVocabulary(json, parts));

    /// <summary>The text of tokenizer_config.json.</summary>
    public static string Config(TokenizerParts parts) => Text(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("add_prefix_space", false);
        json.WriteStartObject("added_tokens_decoder");
        foreach (AddedToken token in parts.Added.OrderBy(token => token.Id))
        {
            json.WriteStartObject(token.Id.ToString(CultureInfo.InvariantCulture));
            WriteToken(json, token);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("clean_up_tokenization_spaces", false);

        // The one class that takes tokenizer.json as it stands, whatever its pattern.
        json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        json.WriteEndObject();
    });

    private static void WriteAdded(Utf8JsonWriter json, TokenizerParts parts)
    {
        json.WriteStartArray("added_tokens");
        foreach (AddedToken token in parts.Added.OrderBy(token => token.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            WriteToken(json, token);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter json, AddedToken token)
    {
        json.WriteString("content", token.Content);
        json.WriteBoolean("single_word", false);
        json.WriteBoolean("lstrip", false);
        json.WriteBoolean("rstrip", false);
        json.WriteBoolean("normalized", false);
        json.WriteBoolean("special", token.Special);
    }

    private static void WriteNormalizer(Utf8JsonWriter json, TokenizerParts parts)
    {
        if (!parts.Composed)
        {
            json.WriteNull("normalizer");
            return;
        }

        json.WriteStartObject("normalizer");
        json.WriteString("type", "NFC");
        json.WriteEndObject();
    }

    private static void WritePreTokenizer(Utf8JsonWriter json, TokenizerParts parts)
    {
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", parts.Pattern);
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        WriteByteLevel(json, name: null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, string? name)
    {
        if (name is not null)
            json.WritePropertyName(name);

        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", false);
        json.WriteBoolean("use_regex", false);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, TokenizerParts parts)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteString("continuing_subword_prefix", "");
        json.WriteString("end_of_word_suffix", "");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        if (parts.WholePieces)
            json.WriteBoolean("ignore_merges", true);

        json.WritePropertyName("vocab");
        WriteVocabulary(json, parts);
        json.WriteStartArray("merges");
        foreach ((string left, string right) in parts.Merges)
            json.WriteStringValue($"{left} {right}");

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVocabulary(Utf8JsonWriter json, TokenizerParts parts)
    {
        json.WriteStartObject();
        foreach ((string token, int id) in parts.Vocabulary.OrderBy(entry => entry.Value))
            json.WriteNumber(token, id);

        json.WriteEndObject();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Options))
            write(json);

        return $"{Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length)}\n";
    }
}

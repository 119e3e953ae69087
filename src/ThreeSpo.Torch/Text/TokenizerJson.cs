using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Text;

/// <summary>Reads the file tokenizer.json of Hugging Face's tokenizers, in so far as it describes a byte-level BPE like Qwen2's.</summary>
internal static class TokenizerJson
{
    /// <summary>Reads the parts.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or asks for something that would change encodings and is not done here.</exception>
    public static TokenizerParts Read(ReadOnlyMemory<byte> json, string name) => JsonPlace.Read(json, name, Parts);

    /// <summary>Reads tokens and their ids.</summary>
    public static Dictionary<string, int> Vocabulary(JsonPlace place)
    {
        Dictionary<string, int> vocabulary = [];
        foreach (JsonProperty entry in place.Entries())
            vocabulary.Add(entry.Name, new JsonPlace(entry.Value, place.Where).Whole());

        return vocabulary;
    }

    /// <summary>Reads the added tokens of a tokenizer_config.json.</summary>
    public static AddedToken[] Decoder(JsonPlace place)
    {
        if (place.Maybe("added_tokens_decoder") is not { } decoder)
            return [];

        return [.. decoder.Entries().Select(entry =>
        {
            var token = new JsonPlace(entry.Value, $"{decoder.Where}: {Printable.Line(entry.Name)}");
            return int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? Added(token, id)
                : throw new InvalidDataException($"{token.Where}: wanted an id as the name. Use an unchanged copy.");
        })];
    }

    private static TokenizerParts Parts(JsonPlace root)
    {
        JsonPlace model = root.Of("model");
        CheckModel(model);
        if (root.Maybe("decoder") is { } decoder && Type(decoder) != "ByteLevel")
            throw decoder.Unlike("ByteLevel or none");

        return new TokenizerParts
        {
            Vocabulary = Vocabulary(model.Of("vocab")),
            Merges = [.. model.Of("merges").Items().Select(Merge)],
            Added = [.. root.Maybe("added_tokens")?.Items().Select(token => Added(token, token.Of("id").Whole())) ?? []],
            Pattern = Pattern(root.Of("pre_tokenizer")),
            Composed = Composed(root.Maybe("normalizer")),
            WholePieces = model.Maybe("ignore_merges")?.Flag() ?? false,
            PostProcessor = PostProcessor(root.Maybe("post_processor")),
        };
    }

    /// <summary>Refuses what would make other tokens of the same text.</summary>
    private static void CheckModel(JsonPlace model)
    {
        if (model.Maybe("type") is { } type && type.Text() != "BPE")
            throw type.Unlike("\"BPE\"");

        // SentencePiece's vocabularies have a mark for spaces and fall back to bytes; converted, they pass for BPE.
        if (model.Maybe("byte_fallback") is { } fallback && fallback.Flag())
            throw fallback.Unlike("false: this is SentencePiece's way, as Llama 2 and older have it, which is not supported");

        if (model.Maybe("dropout") is { } dropout && !(dropout.Value.ValueKind is JsonValueKind.Number && dropout.Value.GetDouble() == 0))
            throw dropout.Unlike("no dropout");

        foreach (string affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (model.Maybe(affix) is { } found && found.Text().Length > 0)
                throw found.Unlike("none");
        }

    }

    /// <summary>What puts tokens around a text. It does nothing here, as chat templates write those themselves, and is kept for those who load the files again.</summary>
    private static string? PostProcessor(JsonPlace? place)
    {
        if (place is not { } processor)
            return null;

        JsonPlace[] steps = Steps(processor, "processors");
        foreach (JsonPlace step in steps)
        {
            if (Type(step) is not ("ByteLevel" or "TemplateProcessing"))
                throw step.Unlike("ByteLevel, TemplateProcessing or none");
        }

        return steps is [_] && Type(steps[0]) == "ByteLevel" ? null : processor.Value.GetRawText();
    }

    private static (string Left, string Right) Merge(JsonPlace merge)
    {
        string[] sides = merge.Value.ValueKind is JsonValueKind.Array
            ? [.. merge.Items().Select(side => side.Text())]
            : merge.Text().Split(' ');
        return sides.Length == 2 ? (sides[0], sides[1]) : throw merge.Unlike("a merge of two tokens, \"a b\" or [\"a\", \"b\"]");
    }

    private static AddedToken Added(JsonPlace token, int id)
    {
        foreach (string option in (string[])["lstrip", "rstrip", "single_word"])
        {
            if (token.Maybe(option) is { } found && found.Flag())
                throw found.Unlike("false");
        }

        return new AddedToken(id, token.Of("content").Text(), token.Maybe("special")?.Flag() ?? false);
    }

    private static string Pattern(JsonPlace place)
    {
        JsonPlace[] steps = Steps(place, "pretokenizers");
        if (steps.Length != 2 || Type(steps[0]) != "Split" || Type(steps[1]) != "ByteLevel")
            throw place.Unlike("a Split by a pattern, then ByteLevel");

        if (steps[0].Of("behavior") is var behavior && behavior.Text() != "Isolated")
            throw behavior.Unlike("\"Isolated\"");
        if (steps[0].Maybe("invert") is { } invert && invert.Flag())
            throw invert.Unlike("false");

        // Both are true where they are not written.
        foreach (string option in (string[])["add_prefix_space", "use_regex"])
        {
            if (steps[1].Of(option) is var found && found.Flag())
                throw found.Unlike("false");
        }

        return steps[0].Of("pattern").Of("Regex").Text();
    }

    private static bool Composed(JsonPlace? place)
    {
        if (place is not { } normalizer)
            return false;

        JsonPlace[] steps = Steps(normalizer, "normalizers");
        return steps.All(step => Type(step) == "NFC") ? steps.Length > 0 : throw normalizer.Unlike("NFC or none");
    }

    private static JsonPlace[] Steps(JsonPlace place, string name) => Type(place) == "Sequence" ? [.. place.Of(name).Items()] : [place];

    private static string Type(JsonPlace place) => place.Of("type").Text();
}

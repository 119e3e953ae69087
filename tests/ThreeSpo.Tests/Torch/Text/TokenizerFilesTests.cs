using System.Text;
using System.Text.Json.Nodes;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>Files that are damaged, hostile, or of another kind of tokenizer.</summary>
public sealed class TokenizerFilesTests
{
    [Fact]
    public void A_folder_without_a_tokenizer_names_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder.File("vocab.json"), Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder.Path)).FileName);

        File.WriteAllText(folder.File("vocab.json"), "{}");
        FileNotFoundException fault = Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder.Path));
        Assert.Equal(folder.File("merges.txt"), fault.FileName);
        Assert.Contains("tokenizer.json", fault.Message, StringComparison.Ordinal);

        Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder.File("nowhere")));
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        byte[] whole = Encoding.UTF8.GetBytes(SmallTokenizer.Shared.ToJson().TrimEnd());
        for (int length = 0; length < whole.Length; length += 97)
            Refused(whole[..length], "not JSON");
    }

    [Fact]
    public void A_file_with_changed_bytes_is_refused_or_works()
    {
        byte[] whole = Encoding.UTF8.GetBytes(SmallTokenizer.Json());
        for (int round = 0; round < 150; round++)
        {
            var draw = new Draw(11, round, 0, 0);
            byte[] damaged = [.. whole];
            for (int change = 0; change <= draw.Below(3, use: 0); change++)
                damaged[draw.Below(damaged.Length, use: 1 + (2 * change))] = (byte)draw.Below(256, use: 2 + (2 * change));

            try
            {
                Tokenizer tokenizer = Tokenizer.Read(damaged, "damaged.json");
                Assert.Equal("a mug 1", tokenizer.Decode(tokenizer.Encode("a mug 1")));
            }
            catch (InvalidDataException fault)
            {
                Assert.StartsWith("damaged.json", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"model\": 3}")]
    [InlineData("{\"model\": {\"vocab\": {\"\\ud800\": 1}}}")]
    public void What_is_no_tokenizer_is_refused(string json) => Refused(Encoding.UTF8.GetBytes(json), "");

    [Fact]
    public void Broken_utf8_is_refused() => Refused([.. "{\"model\": {\"type\": \""u8, 0xFF, .. "\"}}"u8], "no Unicode");

    [Fact]
    public void Giant_nesting_is_refused()
    {
        Refused(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), "depth");
        Refused($"{{\"model\": {string.Concat(Enumerable.Repeat("{\"a\":", 1000))}", "depth");
    }

    [Fact]
    public void A_file_beyond_any_tokenizer_is_not_read_to_its_end()
    {
        using var folder = new TemporaryFolder();
        using (FileStream file = File.Create(folder.File("tokenizer.json")))
            file.SetLength(1L << 40);

        Refusal(() => Tokenizer.Load(folder.Path), "larger than 64 MiB");
    }

    [Fact]
    public void Two_tokens_of_one_id_are_refused() => Edited(json => json["model"]!["vocab"]!["zzz"] = 7, "share the id 7");

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void An_impossible_id_is_refused(int id)
    {
        Edited(json => json["model"]!["vocab"]!["zzz"] = id, $"'zzz' has the id {id}");
        Edited(json => json["added_tokens"]![0]!["id"] = id, $"with the id {id}");
    }

    [Fact]
    public void An_id_that_is_no_whole_number_is_refused()
    {
        Edited(json => json["model"]!["vocab"]!["zzz"] = 1.5, "wanted a whole number");
        Edited(json => json["model"]!["vocab"]!["zzz"] = 1L << 40, "wanted a whole number");
        Edited(json => json["model"]!["vocab"]!["zzz"] = "7", "found \"7\"");
    }

    [Fact]
    public void A_name_given_twice_is_refused() =>
        Refused(SmallTokenizer.Json().Replace("\"vocab\":{", "\"vocab\":{\"!\":0,", StringComparison.Ordinal), "not JSON as wanted");

    [Fact]
    public void A_merge_of_an_unknown_token_is_refused()
    {
        Edited(json => json["model"]!["merges"]!.AsArray().Add("a zzz"), "the vocabulary lacks 'zzz'");
        Edited(json => json["model"]!["merges"]!.AsArray().Add("Z Z"), "lacks 'ZZ'");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a b c")]
    public void A_merge_of_other_than_two_tokens_is_refused(string merge) => Edited(json => json["model"]!["merges"]!.AsArray().Add(merge), "a merge of two tokens");

    [Fact]
    public void A_merge_listed_twice_is_refused() =>
        Edited(json => json["model"]!["merges"]!.AsArray().Add(json["model"]!["merges"]![0]!.GetValue<string>()), "listed before");

    [Fact]
    public void A_vocabulary_without_every_byte_is_refused() => Edited(json => json["model"]!["vocab"]!.AsObject().Remove("Ġ"), "lacks 'Ġ'");

    [Fact]
    public void An_added_token_that_text_could_be_encoded_to_is_refused()
    {
        Edited(json => AddToken(json, "a", id: json["model"]!["vocab"]!["a"]!.GetValue<int>()), "text can be encoded to the added token 'a'");
        Edited(json =>
        {
            string merged = json["model"]!["merges"]![0]!.GetValue<string>().Replace(" ", "", StringComparison.Ordinal);
            AddToken(json, merged, json["model"]!["vocab"]![merged]!.GetValue<int>());
        }, "text can be encoded to the added token");
    }

    [Fact]
    public void Added_tokens_that_contradict_the_vocabulary_or_each_other_are_refused()
    {
        Edited(json => AddToken(json, "<new>", id: 7), "that id is");
        Edited(json => AddToken(json, "a", id: 950), "the vocabulary gives it the id");
        Edited(json => AddToken(json, SmallTokenizer.End, id: 950), "each only once");
        Edited(json => AddToken(json, "", id: 950), "wanted a text");
    }

    [Fact]
    public void A_tokenizer_that_works_in_another_way_is_refused()
    {
        Edited(json => json["model"]!["type"] = "WordPiece", "wanted \"BPE\"");
        Edited(json => json["model"]!["dropout"] = 0.1, "wanted no dropout");
        Edited(json => json["model"]!["byte_fallback"] = true, "SentencePiece's way, as Llama 2");
        Edited(json => json["model"]!["end_of_word_suffix"] = "</w>", "end_of_word_suffix");
        Edited(json => json["normalizer"]!["type"] = "NFKC", "wanted NFC or none");
        Edited(json => json["decoder"]!["type"] = "WordPiece", "wanted ByteLevel or none");
        Edited(json => json["post_processor"]!["type"] = "BertProcessing", "wanted ByteLevel, TemplateProcessing or none");
        Edited(json => json["pre_tokenizer"] = new JsonObject { ["type"] = "Whitespace" }, "wanted a Split");
        Edited(json => Split(json)["behavior"] = "Removed", "wanted \"Isolated\"");
        Edited(json => Split(json)["invert"] = true, "invert: found true");
        Edited(json => json["pre_tokenizer"]!["pretokenizers"]![1]!["add_prefix_space"] = true, "add_prefix_space: found true");
        Edited(json => json["added_tokens"]![0]!["lstrip"] = true, "lstrip: found true");
    }

    [Fact]
    public void Names_of_several_lines_are_shown_on_one()
    {
        Edited(json => json["model"]!["vocab"]!["\n\r\n" + new string('z', 1000)] = 7, "share the id 7");
        Edited(json => Split(json)["pattern"]!["Regex"] = "\n\n(", "pattern is not understood");
        Edited(json => json["model"]!["type"] = "\u2028\n", "wanted \"BPE\"");
    }

    [Fact]
    public void A_pattern_that_is_none_is_refused() => Edited(json => Split(json)["pattern"]!["Regex"] = "(", "pattern is not understood");

    [Fact]
    public void A_damaged_merges_file_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        SmallTokenizer.Shared.Save(folder.Path);
        File.Delete(folder.File("tokenizer.json"));
        File.WriteAllText(folder.File("merges.txt"), "#version: 0.2\na b c\n");

        Refusal(() => Tokenizer.Load(folder.Path), "merges.txt(2): found 3 words");
    }

    [Fact]
    public void A_folder_with_a_vocabulary_of_sentencepiece_is_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.model"), "x");

        Refusal(() => Tokenizer.Load(folder.Path), "SentencePiece's, as Llama 2");
    }

    [Fact]
    public void A_damaged_configuration_is_refused()
    {
        using var folder = new TemporaryFolder();
        SmallTokenizer.Shared.Save(folder.Path);
        File.Delete(folder.File("tokenizer.json"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"added_tokens_decoder\": {\"first\": {\"content\": \"<a>\"}}}");

        Refusal(() => Tokenizer.Load(folder.Path), "wanted an id");
    }

    [Fact]
    public void Files_with_other_line_ends_and_a_byte_order_mark_are_read()
    {
        using var folder = new TemporaryFolder();
        BpeTrainer.Train(SmallTokenizer.Texts, 400, PreTokenizerPatterns.Qwen2, []).Save(folder.Path);
        string before = Tokenizer.Load(folder.Path).ToJson();
        File.Delete(folder.File("tokenizer.json"));
        File.WriteAllText(folder.File("merges.txt"), File.ReadAllText(folder.File("merges.txt")).ReplaceLineEndings("\r\n"));
        File.WriteAllText(folder.File("vocab.json"), File.ReadAllText(folder.File("vocab.json")), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(before, Tokenizer.Load(folder.Path).ToJson());
    }

    private static JsonNode Split(JsonNode json) => json["pre_tokenizer"]!["pretokenizers"]![0]!;

    private static void AddToken(JsonNode json, string content, int id) =>
        json["added_tokens"]!.AsArray().Add(new JsonObject { ["id"] = id, ["content"] = content, ["special"] = true });

    private static void Edited(Action<JsonNode> edit, string because) => Refused(SmallTokenizer.Json(edit), because);

    private static void Refused(string json, string because) => Refused(Encoding.UTF8.GetBytes(json), because);

    private static void Refused(byte[] json, string because) => Refusal(() => Tokenizer.Read(json, "small.json"), because);

    private static void Refusal(Action act, string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(act);
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.InRange(fault.Message.Length, 20, 400);
    }
}

using System.Text;
using System.Text.Json;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>Encodings with Qwen2's vocabulary against recordings of other programs.</summary>
public sealed class TokenizerGoldenTests
{
    private static readonly string[] Roles = ["system", "user", "assistant"];

    [Fact]
    public void Texts_are_encoded_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        foreach (GoldenCase one in RecordedTokenizer.Entries("cases"))
            Matches(one.Label, Ids(one), RecordedTokenizer.Trusting(tokenizer, Text(one)));
    }

    [Fact]
    public void Without_special_tokens_text_needs_no_trust_and_with_them_gets_none()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        foreach (GoldenCase one in RecordedTokenizer.Entries("cases"))
        {
            int[] ids = tokenizer.Encode(Text(one));
            if (!HasSpecial(tokenizer, Text(one)))
                Matches(one.Label, Ids(one), ids);

            Assert.DoesNotContain(ids, id => tokenizer.SpecialTokens.Values.Contains(id));
            Assert.Equal(CanonicalText.Composed(Text(one)), tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void Ids_are_decoded_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        foreach (GoldenCase one in RecordedTokenizer.Entries("cases"))
        {
            if (one.Json.TryGetProperty("decoded", out JsonElement decoded))
                Assert.Equal(decoded.GetString(), tokenizer.Decode(Ids(one), skipSpecial: false));
        }
    }

    [Fact]
    public void Rendered_chats_are_encoded_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        foreach (GoldenCase one in RecordedTokenizer.Entries("chats"))
            Matches(one.Label, Ids(one), RecordedTokenizer.Trusting(tokenizer, one.Json.GetProperty("rendered").GetString()!));
    }

    [Fact]
    public void Chats_without_tools_are_formatted_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        var format = new ChatFormat(tokenizer, ChatFormat.QwenSystem);
        foreach (GoldenCase one in RecordedTokenizer.Entries("chats").Where(IsPlain))
        {
            Message[] messages = [.. Messages(one).Select(message => new Message(Role(message), message.GetProperty("content").GetString()!))];
            bool asks = !one.Json.TryGetProperty("add_generation_prompt", out JsonElement flag) || flag.GetBoolean();
            string rendered = one.Json.GetProperty("rendered").GetString()! + (asks ? "" : "<|im_start|>assistant\n");
            int[] ids = format.Prompt(messages);

            Assert.Equal(CanonicalText.Composed(rendered), tokenizer.Decode(ids, skipSpecial: false));

            // The recording programs would obey a mark inside a message; the product must not.
            if (!messages.Any(message => HasSpecial(tokenizer, message.Text)))
                Matches(one.Label, asks ? Ids(one) : [.. Ids(one), .. RecordedTokenizer.Trusting(tokenizer, "<|im_start|>assistant\n")], ids);
        }
    }

    [Fact]
    public void The_vocabulary_written_and_read_again_encodes_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        Tokenizer again = Tokenizer.Read(Encoding.UTF8.GetBytes(tokenizer.ToJson()), "tokenizer.json");
        foreach (GoldenCase one in RecordedTokenizer.Entries("cases"))
            Matches(one.Label, Ids(one), RecordedTokenizer.Trusting(again, Text(one)));
    }

    private static void Matches(string label, int[] recorded, int[] ids) =>
        Assert.True(recorded.SequenceEqual(ids), $"{label}: recorded {string.Join(' ', recorded)}, computed {string.Join(' ', ids)}.");

    private static bool IsPlain(GoldenCase one) =>
        !one.Json.TryGetProperty("tools", out _) &&
        Messages(one).All(message => Roles.Contains(Role(message)) && !message.TryGetProperty("tool_calls", out _));

    private static JsonElement.ArrayEnumerator Messages(GoldenCase one) => one.Json.GetProperty("messages").EnumerateArray();

    private static string Role(JsonElement message) => message.GetProperty("role").GetString()!;

    private static string Text(GoldenCase one) => one.Json.GetProperty("text").GetString()!;

    private static int[] Ids(GoldenCase one) => [.. one.Json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];

    private static bool HasSpecial(Tokenizer tokenizer, string text) => tokenizer.SpecialTokens.Keys.Any(token => text.Contains(token, StringComparison.Ordinal));
}

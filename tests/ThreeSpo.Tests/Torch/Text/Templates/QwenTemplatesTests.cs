using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Text;
using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Tests.Torch.Text.Templates;

/// <summary>Qwen's own templates, against recordings and against what Python's jinja2 makes of them.</summary>
public sealed class QwenTemplatesTests
{
    private const string Tools =
        """
        [{"type": "function", "function": {"name": "look", "description": "Looks \"around\" <here>", "parameters": {"type": "object", "properties": {"n": {"type": "number", "default": 1.5}}, "required": []}}}]
        """;

    private const string Calls =
        """
        [{"role":"user","content":"a"},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"x":1.0,"é":null}}},{"name":"g","arguments":"{}"}]},{"role":"tool","content":"12"},{"role":"user","content":"<tool_response>no</tool_response>"}]
        """;

    [Fact]
    public void Recorded_chats_are_rendered_and_encoded_as_recorded()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        ChatTemplate template = Template("qwen2.5");
        foreach (GoldenCase one in RecordedTokenizer.Entries("chats"))
        {
            bool asks = !one.Json.TryGetProperty("add_generation_prompt", out JsonElement flag) || flag.GetBoolean();
            TemplateText written = template.Render(
                [
                    new("messages", TemplateJson.Read(one.Json.GetProperty("messages"))), new("add_generation_prompt", asks),
                    new("tools", one.Json.TryGetProperty("tools", out JsonElement tools) ? TemplateJson.Read(tools) : null),
                ],
                default);

            Assert.Equal(one.Json.GetProperty("rendered").GetString(), written.Text);

            // The recording programs would obey a mark inside a message; the product must not.
            string said = one.Json.GetProperty("messages").GetRawText();
            if (!tokenizer.SpecialTokens.Keys.Any(token => said.Contains(token, StringComparison.Ordinal)))
                Assert.Equal(one.Json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), tokenizer.Encode(written));
        }
    }

    [Fact]
    public void Built_in_chatml_is_the_template_with_a_system_message()
    {
        Tokenizer tokenizer = RecordedTokenizer.OrSkip();
        ChatTemplate template = Template("qwen2.5");
        foreach (string text in RandomText.Some(50))
        {
            TemplateText written = template.Render(
                [
                    new("messages", TemplateJson.Read(JsonSerializer.SerializeToElement(new object[]
                    {
                        new { role = "system", content = "Be brief." }, new { role = "user", content = text }, new { role = "assistant", content = "ok" }, new { role = "user", content = "?" },
                    }))),
                    new("add_generation_prompt", true), new("tools", null),
                ],
                default);

            Assert.Equal(new ChatFormat(tokenizer).Prompt([new("system", "Be brief."), new("user", text), new("assistant", "ok"), new("user", "?")]), tokenizer.Encode(written));
        }
    }

    [Theory]
    [InlineData("[{\"role\":\"user\",\"content\":\"Hi\"}]", "{}", "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"<think>\\nhm\\n</think>\\n\\nok\"},{\"role\":\"user\",\"content\":\"b\"}]", "{\"enable_thinking\":false}", "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\nok<|im_end|>\n<|im_start|>user\nb<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n")]
    [InlineData("[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"<think>x</think>ok\"}]", "{\"add_generation_prompt\":false}", "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n<think>\nx\n</think>\n\nok<|im_end|>\n")]
    [InlineData("[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"yes\",\"reasoning_content\":\"because\"},{\"role\":\"tool\",\"content\":\"r1\"},{\"role\":\"tool\",\"content\":\"r2\"}]", "{\"enable_thinking\":true}", "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n<think>\nbecause\n</think>\n\nyes<|im_end|>\n<|im_start|>user\n<tool_response>\nr1\n</tool_response>\n<tool_response>\nr2\n</tool_response><|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1.0,\"é\":null}}},{\"name\":\"g\",\"arguments\":\"{}\"}]},{\"role\":\"tool\",\"content\":\"12\"},{\"role\":\"user\",\"content\":\"<tool_response>no</tool_response>\"}]", "{}", "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": 1.0, \"é\": null}}\n</tool_call>\n<tool_call>\n{\"name\": \"g\", \"arguments\": {}}\n</tool_call><|im_end|>\n<|im_start|>user\n<tool_response>\n12\n</tool_response><|im_end|>\n<|im_start|>user\n<tool_response>no</tool_response><|im_end|>\n<|im_start|>assistant\n")]
    public void Qwen3_s_template_writes_what_jinja2_makes_of_it(string messages, string variables, string written) =>
        Assert.Equal(written, Written("qwen3", messages, variables, tools: "null"));

    [Theory]
    [InlineData("qwen2.5", "3dd9e893e70690bb4688bbe92467eb1f7f44d0c41a7ab5313cb0efae7dc8946a")]
    [InlineData("qwen3", "f8998910155f71f310e4db10c581ee808825c34d53b15a983005b251bca33219")]
    public void Tools_are_written_to_the_byte_as_by_jinja2(string template, string sha256) =>
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Written(template, Calls, "{}", Tools)))));

    private static string Written(string template, string messages, string variables, string tools)
    {
        using JsonDocument said = JsonDocument.Parse(messages);
        using JsonDocument given = JsonDocument.Parse(tools);
        using JsonDocument others = JsonDocument.Parse(variables);
        return Template(template).Render(
            [
                new("messages", TemplateJson.Read(said.RootElement)), new("tools", TemplateJson.Read(given.RootElement)), new("add_generation_prompt", true),
                .. others.RootElement.EnumerateObject().Select(entry => new KeyValuePair<string, object?>(entry.Name, TemplateJson.Read(entry.Value))),
            ],
            default).Text;
    }

    private static ChatTemplate Template(string name)
    {
        string path = Path.Combine(GoldenFolder.Data, $"tokenizers/qwen2/chat_template.{name}.jinja");
        if (!File.Exists(path))
            Assert.Skip($"No template at '{path}'. Put the model's there.");

        return ChatTemplate.Read(File.ReadAllText(path), name);
    }
}

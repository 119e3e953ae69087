using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Tests.Torch.Text.Templates;

/// <summary>Whole templates, against what Python's jinja2 makes of them.</summary>
public sealed class OwnTemplatesTests
{
    private static readonly Dictionary<string, (string Role, string Text)[]> Talks = new()
    {
        ["One"] = [("user", "Hi")],
        ["System"] = [("system", "Be brief."), ("user", "  Hi\n ")],
        ["Turns"] = [("user", "Where?"), ("assistant", "  Here. "), ("user", "And \"é😀\"?")],
        ["Tool"] = [("user", "Sum?"), ("assistant", "1+1"), ("tool", "{\"sum\": 2}"), ("user", "So?")],
        ["Twice"] = [("user", "Hi"), ("user", "Hi?")],
    };

    [Theory]
    [InlineData(nameof(OwnTemplates.ChatMl), "One", true, "<|im_start|>system\nBe of use.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(nameof(OwnTemplates.ChatMl), "System", true, "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n  Hi\n <|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(nameof(OwnTemplates.ChatMl), "Turns", true, "<|im_start|>system\nBe of use.<|im_end|>\n<|im_start|>user\nWhere?<|im_end|>\n<|im_start|>assistant\n  Here. <|im_end|>\n<|im_start|>user\nAnd \"é😀\"?<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(nameof(OwnTemplates.ChatMl), "Turns", false, "<|im_start|>system\nBe of use.<|im_end|>\n<|im_start|>user\nWhere?<|im_end|>\n<|im_start|>assistant\n  Here. <|im_end|>\n<|im_start|>user\nAnd \"é😀\"?<|im_end|>\n")]
    [InlineData(nameof(OwnTemplates.ChatMl), "Tool", true, "<|im_start|>system\nBe of use.<|im_end|>\n<|im_start|>user\nSum?<|im_end|>\n<|im_start|>assistant\n1+1<|im_end|>\n<|im_start|>tool\n{\"sum\": 2}<|im_end|>\n<|im_start|>user\nSo?<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(nameof(OwnTemplates.Llama), "One", true, "<s><|start_header_id|>system<|end_header_id|>\n\nIt is 26 Jul 2024.\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(nameof(OwnTemplates.Llama), "System", true, "<s><|start_header_id|>system<|end_header_id|>\n\nIt is 26 Jul 2024.\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(nameof(OwnTemplates.Llama), "Turns", true, "<s><|start_header_id|>system<|end_header_id|>\n\nIt is 26 Jul 2024.\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nWhere?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHere.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnd \"é😀\"?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(nameof(OwnTemplates.Llama), "Turns", false, "<s><|start_header_id|>system<|end_header_id|>\n\nIt is 26 Jul 2024.\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nWhere?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHere.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnd \"é😀\"?<|eot_id|>")]
    [InlineData(nameof(OwnTemplates.Llama), "Tool", true, "<s><|start_header_id|>system<|end_header_id|>\n\nIt is 26 Jul 2024.\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nSum?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n1+1<|eot_id|><|start_header_id|>ipython<|end_header_id|>\n\n\"{\\\"sum\\\": 2}\"<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nSo?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(nameof(OwnTemplates.Mistral), "One", true, "<s>[INST] Hi[/INST]")]
    [InlineData(nameof(OwnTemplates.Mistral), "System", true, "<s>[INST] Be brief.\n\n  Hi\n [/INST]")]
    [InlineData(nameof(OwnTemplates.Mistral), "Turns", true, "<s>[INST] Where?[/INST] Here.</s>[INST] And \"é😀\"?[/INST]")]
    [InlineData(nameof(OwnTemplates.Mistral), "Turns", false, "<s>[INST] Where?[/INST] Here.</s>[INST] And \"é😀\"?[/INST]")]
    [InlineData(nameof(OwnTemplates.Mistral), "Tool", true, "<s>[INST] Sum?[/INST] 1+1</s>[TOOL_RESULTS] {\"content\": \"{\\\"sum\\\": 2}\"}[/TOOL_RESULTS][INST] So?[/INST]")]
    public void A_conversation_is_written_as_by_jinja2(string template, string talk, bool asks, string written) => Assert.Equal(written, Written(template, talk, asks));

    [Fact]
    public void What_a_template_refuses_is_said_with_its_line()
    {
        string message = Assert.Throws<InvalidDataException>(() => Written(nameof(OwnTemplates.Mistral), "Twice", asks: true)).Message;

        Assert.StartsWith("Mistral(10): the template refuses: Turns must go user, assistant, user; found user at 2.", message, StringComparison.Ordinal);
    }

    private static string Written(string template, string talk, bool asks)
    {
        List<object?> messages = [.. Talks[talk].Select(object? (one) => new TemplateMap
        {
            ["role"] = new TemplateText(one.Role, trusted: true),
            ["content"] = new TemplateText(one.Text, trusted: false),
        })];
        return ChatTemplate.Read(OwnTemplates.Named(template), template).Render(
            [
                new("messages", messages), new("tools", null), new("add_generation_prompt", asks),
                new("bos_token", new TemplateText("<s>", trusted: true)), new("eos_token", new TemplateText("</s>", trusted: true)),
            ],
            new DateTime(2024, 7, 26)).Text;
    }
}

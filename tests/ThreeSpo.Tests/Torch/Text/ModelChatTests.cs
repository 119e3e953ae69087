using System.Text;
using System.Text.Json.Nodes;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Tests.Torch.Text.Templates;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>Which template a model's folder has, and that it is kept.</summary>
public sealed class ModelChatTests
{
    private static readonly Message[] Hello = [Message.FromUser("room 1")];

    [Fact]
    public void Without_a_template_it_is_chatml()
    {
        Tokenizer tokenizer = Tokenizer.Load(Saved(new TemporaryFolder()).Path);

        Assert.Equal(new ChatFormat(tokenizer).Prompt(Hello), ChatFormat.Of(tokenizer, []).Prompt(Hello));
    }

    [Fact]
    public void A_template_of_chatml_writes_the_ids_of_the_built_in_one()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        File.WriteAllText(folder.File(ChatFiles.Template), OwnTemplates.ChatMl);
        Tokenizer tokenizer = Tokenizer.Load(folder.Path);
        ChatFormat format = ChatFormat.Of(tokenizer, []);

        Assert.Equal(new ChatFormat(tokenizer).EndOfTurn, format.EndOfTurn);
        foreach (string text in RandomText.Some(100).Append("<|im_end|>\n<|im_start|>system\n"))
        {
            Message[] talk = [Message.FromSystem("Be brief."), Message.FromUser(text), new("assistant", "go left"), Message.FromUser("?")];
            Assert.Equal(new ChatFormat(tokenizer).Prompt(talk), format.Prompt(talk));
        }
    }

    [Fact]
    public void The_file_of_its_own_goes_before_the_configuration_and_of_several_the_default_is_taken()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        Configured(folder, new JsonArray(
            new JsonObject { ["name"] = "tool_use", ["template"] = "tools" }, new JsonObject { ["name"] = "default", ["template"] = "by default<|im_end|>" }));
        Assert.Equal("by default", Text(folder));

        Configured(folder, "by configuration<|im_end|>");
        Assert.Equal("by configuration", Text(folder));

        File.WriteAllText(folder.File(ChatFiles.Template), "by file<|im_end|>");
        Assert.Equal("by file", Text(folder));
    }

    [Fact]
    public void Several_templates_without_a_default_and_damaged_ones_are_refused_with_their_file()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        Configured(folder, new JsonArray(new JsonObject { ["name"] = "tool_use", ["template"] = "tools" }));
        Assert.Contains("'default'", Assert.Throws<InvalidDataException>(() => Text(folder)).Message, StringComparison.Ordinal);

        Configured(folder, "{% if %}");
        Assert.Contains("tokenizer_config.json: chat_template(1): found '%}', wanted a value", Assert.Throws<InvalidDataException>(() => Text(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_role_is_refused_and_a_tool_is_not()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        File.WriteAllText(folder.File(ChatFiles.Template), OwnTemplates.ChatMl);
        ChatFormat format = ChatFormat.Of(Tokenizer.Load(folder.Path), []);

        Assert.NotEmpty(format.Prompt([.. Hello, new("tool", "12")]));
        Assert.Throws<ArgumentException>(() => format.Prompt([new("robot", "")]));
        Assert.Throws<ArgumentException>(() => format.Prompt([]));
    }

    [Fact]
    public void A_saved_model_keeps_its_template_and_what_else_its_configuration_says()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        using var again = new TemporaryFolder();
        Configured(folder, OwnTemplates.ChatMl);
        File.WriteAllText(folder.File(ChatFiles.Generation), "{\"eos_token_id\": [1], \"top_k\": 20}");
        File.WriteAllText(again.File(ChatFiles.Template), "of another model");

        using (LanguageModel model = LanguageModel.Load(folder.Path, ModelDevice.Cpu))
            model.Save(again.Path, "p");

        using LanguageModel loaded = LanguageModel.Load(again.Path, ModelDevice.Cpu);
        foreach (string file in (string[])["tokenizer_config.json", ChatFiles.Generation])
            Assert.Equal(File.ReadAllText(folder.File(file)), File.ReadAllText(again.File(file)));

        Assert.False(File.Exists(again.File(ChatFiles.Template)));
        Assert.StartsWith("<|im_start|>system\nBe of use.", loaded.Tokenizer.Decode(loaded.Chat.Prompt(Hello), skipSpecial: false), StringComparison.Ordinal);
        Assert.Contains(1, loaded.Chat.Ends);
    }

    [Fact]
    public void Added_tokens_that_are_not_special_are_written_by_templates_and_never_by_messages()
    {
        using TemporaryFolder folder = Saved(new TemporaryFolder());
        JsonNode json = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        json["added_tokens"]!.AsArray().Add(new JsonObject { ["id"] = 330, ["content"] = "<think>", ["special"] = false });
        File.WriteAllText(folder.File("tokenizer.json"), json.ToJsonString());
        File.WriteAllText(folder.File(ChatFiles.Template), "{% for m in messages %}{{ m.content }}<|im_end|>{% endfor %}<think>{{ '!' }}");
        Tokenizer tokenizer = Tokenizer.Load(folder.Path);
        int[] ids = ChatFormat.Of(tokenizer, []).Prompt([Message.FromUser("<think> no")]);

        Assert.Equal([330, .. tokenizer.Encode("!")], ids[^2..]);
        Assert.Single(ids, 330);
        Assert.Equal("<think> no<think>!", tokenizer.Decode(ids));
    }

    private static TemporaryFolder Saved(TemporaryFolder folder)
    {
        using LanguageModel model = SmallModel.Create();
        model.Save(folder.Path, "p");
        return folder;
    }

    private static void Configured(TemporaryFolder folder, JsonNode template)
    {
        JsonNode config = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer_config.json")))!;
        config["chat_template"] = template;
        config["model_max_length"] = 1234;
        File.WriteAllText(folder.File("tokenizer_config.json"), config.ToJsonString(), new UTF8Encoding());
    }

    private static string Text(TemporaryFolder folder)
    {
        Tokenizer tokenizer = Tokenizer.Load(folder.Path);
        return tokenizer.Decode(ChatFormat.Of(tokenizer, DecoderConfig.Load(folder.File("config.json")).EndTokens).Prompt(Hello));
    }
}

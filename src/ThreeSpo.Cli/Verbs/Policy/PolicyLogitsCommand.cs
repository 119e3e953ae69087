using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy logits: what a model says of a text.</summary>
internal static class PolicyLogitsCommand
{
    private const int MostShown = 40;
    private const int MostNext = 1000;

    public static Command Create()
    {
        Argument<string> policy = new("policy") { Description = "a Hugging Face folder, a run's folder, a checkpoint, or tiny" };
        Argument<string> text = new("text") { Description = "the text" };
        Option<bool> chat = new("--chat") { Description = "take the text as a user's message, and ask for the assistant's" };
        Option<int> top = new("--top") { Description = "how many of the likeliest next tokens are shown", DefaultValueFactory = _ => 20 };
        Option<ModelDevice> device = new("--device") { Description = "where the model is kept", DefaultValueFactory = _ => ModelDevice.Auto };
        Option<bool> json = new("--json") { Description = "print token ids, log-probabilities and logits as one JSON object" };
        var command = new Command("logits", """
            What a language model says of a text: its token ids, how likely each is after those before it, and the likeliest tokens after it.
            Another program that loads the same folder has to say the same; bench/pytorch/check_export.py compares that.

            Examples:
              3spo policy logits tiny "put a mug in"
              3spo policy logits models/Qwen2.5-0.5B-Instruct "Where is the mug?" --chat --json
            """)
        {
            policy, text, chat, top, device, json,
        };
        command.SetAction(parsed => Say(
            parsed.GetValue(policy)!, parsed.GetValue(text)!, parsed.GetValue(chat), parsed.GetValue(top), parsed.GetValue(device), parsed.GetValue(json)));
        return command;
    }

    private static int Say(string policy, string text, bool chat, int top, ModelDevice device, bool json)
    {
        if (top is < 1 or > MostNext)
            throw new UserMistakeException($"--top is {top}, but must lie in 1 … {MostNext}.");

        using var model = LanguageModel.Load(PolicySource.RequireLanguageFolder(policy), device);
        Message[] messages = chat ? [new Message("user", text)] : [];
        var it = TextLogits.Of(model, chat ? model.Chat.Prompt(messages) : model.Tokenizer.Encode(text), top);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { text, messages = messages.Select(one => new { one.Role, Content = one.Text }), it.Tokens, it.LogProbabilities, it.LogProbability, it.Next }, Json.Line));
            return Door.Fine;
        }

        foreach (string line in Lines(it))
            Console.WriteLine(line);

        return Door.Fine;
    }

    private static IEnumerable<string> Lines(TextLogits it)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{it.Tokens.Count} tokens; ln p {it.LogProbability:0.0000} nats after the first, {-it.LogProbability / Math.Max(1, it.LogProbabilities.Count):0.0000} a token");
        string[] headers = ["next", "id", "logit", "p"];
        IEnumerable<string[]> rows = it.Next.Select(one => new[]
        {
            $"'{Printable.Line(one.Text, MostShown)}'", one.Token.ToString(CultureInfo.InvariantCulture), one.Logit.ToString("0.0000", CultureInfo.InvariantCulture),
            Math.Exp(one.LogProbability).ToString("0.0000", CultureInfo.InvariantCulture),
        });
        foreach (string line in Columns.Lines("lrrr", [headers, .. rows]))
            yield return line;
    }
}

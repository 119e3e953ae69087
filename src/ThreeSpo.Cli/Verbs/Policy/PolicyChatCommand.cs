using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Randomness;
using ThreeSpo.Torch;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy chat: talks to a language model.</summary>
internal static class PolicyChatCommand
{
    private const string Forget = "/new";

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "a Hugging Face folder (Qwen2, Qwen3, Llama), a run folder, or tiny" };
        Option<string?> system = new("--system") { Description = "what the model is told before everything else" };
        Option<double> temperature = new("--temperature") { Description = "1 draws as the policy is, lower ones nearer to the likeliest, 0 takes it", DefaultValueFactory = _ => 0.7 };
        Option<int> most = new("--max-tokens") { Description = "most tokens of an answer", DefaultValueFactory = _ => 512 };
        Option<long> seed = new("--seed") { Description = "the same seed and the same lines make the same answers", DefaultValueFactory = _ => 1 };
        Option<string?> once = new("--once") { Description = "answer this one text and end" };
        Option<bool> raw = new("--raw") { Description = "go on with each text as it stands: no template, nothing remembered" };
        Option<bool> json = new("--json") { Description = "print one JSON object an answer: question, answer, promptTokens, tokens, end" };
        var command = new Command("chat", """
            Talks to a language model: a line is a message, the answer is printed as it is written. Ctrl-C stops an answer, Ctrl-D ends,
            '/new' begins a new conversation. Lines may come from a pipe. Tokens a second go to the error output.

            Examples:
              3spo policy chat models/Qwen2.5-0.5B-Instruct --system "Answer in one sentence."
              3spo policy chat runs/alfworld-scout-1 --temperature 0
              3spo policy chat models/Llama-3.2-1B --raw --once "The cabinet is"
            """)
        {
            folder, system, temperature, most, seed, once, raw, json,
        };
        command.SetAction(parsed =>
        {
            var options = new ChatOptions(
                parsed.GetValue(system), parsed.GetValue(temperature), parsed.GetValue(most), parsed.GetValue(seed), parsed.GetValue(raw), parsed.GetValue(json));
            options.Check();
            string place = PolicySource.LanguageFolder(parsed.GetValue(folder)!)
                ?? throw new UserMistakeException($"There is no language model in '{parsed.GetValue(folder)}'. Give a Hugging Face folder (Qwen2, Qwen3, Llama), a run folder, or tiny.");
            using LanguageModel model = LanguageModel.Load(place);
            return Talk(new Conversation(model, options), parsed.GetValue(once));
        });
        return command;
    }

    private static int Talk(Conversation conversation, string? once)
    {
        CancellationTokenSource? answering = null;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            if (Volatile.Read(ref answering) is { } running)
            {
                signal.Cancel = true;
                running.Cancel();
            }
        });

        if (once is not null)
            return Answer(once) ? Door.Fine : Door.Interrupted;

        IEnumerable<string> lines = PlayedLines.Of(null);
        bool isSeen = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        foreach (string line in isSeen ? PlayedLines.Prompted(lines) : lines)
        {
            if (line.Trim() == Forget)
                conversation.Forget();
            else if (line.Length > 0)
                Answer(line);
        }

        return Door.Fine;

        bool Answer(string text)
        {
            using var stopped = new CancellationTokenSource();
            Volatile.Write(ref answering, stopped);
            try
            {
                return conversation.Answer(text, stopped.Token);
            }
            finally
            {
                Volatile.Write(ref answering, null);
            }
        }
    }
}

/// <summary>How a conversation goes.</summary>
/// <param name="System">What the model is told first; null for nothing.</param>
/// <param name="Temperature">T, at least 0.</param>
/// <param name="MostTokens">The longest answer. Unit: tokens.</param>
/// <param name="Seed">Decides what is drawn.</param>
/// <param name="Raw">Whether texts are gone on with as they stand.</param>
/// <param name="Json">Whether answers are JSON objects.</param>
internal sealed record ChatOptions(string? System, double Temperature, int MostTokens, long Seed, bool Raw, bool Json)
{
    private const double MostTemperature = 1000;

    /// <summary>Refuses what makes no sense.</summary>
    public void Check()
    {
        if (!(Temperature is >= 0 and <= MostTemperature))
            throw new UserMistakeException(string.Create(CultureInfo.InvariantCulture, $"--temperature is {Temperature}, wanted a number in [0, {MostTemperature}]. 1 draws as the policy is."));
        if (MostTokens is < 1 or > Use.MostTokens)
            throw new UserMistakeException($"--max-tokens is {MostTokens}, wanted a number in [1, {Use.MostTokens}].");
        if (Raw && System is not null)
            throw new UserMistakeException("--system is for conversations; with --raw there is none. Leave one of them out.");
    }
}

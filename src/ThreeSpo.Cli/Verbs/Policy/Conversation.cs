using System.Globalization;
using System.Text;
using System.Text.Json;
using ThreeSpo.Outside;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Cli.Verbs;

/// <summary>A conversation with a language model: what was said, and how answers reach the screen.</summary>
internal sealed class Conversation
{
    private readonly LanguageModel _model;
    private readonly ChatOptions _options;
    private readonly WatchedAnswers _answers;
    private readonly List<Message> _said = [];
    private readonly TimeProvider _clock = TimeProvider.System;
    private int _answered;

    public Conversation(LanguageModel model, ChatOptions options)
    {
        (_model, _options) = (model, options);
        _answers = new WatchedAnswers(model, new SamplingSettings { AnswerTokens = options.MostTokens }, options.Temperature);
        Forget();
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        _said.Clear();
        if (_options.System is { } system)
            _said.Add(Message.FromSystem(system));
    }

    /// <summary>Answers a text, on the screen.</summary>
    /// <param name="text">What is said, or gone on with.</param>
    /// <param name="stop">Ends the answer where it stands.</param>
    /// <returns>False where it was stopped.</returns>
    public bool Answer(string text, CancellationToken stop)
    {
        long began = _clock.GetTimestamp();
        _said.Add(Message.FromUser(text));
        int[] prompt = _options.Raw ? _model.Tokenizer.Encode(text) : _model.Chat.Prompt(_said);
        if (prompt.Length == 0)
            throw new UserMistakeException("There is nothing to go on with. Give a text of at least one letter.");

        var pieces = new StreamedText(_model.Tokenizer);
        var answer = new StringBuilder();
        int tokens = 0;
        foreach (int token in _answers.Write(prompt, new Draw((ulong)_options.Seed, 0, _answered, 0), stop))
        {
            tokens++;
            Show(pieces.Next(token), answer);
        }

        Show(pieces.End(), answer);
        _answered++;
        _said.Add(new Message("assistant", answer.ToString()));
        string end = stop.IsCancellationRequested ? "stopped" : tokens < _options.MostTokens ? "turn" : "limit";
        Console.WriteLine(_options.Json
            ? JsonSerializer.Serialize(new { question = text, answer = answer.ToString(), promptTokens = prompt.Length, tokens, end }, Runs.Json.Line) : "");
        Report(tokens, _clock.GetElapsedTime(began), end);
        return !stop.IsCancellationRequested;
    }

    /// <summary>Whatever a model writes, it cannot steer the terminal.</summary>
    private void Show(string piece, StringBuilder answer)
    {
        answer.Append(piece);
        if (!_options.Json && piece.Length > 0)
        {
            Console.Write(Printable.Text(piece));
            Console.Out.Flush();
        }
    }

    private static void Report(int tokens, TimeSpan time, string end) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"3spo: {tokens} tokens in {time.TotalSeconds:0.0} s, {tokens / Math.Max(time.TotalSeconds, 1e-3):0.0} tokens/s{(end == "turn" ? "" : end == "limit" ? ", cut at the limit" : ", stopped")}"));
}

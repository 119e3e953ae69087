using ThreeSpo.Randomness;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets a model write one answer, token by token, for somebody who watches.</summary>
/// <param name="model">The model.</param>
/// <param name="settings">Truncation and the longest answer. Constraints do not apply: the answer is free.</param>
/// <param name="temperature">T, at least 0; 0 takes the likeliest token.</param>
public sealed class WatchedAnswers(LanguageModel model, SamplingSettings settings, double temperature)
{
    private readonly SamplingSettings _settings = temperature > 0 ? settings : settings with { TopK = 1 };

    /// <summary>Writes an answer.</summary>
    /// <param name="prompt">Token ids, at least one.</param>
    /// <param name="draw">Decides what is drawn: the same prompt and draw make the same answer.</param>
    /// <param name="cancellation">Ends the answer where it stands.</param>
    /// <returns>Token ids as they are written, the one that ends the turn left out.</returns>
    /// <exception cref="NotSupportedException">Prompt and answer do not fit into the model.</exception>
    public IEnumerable<int> Write(int[] prompt, Draw draw, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfZero(prompt.Length);
        int room = model.Config.MaxPositions - prompt.Length;
        if (room < 1)
        {
            throw new NotSupportedException(
                $"What was said so far has {prompt.Length} tokens, but the model takes {model.Config.MaxPositions} with the answer. Begin a new conversation.");
        }

        return Tokens(prompt, draw, _settings with { AnswerTokens = Math.Min(room, _settings.AnswerTokens) }, cancellation);
    }

    private IEnumerable<int> Tokens(int[] prompt, Draw draw, SamplingSettings bounded, CancellationToken cancellation)
    {
        int[] ends = [.. model.Chat.Ends.Concat(model.Config.EndTokens).Distinct()];
        var writer = new AnswerWriter(place: null, draw, sample: 0, temperature > 0 ? temperature : 1, bounded, ends);
        long room = SamplingLimits.Of(bounded, model.Decoder.Device.type is TorchSharp.DeviceType.CPU).Bytes;
        var asked = new AnsweredPrompt(prompt, answers: 1, bounded.AnswerTokens);
        using IAnswerEngine engine = AnswerEngines.Open(model, bounded, room);
        using (Logits first = engine.Admit([asked]))
            first.Write([(0, writer)]);

        for (int told = 0; ; told++)
        {
            if (writer.End is not AnswerEnd.Turn || told < writer.Tokens.Count - 1)
                yield return writer.Tokens[told];
            if (writer.End is not null || cancellation.IsCancellationRequested)
                yield break;

            int[] unread = writer.Unread.ToArray();
            writer.MarkRead();
            using Logits next = engine.Read([new AnswerRead(asked, 0, unread)]);
            next.Write([(0, writer)]);
        }
    }
}

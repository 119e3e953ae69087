using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets a language model act: puts nodes into words, samples answers, reads their actions.</summary>
/// <param name="model">The model, as it stands at each call.</param>
/// <param name="prompts">Puts nodes into words.</param>
/// <param name="settings">What it may write.</param>
/// <param name="temperature">T: above 0; 1 samples from the policy as it is learned.</param>
public sealed class LanguageActor(LanguageModel model, IPrompts prompts, SamplingSettings settings, double temperature) : IActor
{
    private readonly AnswerBook _answers = new(model, settings.FreeTokens);
    private readonly int[] _ends = [.. model.Chat.Ends.Concat(model.Config.EndTokens).Distinct()];
    private readonly StopText? _stop = StopText.Of(settings.Stop, model.Tokenizer);
    private bool _hasAnswered;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Nothing was answered before, and every prompt of this call is too long.</exception>
    public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        cancellation.ThrowIfCancellationRequested();

        var asked = new Question[requests.Count];
        InParallel.For(asked.Length, model.Workers, i => asked[i] = Ask(requests[i]), CancellationToken.None);

        // What was begun is finished: a wave that is broken off would leave its actions sampled and not counted.
        Answers.Write(model, settings, asked);
        string? refusal = asked.Length > 0 && asked.All(one => one.Writers[0].Refusal is not null) ? asked[0].Writers[0].Refusal : null;
        if (refusal is not null && !_hasAnswered)
            throw new NotSupportedException(refusal);

        _hasAnswered |= refusal is null;
        return new([.. asked.Select(one => (IReadOnlyList<Proposal>)[.. one.Writers.Select(writer => Read(one.Prompt.Tokens, writer))])]);
    }

    private Question Ask(ProposalRequest request)
    {
        // A node that is expanded again has been put into words before: its first branch still holds them.
        int[] prompt = request.Node.Branches is [{ Proposal: LanguageProposal earlier }, ..]
            ? earlier.Prompt
            : model.Chat.Prompt(prompts.Describe(request.Node));
        AnswerPlace? place = settings.Decoding is Decoding.Free ? null : _answers.Tree(prompts, request.Node);
        var asked = new Question(
            new AnsweredPrompt(prompt, request.Count, place?.Longest ?? settings.AnswerTokens),
            [.. Enumerable.Range(0, request.Count).Select(k => new AnswerWriter(place, request.Draw, request.FirstSample + k, temperature, settings, _ends, _stop))]);
        if (prompt.Length > model.Config.MaxPositions - asked.Prompt.LongestAnswer)
        {
            asked.Refuse(
                $"A prompt has {prompt.Length} tokens, but the model takes {model.Config.MaxPositions} with {asked.Prompt.LongestAnswer} of them for the answer. "
                + "Lower promptHistory, answerTokens or freeTokens, or use another prompt style.");
        }

        return asked;
    }

    private LanguageProposal Read(int[] prompt, AnswerWriter writer)
    {
        if (writer.Refusal is { } reason)
            return new LanguageProposal("", 0, prompt, [], [], [], temperature, "", Formed: false, AnswerEnd.TooLong, model.Version) { Reason = reason };

        int[] tokens = [.. writer.Tokens];
        string text = model.Tokenizer.Decode(tokens);
        Reading reading = prompts.Read(text);
        return new LanguageProposal(
            reading.Action, writer.LogProbabilities.Sum(), prompt, tokens, [.. writer.LogProbabilities], writer.Allowed, temperature, text,
            settings.Decoding is Decoding.Admissible || reading.WellFormed, writer.End!.Value, model.Version);
    }
}

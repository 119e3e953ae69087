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
    private readonly int[] _ends = [model.Chat.EndOfTurn, .. model.Config.EndTokens];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        cancellation.ThrowIfCancellationRequested();

        var asked = new Asked[requests.Count];
        InParallel.For(asked.Length, model.Workers, i => asked[i] = Ask(requests[i]), CancellationToken.None);
        List<int[]> pieces = PiecesOf(asked);

        // What was begun is finished: a wave that is broken off would leave its actions sampled and not counted.
        InParallel.For(
            pieces.Count, model.Workers,
            piece => Answering.Run(model.Decoder, [.. pieces[piece].Select(i => asked[i].Prompt)], [.. pieces[piece].Select(i => asked[i].Writers)]),
            CancellationToken.None);
        return new([.. asked.Select(one => (IReadOnlyList<Proposal>)[.. one.Writers.Select(writer => Read(one.Prompt, writer))])]);
    }

    private Asked Ask(ProposalRequest request)
    {
        // A node that is expanded again has been put into words before: its first branch still holds them.
        int[] prompt = request.Node.Branches is [{ Proposal: LanguageProposal earlier }, ..]
            ? earlier.Prompt
            : model.Chat.Prompt(prompts.Describe(request.Node));
        AnswerPlace? place = settings.Decoding is Decoding.Free ? null : _answers.Tree(prompts, request.Node);
        int answer = place?.Longest ?? settings.AnswerTokens;
        if (prompt.Length > model.Config.MaxPositions - answer)
        {
            throw new NotSupportedException(
                $"A prompt has {prompt.Length} tokens, but the model takes {model.Config.MaxPositions} with {answer} of them for the answer. "
                + "Lower promptHistory, answerTokens or freeTokens, or use another prompt style.");
        }

        return new Asked(prompt, [.. Enumerable.Range(0, request.Count).Select(k =>
            new AnswerWriter(place, request.Draw, request.FirstSample + k, temperature, settings, _ends))]);
    }

    /// <summary>Requests of equal width and similar length together; a function of the requests alone, not of the number of threads.</summary>
    private List<int[]> PiecesOf(Asked[] asked)
    {
        List<int[]> pieces = [];
        foreach (IGrouping<int, int> width in Enumerable.Range(0, asked.Length).GroupBy(i => asked[i].Writers.Length))
        {
            List<int> piece = [];
            foreach (int i in width.OrderBy(i => asked[i].Prompt.Length))
            {
                if (piece.Count > 0 && (piece.Count + 1) * asked[i].Prompt.Length > settings.SampleTokens)
                {
                    pieces.Add([.. piece]);
                    piece.Clear();
                }

                piece.Add(i);
            }

            pieces.Add([.. piece]);
        }

        return pieces;
    }

    private LanguageProposal Read(int[] prompt, AnswerWriter writer)
    {
        int[] tokens = [.. writer.Tokens];
        string text = model.Tokenizer.Decode(tokens);
        Reading reading = prompts.Read(text);
        return new LanguageProposal(
            reading.Action, writer.LogProbabilities.Sum(), prompt, tokens, [.. writer.LogProbabilities], writer.Allowed, temperature, text,
            settings.Decoding is Decoding.Admissible || reading.WellFormed, writer.End!.Value, model.Version);
    }

    private sealed record Asked(int[] Prompt, AnswerWriter[] Writers);
}

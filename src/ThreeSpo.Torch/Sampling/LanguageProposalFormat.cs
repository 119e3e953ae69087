using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Saves a language model's proposals: their prompt once, then the answers with everything that learning from them needs.</summary>
/// <remarks>What a token was chosen from is "yes" and its ids, or "no" and nothing for the whole vocabulary, or "no" and what a shared set is made from again.</remarks>
public sealed class LanguageProposalFormat : IProposalFormat
{
    private readonly Func<FreeTokens> _free;

    /// <summary>Makes the format.</summary>
    /// <param name="model">The model whose proposals they are.</param>
    public LanguageProposalFormat(LanguageModel model)
        : this(() => model.FreeTokens) => ArgumentNullException.ThrowIfNull(model);

    internal LanguageProposalFormat(Func<FreeTokens> free) => _free = free;

    /// <inheritdoc/>
    public void Write(StateWriter to, IReadOnlyList<Proposal> proposals)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(proposals);
        to.Write(((LanguageProposal)proposals[0]).Prompt);
        to.Write(proposals, one => WriteAnswer(to, (LanguageProposal)one));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Proposal> Read(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        int[] prompt = from.Integers();
        return from.List(() => ReadAnswer(from, prompt));
    }

    private static void WriteAnswer(StateWriter to, LanguageProposal proposal)
    {
        to.Write(proposal.Action);
        to.Write(proposal.LogProbability);
        to.Write(proposal.Answer);
        to.Write(proposal.LogProbabilities);
        to.Write(proposal.Allowed, set =>
        {
            to.Write(set is { IsShared: false });
            to.Write(set is null ? [] : set.Recipe ?? set.Ids);
        });
        to.Write(proposal.Temperature);
        to.Write(proposal.Text);
        to.Write(proposal.Formed);
        to.Write((int)proposal.End);
        to.Write(proposal.PolicyVersion);
    }

    private LanguageProposal ReadAnswer(StateReader from, int[] prompt)
    {
        string action = from.SomeText();
        double logProbability = from.Number();
        int[] answer = from.Integers();
        double[] logProbabilities = from.Numbers();
        List<TokenSet?> allowed = from.List(() => SetOf(from.Truth(), from.Integers()));
        if (logProbabilities.Length != answer.Length || allowed.Count != answer.Length)
        {
            throw new InvalidDataException(
                $"A saved answer has {answer.Length} tokens, {logProbabilities.Length} probabilities and {allowed.Count} sets. Use the checkpoint before.");
        }

        return new LanguageProposal(
            action, logProbability, prompt, answer, logProbabilities, allowed, from.Number(), from.SomeText(), from.Truth(),
            from.Name<AnswerEnd>(), from.Long());
    }

    private TokenSet? SetOf(bool listed, int[] ids) => listed ? new TokenSet(ids) : ids.Length == 0 ? null : _free().Made(ids);
}

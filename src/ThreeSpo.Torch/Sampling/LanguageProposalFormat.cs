using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Saves a language model's proposals: their prompt once, then the answers with everything that learning from them needs.</summary>
public sealed class LanguageProposalFormat : IProposalFormat
{
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
            to.Write(set is not null);
            to.Write(set ?? []);
        });
        to.Write(proposal.Temperature);
        to.Write(proposal.Text);
        to.Write(proposal.Formed);
        to.Write((int)proposal.End);
        to.Write(proposal.PolicyVersion);
    }

    private static LanguageProposal ReadAnswer(StateReader from, int[] prompt)
    {
        string action = from.SomeText();
        double logProbability = from.Number();
        int[] answer = from.Integers();
        double[] logProbabilities = from.Numbers();
        List<int[]?> allowed = from.List(() => (from.Truth(), from.Integers()) is (true, int[] set) ? set : null);
        if (logProbabilities.Length != answer.Length || allowed.Count != answer.Length)
        {
            throw new InvalidDataException(
                $"A saved answer has {answer.Length} tokens, {logProbabilities.Length} probabilities and {allowed.Count} sets. Use the checkpoint before.");
        }

        return new LanguageProposal(
            action, logProbability, prompt, answer, logProbabilities, allowed, from.Number(), from.SomeText(), from.Truth(),
            from.Name<AnswerEnd>(), from.Long());
    }
}

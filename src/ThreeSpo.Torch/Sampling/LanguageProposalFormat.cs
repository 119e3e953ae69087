using System.Runtime.InteropServices;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Saves a language model's proposals: their prompt once, then the answers with everything that learning from them needs.</summary>
/// <remarks>
/// What a token was chosen from is "yes" and its ids, or "no" and nothing for the whole vocabulary, or "no" and what a shared set is made from
/// again, or "no", 2, and the bits of a set in halves of 32.
/// </remarks>
public sealed class LanguageProposalFormat : IProposalFormat
{
    private const int AsBits = 2;

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
            bool asBits = set is not null && !set.Bits.IsEmpty;
            to.Write(set is { IsShared: false } && !asBits);
            to.Write(set is null ? [] : asBits ? [AsBits, .. MemoryMarshal.Cast<ulong, int>(set.Bits)] : set.Recipe ?? set.Ids);
        });
        to.Write(proposal.Temperature);
        to.Write(proposal.Text);
        to.Write(proposal.Formed);
        to.Write((int)proposal.End);
        to.Write(proposal.PolicyVersion);
        if (proposal.End is AnswerEnd.TooLong)
            to.Write(proposal.Reason);
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

        var read = new LanguageProposal(
            action, logProbability, prompt, answer, logProbabilities, allowed, from.Number(), from.SomeText(), from.Truth(),
            from.Name<AnswerEnd>(), from.Long());
        return read.End is AnswerEnd.TooLong ? read with { Reason = from.SomeText() } : read;
    }

    private TokenSet? SetOf(bool listed, int[] ids) => listed ? new TokenSet(ids)
        : ids.Length == 0 ? null
        : ids[0] == AsBits ? BitsOf(ids.AsSpan(1))
        : _free().Made(ids);

    private static TokenSet BitsOf(ReadOnlySpan<int> halves) => halves.Length > 0 && halves.Length % 2 == 0 && halves.ContainsAnyExcept(0)
        ? TokenSet.OfBits(MemoryMarshal.Cast<int, ulong>(halves).ToArray())
        : throw new InvalidDataException("A saved set of tokens is damaged: its bits do not make a set. Use the checkpoint before.");
}

using ThreeSpo.Randomness;

namespace ThreeSpo.Torch.Sampling;

/// <summary>One answer being written, token by token.</summary>
/// <param name="place">Where the answers that are allowed begin; null for any text.</param>
/// <param name="draw">The draws of its node.</param>
/// <param name="sample">Which of the node's samples it is.</param>
/// <param name="temperature">T.</param>
/// <param name="settings">Limits and truncation.</param>
/// <param name="ends">Tokens that end the turn.</param>
internal sealed class AnswerWriter(
    AnswerPlace? place, Draw draw, int sample, double temperature, SamplingSettings settings, IReadOnlyList<int> ends)
{
    private readonly List<int> _tokens = [];
    private readonly List<double> _logProbabilities = [];
    private readonly List<TokenSet?> _allowed = [];
    private AnswerPlace? _place = place;
    private int _fed;

    /// <summary>Tokens written so far.</summary>
    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>ln p of each; 0 where it had no alternative. Unit: nats.</summary>
    public IReadOnlyList<double> LogProbabilities => _logProbabilities;

    /// <summary>What each was chosen from; null for the whole vocabulary.</summary>
    public IReadOnlyList<TokenSet?> Allowed => _allowed;

    /// <summary>Why it ended; null while it goes on.</summary>
    public AnswerEnd? End { get; private set; }

    /// <summary>Tokens written that the decoder has not read yet.</summary>
    public ReadOnlySpan<int> Unread => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens)[_fed..];

    /// <summary>Notes that the decoder has read everything written so far.</summary>
    public void MarkRead() => _fed = _tokens.Count;

    /// <summary>Writes the next token, and those after it that have no alternative.</summary>
    /// <param name="logits">Shape [V].</param>
    public void Write(ReadOnlySpan<float> logits)
    {
        TokenSet? allowed = _place?.Allowed;
        if (allowed is { Count: 1 })
        {
            Add(allowed.Ids[0], 0, allowed);
        }
        else
        {
            int use = Use.Token + (sample * Use.MostTokens) + _tokens.Count;
            (int token, double logProbability, TokenSet? kept) = TokenChoice.Draw(logits, allowed, temperature, settings, draw.Uniform(use));
            Add(token, logProbability, kept);
        }

        while (End is null && _place is { Allowed: { Count: 1 } forced })
            Add(forced.Ids[0], 0, forced);
    }

    private void Add(int token, double logProbability, TokenSet? allowed)
    {
        _tokens.Add(token);
        _logProbabilities.Add(logProbability);
        _allowed.Add(allowed);
        bool isConstrained = _place is not null;
        _place = _place?.After(token);
        if (isConstrained ? _place is null : ends.Contains(token))
            End = AnswerEnd.Turn;
        else if (!isConstrained && _tokens.Count >= settings.AnswerTokens)
            End = AnswerEnd.Limit;
    }
}

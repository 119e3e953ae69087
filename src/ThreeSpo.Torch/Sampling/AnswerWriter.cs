using System.Runtime.InteropServices;
using ThreeSpo.Randomness;

namespace ThreeSpo.Torch.Sampling;

/// <summary>One answer being written, token by token.</summary>
/// <param name="place">Where the answers that are allowed begin; null for any text.</param>
/// <param name="draw">The draws of its node.</param>
/// <param name="sample">Which of the node's samples it is.</param>
/// <param name="temperature">T.</param>
/// <param name="settings">Limits and truncation.</param>
/// <param name="ends">Tokens that end the turn.</param>
/// <param name="stop">Texts that end a free answer; null for none.</param>
internal sealed class AnswerWriter(
    AnswerPlace? place, Draw draw, int sample, double temperature, SamplingSettings settings, IReadOnlyList<int> ends, StopText? stop = null)
{
    private readonly List<int> _tokens = [];
    private readonly List<double> _logProbabilities = [];
    private readonly List<TokenSet?> _allowed = [];
    private readonly List<byte> _tail = [];
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

    /// <summary>Why nothing was written at all; null where something was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the next token may be; null for the whole vocabulary.</summary>
    public TokenSet? NextAllowed => _place?.Allowed;

    /// <summary>The uniform number in [0, 1) that the next token is drawn with.</summary>
    public double NextDraw => draw.Uniform(Use.Token + (sample * Use.MostTokens) + _tokens.Count);

    /// <summary>T.</summary>
    public double Temperature => temperature;

    /// <summary>Limits and truncation.</summary>
    public SamplingSettings Settings => settings;

    /// <summary>Tokens written that the decoder has not read yet.</summary>
    public ReadOnlySpan<int> Unread => CollectionsMarshal.AsSpan(_tokens)[_fed..];

    /// <summary>Notes that the decoder has read everything written so far.</summary>
    public void MarkRead() => _fed = _tokens.Count;

    /// <summary>Writes the next token, and those after it that have no alternative.</summary>
    /// <param name="logits">Shape [V].</param>
    public void Write(ReadOnlySpan<float> logits)
    {
        if (NextAllowed is { Count: 1 })
        {
            WriteForced();
            return;
        }

        (int token, double logProbability, TokenSet? kept) = TokenChoice.Draw(logits, NextAllowed, temperature, settings, NextDraw);
        Take(token, logProbability, kept);
    }

    /// <summary>As above, from the logits of what is allowed alone.</summary>
    /// <param name="logits">One for each of <see cref="NextAllowed"/>, in order.</param>
    public void WriteAmong(ReadOnlySpan<float> logits)
    {
        (int token, double logProbability, TokenSet? kept) = TokenChoice.Among(logits, NextAllowed, temperature, settings, NextDraw);
        Take(token, logProbability, kept);
    }

    /// <summary>Writes tokens for as long as they have no alternative.</summary>
    public void WriteForced()
    {
        while (End is null && _place is { Allowed: { Count: 1 } forced })
            Add(forced.Ids[0], 0, forced);
    }

    /// <summary>Writes a token that was drawn elsewhere, and those after it that have no alternative.</summary>
    /// <param name="token">One of <see cref="NextAllowed"/>.</param>
    /// <param name="logProbability">Its ln p among the kept tokens. Unit: nats.</param>
    /// <param name="kept">Those; null for the whole vocabulary.</param>
    public void Take(int token, double logProbability, TokenSet? kept)
    {
        Add(token, logProbability, kept);
        WriteForced();
    }

    /// <summary>Ends it before it began.</summary>
    /// <param name="reason">Why nothing can be written.</param>
    public void Refuse(string reason) => (Refusal, End) = (reason, AnswerEnd.TooLong);

    private void Add(int token, double logProbability, TokenSet? allowed)
    {
        _tokens.Add(token);
        _logProbabilities.Add(logProbability);
        _allowed.Add(allowed);
        bool isConstrained = _place is not null;
        _place = _place?.After(token);
        if (isConstrained)
            End = _place is null ? AnswerEnd.Turn : null;
        else if (ends.Contains(token))
            End = AnswerEnd.Turn;
        else if (stop is not null && stop.Ends(_tail, token))
            End = AnswerEnd.Stop;
        else if (_tokens.Count >= settings.AnswerTokens)
            End = AnswerEnd.Limit;
    }
}

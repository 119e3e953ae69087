namespace ThreeSpo.Torch.Sampling;

/// <summary>Tokens that follow each other without alternative.</summary>
/// <param name="tokens">The tokens; at least one is left.</param>
/// <param name="begun">How many of them are written.</param>
/// <param name="then">What comes after the last; null where the answer ends with it.</param>
internal sealed class ForcedText(int[] tokens, int begun, AnswerPlace? then) : AnswerPlace
{
    public override TokenSet Allowed { get; } = new([tokens[begun]]);

    public override int Longest => tokens.Length - begun + (then?.Longest ?? 0);

    public override AnswerPlace? After(int token) => begun + 1 < tokens.Length ? new ForcedText(tokens, begun + 1, then) : then;
}

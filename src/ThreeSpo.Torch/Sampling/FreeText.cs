namespace ThreeSpo.Torch.Sampling;

/// <summary>A place in the hole of an open form: at least one token that is more than spaces, at most so many in all, and then the closing.</summary>
/// <param name="form">The form.</param>
/// <param name="free">What the text is made of.</param>
/// <param name="most">Most tokens of the text. At least 1.</param>
/// <param name="written">How many are written.</param>
/// <param name="isVisible">Whether one of them is more than spaces.</param>
internal sealed class FreeText(OpenForm form, FreeTokens free, int most, int written, bool isVisible) : AnswerPlace
{
    private readonly int _closes = form.Closing[0];

    // A text of spaces alone is no text: before the last token is written, it must have become one.
    public override TokenSet Allowed { get; } = (isVisible, written < most - 1) switch
    {
        (false, true) => free.Any,
        (false, false) => free.Visible,
        _ when written < most => free.Union([free.Any, new TokenSet([form.Closing[0]])]),
        _ => new TokenSet([form.Closing[0]]),
    };

    public override int Longest => most - written + form.Closing.Length;

    public override AnswerPlace? After(int token) => token != _closes
        ? new FreeText(form, free, most, written + 1, isVisible || free.Visible.Contains(token))
        : form.Closing.Length > 1 ? new ForcedText(form.Closing, 1, then: null) : null;
}

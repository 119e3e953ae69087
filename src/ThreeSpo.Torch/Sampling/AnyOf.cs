namespace ThreeSpo.Torch.Sampling;

/// <summary>A place in several kinds of answers at once, while it is open which of them is being written.</summary>
/// <remarks>Each token is allowed once, however many kinds allow it: so the probabilities of all answers still add up to 1.</remarks>
internal sealed class AnyOf : AnswerPlace
{
    private readonly IReadOnlyList<AnswerPlace> _places;
    private readonly FreeTokens _free;

    private AnyOf(IReadOnlyList<AnswerPlace> places, FreeTokens free)
    {
        _places = places;
        _free = free;
        Allowed = free.Union([.. places.Select(place => place.Allowed)]);
    }

    public override TokenSet Allowed { get; }

    public override int Longest => _places.Max(place => place.Longest);

    /// <summary>Puts places together.</summary>
    /// <param name="places">The places; at least one.</param>
    /// <param name="free">Makes sets of tokens.</param>
    public static AnswerPlace Of(IReadOnlyList<AnswerPlace> places, FreeTokens free) => places.Count == 1 ? places[0] : new AnyOf(places, free);

    public override AnswerPlace? After(int token)
    {
        // The end of the turn ends every answer, and stands nowhere else.
        AnswerPlace[] next = [.. _places.Where(place => place.Allowed.Contains(token)).Select(place => place.After(token)).OfType<AnswerPlace>()];
        return next.Length == 0 ? null : Of(next, _free);
    }
}

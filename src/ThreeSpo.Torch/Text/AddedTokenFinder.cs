using System.Buffers;

namespace ThreeSpo.Torch.Text;

/// <summary>Finds added tokens that are written in a text: the first one, and of those that begin at one place the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly Dictionary<char, AddedToken[]> _byFirst;
    private readonly SearchValues<char> _firsts;

    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _byFirst = tokens.GroupBy(token => token.Content[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Content.Length).ToArray());
        _firsts = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>Looks for the next one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it begins.</param>
    /// <returns>The token; null where there is none.</returns>
    public AddedToken? Next(ReadOnlySpan<char> text, out int place)
    {
        for (place = text.IndexOfAny(_firsts); place >= 0;)
        {
            foreach (AddedToken token in _byFirst[text[place]])
            {
                if (text[place..].StartsWith(token.Content, StringComparison.Ordinal))
                    return token;
            }

            int further = text[(place + 1)..].IndexOfAny(_firsts);
            place = further < 0 ? -1 : place + 1 + further;
        }

        return null;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Torch.Sampling;

/// <summary>The tokens that the free text inside a constrained answer is made of, and the sets of them that tokens are chosen from.</summary>
/// <remarks>
/// A token is free where it is text on its own: whole UTF-8 without control characters, line breaks and the brackets [ ] &lt; &gt;, and none of
/// the added tokens. Half characters are left out, so that whatever is written is text after every token; a letter that a tokenizer has only
/// in halves cannot be written. Brackets are left out because text could otherwise end its form, or the tags around it.
/// </remarks>
internal sealed class FreeTokens
{
    /// <summary>More sets than this are made anew each time: worlds have few forms, but could make up many.</summary>
    private const int MostRemembered = 64;

    private const int FromAny = 0;
    private const int FromVisible = 1;
    private readonly ConcurrentDictionary<string, TokenSet> _known = new(StringComparer.Ordinal);
    private readonly int _vocabulary;

    /// <summary>Looks through a vocabulary.</summary>
    public FreeTokens(Tokenizer tokenizer)
    {
        _vocabulary = tokenizer.VocabularySize;
        List<int> any = [];
        List<int> visible = [];
        for (int id = 0; id < _vocabulary; id++)
        {
            if (!IsFree(tokenizer.TextBytes(id), out bool blank))
                continue;

            any.Add(id);
            if (!blank)
                visible.Add(id);
        }

        Any = new TokenSet(null, [FromAny], [.. any]);
        Visible = new TokenSet(null, [FromVisible], [.. visible]);
    }

    /// <summary>All free tokens.</summary>
    public TokenSet Any { get; }

    /// <summary>Those of them that are more than spaces.</summary>
    public TokenSet Visible { get; }

    /// <summary>Whether free text may hold a character.</summary>
    public static bool MayHold(Rune letter) => letter.Value is not ('[' or ']' or '<' or '>') && Rune.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    /// <summary>Everything that is in one of some sets; shared where one of them is.</summary>
    public TokenSet Union(IReadOnlyList<TokenSet> sets)
    {
        if (sets.Count == 1)
            return sets[0];

        // What is visible is among any: of a shared set only what it has beside its basis can be missing.
        IEnumerable<int> ids = sets.SelectMany(set => (set.IsShared ? set.More : set.Ids).ToArray()).Distinct().Order();
        if (!sets.Any(set => set.IsShared))
            return new TokenSet([.. ids]);

        int from = sets.Any(set => set.Recipe is [FromAny, ..]) ? FromAny : FromVisible;
        return Made([from, .. ids.Where(id => !Basis(from).Contains(id))]);
    }

    /// <summary>Makes a shared set.</summary>
    /// <param name="recipe">0 for <see cref="Any"/> or 1 for <see cref="Visible"/>, then the ids of further tokens, ascending.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public TokenSet Made(int[] recipe)
    {
        if (recipe is [FromAny] or [FromVisible])
            return Basis(recipe[0]);

        string key = string.Join(' ', recipe);
        if (_known.TryGetValue(key, out TokenSet? known))
            return known;

        Check(recipe);
        TokenSet basis = Basis(recipe[0]);
        return _known.Count < MostRemembered
            ? _known.GetOrAdd(key, _ => new TokenSet(basis, recipe, TokenSet.Merged(basis, recipe.AsSpan(1))))
            : new TokenSet(basis, recipe, ids: null);
    }

    private void Check(int[] recipe)
    {
        bool sound = recipe is [FromAny or FromVisible, ..] && recipe.Skip(2).Zip(recipe.Skip(1)).All(pair => pair.First > pair.Second)
            && recipe.Skip(1).All(id => id >= 0 && id < _vocabulary && !Basis(recipe[0]).Contains(id));
        if (!sound)
            throw new InvalidDataException($"A saved set of tokens is damaged, or of a model with another vocabulary than this one of {_vocabulary} tokens. Use the checkpoint before.");
    }

    private TokenSet Basis(int from) => from == FromAny ? Any : Visible;

    private static bool IsFree(ReadOnlySpan<byte> bytes, out bool blank)
    {
        blank = true;
        for (int at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out Rune letter, out int read) is not System.Buffers.OperationStatus.Done || !MayHold(letter))
                return false;

            blank &= Rune.IsWhiteSpace(letter);
            at += read;
        }

        return bytes.Length > 0;
    }
}

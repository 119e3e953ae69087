using System.Text;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class FreeTokensTests
{
    private static readonly Tokenizer Tokens = BpeTrainer.Train(
        ["naïve naïve search[red] search[red] <a> <a>\n\n", "s] s] [r [r  two  spaces  \t"], 340, PreTokenizerPatterns.Worlds, ["<|im_start|>", "<|im_end|>"]);

    private readonly FreeTokens _free = new(Tokens);

    [Fact]
    public void Free_is_what_is_text_on_its_own_without_brackets_line_breaks_and_marks()
    {
        for (int id = 0; id < Tokens.VocabularySize; id++)
        {
            string text = Tokens.Decode([id], skipSpecial: false);
            bool whole = !text.Contains('\uFFFD', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) > 0;
            bool free = whole && !Tokens.SpecialTokens.Values.Contains(id)
                && text.EnumerateRunes().All(letter => !Rune.IsControl(letter) && !"[]<>".Contains((char)letter.Value, StringComparison.Ordinal));

            Assert.True(free == _free.Any.Contains(id), $"'{text}'");
            Assert.True((free && text.Trim().Length > 0) == _free.Visible.Contains(id), $"'{text}'");
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("$")]
    public void Letters_spaces_and_signs_may_stand_in_free_text(string letter) => Assert.True(FreeTokens.MayHold(letter.EnumerateRunes().Single()));

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\u007F")]
    [InlineData("\u2028")]
    [InlineData("\u202E")]
    [InlineData("\uE000")]
    [InlineData("\t")]
    [InlineData("]")]
    [InlineData("<")]
    public void What_ends_a_form_or_does_not_show_may_not(string letter) => Assert.False(FreeTokens.MayHold(letter.EnumerateRunes().Single()));

    [Fact]
    public void Equal_unions_with_free_tokens_are_one_object_and_hold_what_their_parts_hold()
    {
        int mark = Tokens.Special("<|im_end|>")!.Value;
        int bracket = Tokens.Encode("]")[0];

        TokenSet one = _free.Union([_free.Any, new TokenSet([bracket]), new TokenSet([mark])]);
        TokenSet other = _free.Union([new TokenSet([mark]), _free.Visible, _free.Any, new TokenSet([bracket])]);

        Assert.Same(one, other);
        Assert.Equal([.. _free.Any.Ids.ToArray().Append(mark).Append(bracket).Order()], one.Ids.ToArray());
        Assert.Equal(one.Ids.Length, one.Count);
        Assert.Same(_free.Any, _free.Union([_free.Visible, _free.Any]));
        Assert.Same(one, _free.Union([one, _free.Visible]));
    }

    [Fact]
    public void Sets_that_are_not_remembered_any_more_hold_the_same()
    {
        int[] closed = [.. Enumerable.Range(0, Tokens.VocabularySize).Where(id => !_free.Any.Contains(id))];
        TokenSet[] sets = [.. closed.Select(id => _free.Union([_free.Any, new TokenSet([id])]))];

        Assert.True(sets.Length > 100);
        Assert.All(sets, (set, i) => Assert.Equal([.. _free.Any.Ids.ToArray().Append(closed[i]).Order()], set.Ids.ToArray()));
        Assert.All(sets, set => Assert.Equal(set.Ids.ToArray(), Open(set.Bars(Tokens.VocabularySize + 7))));

        static int[] Open(float[] bars) => [.. Enumerable.Range(0, bars.Length).Where(id => bars[id] == 0)];
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(0, 1_000_000)]
    [InlineData(0, -1)]
    public void A_recipe_that_fits_no_vocabulary_is_refused(params int[] recipe) => Assert.Throws<InvalidDataException>(() => _free.Made(recipe));
}

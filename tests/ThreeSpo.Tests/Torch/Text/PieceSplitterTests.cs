using System.Globalization;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

public sealed class PieceSplitterTests
{
    [Fact]
    public void Qwen2_cuts_words_with_their_space_and_digits_one_by_one() =>
        Assert.Equal(["go", " to", " cabinet", " ", "1", "2", ",", " don", "'t", "  ", " look", "\n"], Pieces(PreTokenizerPatterns.Qwen2, "go to cabinet 12, don't   look\n"));

    [Fact]
    public void Worlds_keep_a_number_with_its_space() =>
        Assert.Equal(["go", " to", " cabinet", " 12", ",", " ", " 123", "4", " don", "'t"], Pieces(PreTokenizerPatterns.Worlds, "go to cabinet 12,  1234 don't"));

    [Fact]
    public void A_letter_outside_the_basic_plane_is_a_letter() =>
        Assert.Equal(["x𝒜𝓑y", " 𠀀", "𝟙", "𝟚", "😀😀"], Pieces(PreTokenizerPatterns.Qwen2, "x𝒜𝓑y 𠀀𝟙𝟚😀😀"));

    [Fact]
    public void A_long_s_is_an_s_after_an_apostrophe() => Assert.Equal(["x", "'\u017F", "t"], Pieces(PreTokenizerPatterns.Qwen2, "x'\u017Ft"));

    [Fact]
    public void What_the_pattern_passes_over_is_a_piece_too() => Assert.Equal(["..", "a", "--", "b", "!"], Pieces("[a-z]", "..a--b!"));

    [Fact]
    public void Pieces_make_up_the_text()
    {
        foreach (string pattern in (string[])[PreTokenizerPatterns.Qwen2, PreTokenizerPatterns.Worlds, "x*"])
        {
            var splitter = new PieceSplitter(pattern);
            foreach (string text in RandomText.Some(500))
                Assert.Equal(text, string.Concat(splitter.Cut(text).Select(piece => text.Substring(piece.Offset, piece.Length))));
        }
    }

    [Fact]
    public void Each_category_has_a_stand_in_of_its_own() =>
        Assert.Equal(Enum.GetValues<UnicodeCategory>(), PieceSplitter.StandIns.Select(CharUnicodeInfo.GetUnicodeCategory));

    private static string[] Pieces(string pattern, string text) =>
        [.. new PieceSplitter(pattern).Cut(text).Select(piece => text.Substring(piece.Offset, piece.Length))];
}

using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

public sealed class AnalyzerTests
{
    [Fact]
    public void Tokens_equal_the_recorded_ones()
    {
        foreach (JsonElement one in WebshopGolden.Lines("analyzer_tokens.jsonl"))
        {
            string text = one.Text("text");
            string recorded = string.Join('|', one.Texts("tokens"));
            Assert.True(recorded == Tokens(text), $"'{text}': recorded {recorded}, computed {Tokens(text)}.");
        }
    }

    [Theory]
    [InlineData("3.5mm jack", "3.5mm|jack")]
    [InlineData("10,5", "10,5")]
    [InlineData("wi-fi", "wi|fi")]
    [InlineData("don't o'neill foo_bar", "don't|o'neil|foo_bar")]
    [InlineData("comfort：bringing", "comfort：bring")]
    [InlineData("1⁄2", "1⁄2")]
    [InlineData("___ _a_ ._.", "_a_")]
    [InlineData("a.b. 1.2. a.1 1.a", "a.b|1.2|1|1")]
    public void Marks_are_part_of_a_word_between_letters_or_between_digits(string text, string tokens) => Assert.Equal(tokens, Tokens(text));

    [Theory]
    [InlineData("中文すし", "中|文|す|し")]
    [InlineData("カタカナabc", "カタカナ|abc")]
    [InlineData("한국어", "한국어")]
    [InlineData("ภาษาไทย ok", "ภาษาไทย|ok")]
    [InlineData("𠀀𠀁", "𠀀|𠀁")]
    [InlineData("א'ב ג\"ד ה' ו\"", "א'ב|ג\"ד|ה'|ו")]
    public void Scripts_are_cut_each_in_its_way(string text, string tokens) => Assert.Equal(tokens, Tokens(text));

    [Theory]
    [InlineData("★ ❤ ™ ® ✅ ▶ ♫ ➤ ① ●", "★|❤|™|®|✅|▶|♫")]
    [InlineData("x❤\uFE0Fy", "x|❤\uFE0F|y")]
    [InlineData("❤\uFE0E", "❤")]
    [InlineData("👍🏽👍", "👍🏽|👍")]
    [InlineData("👩\u200D🚀👩", "👩\u200D🚀|👩")]
    [InlineData("❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥")]
    [InlineData("🇺🇸🇩🇪🇫", "🇺🇸|🇩🇪")]
    [InlineData("#\uFE0F\u20E3 *\u20E3 1\uFE0F\u20E3 #", "#\uFE0F\u20E3|*\u20E3|1\uFE0F\u20E3")]
    public void Pictures_are_tokens(string text, string tokens) => Assert.Equal(tokens, Tokens(text));

    [Theory]
    [InlineData("women's MEN’S dog＇s dogs'", "women|men|dog|dog")]
    [InlineData("The OF and", "")]
    [InlineData("SHOES İSTANBUL ÉCLAIR", "shoe|istanbul|éclair")]
    [InlineData("caresses ponies relational", "caress|poni|relat")]
    public void Words_lose_possessives_case_and_endings(string text, string tokens) => Assert.Equal(tokens, Tokens(text));

    [Fact]
    public void A_word_of_more_than_255_units_is_cut()
    {
        Assert.Equal([255, 255, 90], Analyzer.Tokens(new string('x', 600)).Select(token => token.Length));
        Assert.Equal([254, 46], Analyzer.Tokens(string.Concat(Enumerable.Repeat("𝐱", 150))).Select(token => token.Length));
    }

    [Fact]
    public void Any_text_has_tokens_that_are_well_formed_and_no_longer_than_the_text()
    {
        for (int number = 0; number < 3000; number++)
        {
            string text = RandomText.Of(new Chance("analyzer", number));
            IReadOnlyList<string> tokens = Analyzer.Tokens(text);
            Assert.InRange(tokens.Sum(token => token.Length), 0, text.Length);
            Assert.All(tokens, token => Assert.DoesNotContain(Rune.ReplacementChar, token.Replace("\uFFFD", "", StringComparison.Ordinal).EnumerateRunes()));
        }
    }

    private static string Tokens(string text) => string.Join('|', Analyzer.Tokens(text));
}

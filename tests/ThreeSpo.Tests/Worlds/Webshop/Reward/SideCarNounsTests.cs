using ThreeSpo.Tests.Cli;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class SideCarNounsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Titles_of_the_file_have_its_nouns_and_others_those_of_the_rule()
    {
        SideCarNouns nouns = Read("{\"Big Shoe\": [\"Shoe\", \"shoe\"], \"\": []}");

        Assert.Equal(2, nouns.Count);
        Assert.Equal(["shoe", "shoe"], nouns.Of("Big Shoe"));
        Assert.Empty(nouns.Of(""));
        Assert.Equal(["big", "sock"], nouns.Of("Big Sock"));
    }

    [Fact]
    public void Of_a_title_that_occurs_twice_the_last_counts_and_a_byte_order_mark_does_not_matter() =>
        Assert.Equal(["b"], Read("\uFEFF{\"x\": [\"a\"], \"x\": [\"b\"]} ").Of("x"));

    [Theory]
    [InlineData("[]", "StartArray")]
    [InlineData("{\"x\": \"a\"}", "an array of nouns for 'x'")]
    [InlineData("{\"x\": [1]}", "found Number")]
    [InlineData("{\"x\": [null]}", "found Null")]
    [InlineData("{\"x\": [[]]}", "found StartArray")]
    [InlineData("{\"x\": [\"a\"]", "cannot be read")]
    [InlineData("{\"x\": []} {}", "cannot be read")]
    [InlineData("{\"x\\ud800\": []}", "not valid Unicode")]
    [InlineData("{\"x\": [\"\\ud800\"]}", "not valid Unicode")]
    [InlineData("no", "cannot be read")]
    public void Anything_else_is_refused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_absent_file_is_said_so() => Assert.Throws<FileNotFoundException>(() => SideCarNouns.Read(_folder.File("none.json"), new RuleNouns()));

    private SideCarNouns Read(string json)
    {
        File.WriteAllText(_folder.File("nouns.json"), json);
        return SideCarNouns.Read(_folder.File("nouns.json"), new RuleNouns());
    }
}

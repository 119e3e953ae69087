using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class CandidateQueriesTests
{
    [Fact]
    public void They_are_made_of_the_tasks_own_words()
    {
        Assert.Equal(
            [
                (CandidateQueries.Kind.All, "machine wash men's shirts with long sleeve red small"),
                (CandidateQueries.Kind.Core, "machine wash men's shirts with long sleeve"),
                (CandidateQueries.Kind.Head, "machine wash men's shirts"),
                (CandidateQueries.Kind.Thing, "wash men's shirts"),
                (CandidateQueries.Kind.ThingAndOptions, "wash men's shirts red small"),
            ],
            CandidateQueries.For(Request.Read(HandShop.Instruction)));
    }

    [Theory]
    [InlineData("rugs", 1)]
    [InlineData("", 1)]
    [InlineData("[]\n[", 1)]
    public void Equal_ones_are_one_and_there_is_always_one(string instruction, int count) =>
        Assert.Equal(count, CandidateQueries.For(Request.Read(instruction)).Count);

    [Fact]
    public void Every_candidate_is_a_search_that_the_world_reads_as_it_is_written()
    {
        foreach (string instruction in (string[])[HandShop.Instruction, "a [b] c\nd", new string('x', 5000), "a with b: c]d, and e: [f"])
        {
            foreach ((_, string words) in CandidateQueries.For(Request.Read(instruction)))
                Assert.Equal(new ShopAction("search", words), ShopAction.Read(ShopAction.SearchFor(words)));
        }
    }
}

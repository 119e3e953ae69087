using ThreeSpo.Optimization;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class TokenPriceTests
{
    private static readonly TokenPrice Price = new(300, 12);

    [Fact]
    public void A_policy_that_reads_text_costs_what_it_read_wrote_and_learned_from()
    {
        var tally = new Tally { Actions = 5, Groups = 5, PromptTokens = 1000, ResponseTokens = 60, Updates = new UpdateReport(5, 1, 0, 0, 0, 0, Tokens: 700) };

        Assert.Equal(1760, Price.Of(tally));
    }

    [Fact]
    public void Actions_tried_together_share_the_price_of_their_prompt()
    {
        Assert.Equal(300 + (8 * 12), Price.Of(new Tally { Actions = 8, Groups = 1 }));
        Assert.Equal(8 * (300 + 12), Price.Of(new Tally { Actions = 8, Groups = 8 }));
    }

    [Fact]
    public void What_is_learned_from_is_read_once_more_for_each_pass() => Assert.Equal(
        3 * (300 + (8 * 12)), Price.Of(new Tally { Actions = 8, Groups = 1, Updates = new UpdateReport(16, 2, 0, 0, 0, 0) }));

    [Fact]
    public void Nothing_costs_nothing() => Assert.Equal(0, Price.Of(new Tally()));

    [Theory]
    [InlineData(100, 0, 99, false)]
    [InlineData(100, 0, 100, true)]
    [InlineData(1000, 31_200, 99, false)]
    [InlineData(1000, 31_200, 100, true)]
    public void A_budget_is_used_up_by_actions_or_by_tokens(long actions, double tokens, long sampled, bool spent) => Assert.Equal(
        spent, new TrainingSettings { Actions = actions, Tokens = tokens }.IsSpentBy(new Tally { Actions = sampled, Groups = sampled }));
}

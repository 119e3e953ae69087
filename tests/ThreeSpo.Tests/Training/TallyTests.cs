using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class TallyTests
{
    private readonly HandTree _hand = new();

    [Fact]
    public void A_groups_prompt_is_counted_once_and_each_of_its_answers()
    {
        Tally tally = Count(
            Branch(new Said("a", Asked: 100, Answered: 3)), Branch(new Said("b", Asked: 100, Answered: 5)),
            Branch(new Said("c", Asked: 100, Answered: 7)));

        Assert.Equal((3, 100, 15), (tally.Actions, tally.PromptTokens, tally.ResponseTokens));
    }

    [Fact]
    public void Invalid_actions_are_counted_and_the_worlds_failures_are_not_among_them()
    {
        Branch refused = Branch(new Said("a")) with { Valid = false };
        Branch failed = refused with { Ending = Ending.Faulted, Fault = "stuck door" };
        Tally tally = Count(refused, Branch(new Said("b")), failed);

        Assert.Equal((1, 1), (tally.Invalid, tally.Faults));
    }

    [Fact]
    public void An_empty_group_has_no_prompt() => Assert.Equal(0, Count().PromptTokens);

    [Fact]
    public void Tallies_add_up()
    {
        Tally tally = Count(Branch(new Said("a", Asked: 10, Answered: 2)), Branch(new Said("b", Asked: 10, Answered: 2)) with { Valid = false });
        tally.Updates = new UpdateReport(2, 1, 0, 0, 0, 0, Tokens: 14);
        var total = new Tally();
        total.Add(tally);
        total.Add(tally);

        Assert.Equal((20, 8, 2, 28), (total.PromptTokens, total.ResponseTokens, total.Invalid, total.Updates.Tokens));
    }

    private Tally Count(params Branch[] branches)
    {
        var tally = new Tally();
        tally.Count(new StepGroup(_hand.Tree, _hand.Root, branches), new RunMemory(new StateHistory(), new StateHistory()));
        return tally;
    }

    private Branch Branch(Said said) => new(said, _hand.Root, Ending.None, 0, Valid: true);
}

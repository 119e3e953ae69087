using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class StallGuardTests
{
    private static readonly Tally Empty = new() { Cuts = 3, EmptyIterations = 1 };
    private static readonly Tally Busy = new() { Actions = 10, Groups = 4, WideGroups = 4, GroupsWithSpread = 1 };

    [Fact]
    public void A_run_that_samples_goes_on()
    {
        var guard = new StallGuard(2);

        Assert.All(Enumerable.Repeat(Busy, 10), tally => Assert.Null(guard.Watch(tally)));
    }

    [Fact]
    public void A_run_stops_after_as_many_empty_iterations_in_a_row_as_it_has_patience()
    {
        var guard = new StallGuard(2);

        Assert.Null(guard.Watch(Empty));
        Assert.Null(guard.Watch(Busy));
        Assert.Null(guard.Watch(Empty));
        Assert.NotNull(guard.Watch(Empty));
    }

    [Fact]
    public void The_message_says_what_was_cut_what_had_no_spread_and_what_to_try()
    {
        var guard = new StallGuard(2);
        guard.Watch(Busy);
        guard.Watch(Empty);
        string message = guard.Watch(Empty)!;

        Assert.Contains("in 2 iterations in a row", message, StringComparison.Ordinal);
        Assert.Contains("60 % of the nodes looked at were cut", message, StringComparison.Ordinal); // 6 of 10
        Assert.Contains("75 % of the groups had no spread", message, StringComparison.Ordinal);     // 3 of 4
        Assert.Contains("2 iterations were empty", message, StringComparison.Ordinal);
        Assert.Contains("cut=never", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_blames_a_world_that_fails()
    {
        var broken = new Tally();
        broken.CountFault("no such door");
        broken.CountFault("no such window");

        string message = new StallGuard(1).Watch(broken)!;
        Assert.Contains("the world failed 2 times, first with: no such door", message, StringComparison.Ordinal);
    }
}

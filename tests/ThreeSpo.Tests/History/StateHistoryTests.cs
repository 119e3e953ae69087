using ThreeSpo.History;

namespace ThreeSpo.Tests.History;

public sealed class StateHistoryTests
{
    private static readonly StateKey Desk = StateKey.Of("desk");
    private static readonly StateKey Lamp = StateKey.Of("lamp");

    [Fact]
    public void A_state_passed_twice_by_one_trajectory_counts_once()
    {
        StateHistory history = new();
        history.Record([Desk, Lamp, Desk], success: true);

        Assert.Equal(new StateCounts(1, 1), history[Desk]);
        Assert.Equal(new StateCounts(1, 1), history[Lamp]);
    }

    [Fact]
    public void Every_visit_counts_where_that_is_asked_for()
    {
        StateHistory history = new(VisitCounting.Every);
        history.Record([Desk, Lamp, Desk], success: true);

        Assert.Equal(new StateCounts(2, 2), history[Desk]);
        Assert.Equal(new StateCounts(1, 1), history[Lamp]);
    }

    [Fact]
    public void Failures_are_visits_without_success()
    {
        StateHistory history = new();
        history.Record([Desk], success: true);
        history.Record([Desk], success: false);
        history.Record([Desk], success: false);

        Assert.Equal(new StateCounts(3, 1), history[Desk]);
        Assert.Equal(2, history[Desk].Failures);
    }

    [Fact]
    public void The_clock_starts_at_one_and_advances_with_every_trajectory_even_an_empty_one()
    {
        StateHistory history = new();
        Assert.Equal(1, history.Clock);

        history.Record([Desk, Lamp], success: false);
        Assert.Equal(2, history.Clock);

        history.Record([], success: true);
        Assert.Equal(3, history.Clock);
    }

    [Fact]
    public void Reading_changes_nothing()
    {
        StateHistory history = new(halfLife: 2);
        history.Record([Desk], success: true);

        Assert.Equal(default, history[Lamp]);
        Assert.Equal(history[Desk], history[Desk]);
        Assert.Equal(1, history.Count);
        Assert.Equal(2, history.Clock);
    }

    [Fact]
    public void A_count_weighs_half_after_its_half_life()
    {
        StateHistory history = new(halfLife: 2);
        history.Record([Desk], success: true);
        Assert.Equal(new StateCounts(1, 1), history[Desk]);

        history.Record([Lamp], success: false);
        history.Record([Lamp], success: false);
        Assert.Equal(0.5, history[Desk].Visits, 12);
        Assert.Equal(0.5, history[Desk].Successes, 12);
    }

    [Fact]
    public void Fading_from_step_to_step_equals_fading_at_once()
    {
        StateHistory history = new(halfLife: 3);
        history.Record([Desk], success: true);
        history.Record([Desk], success: false);
        history.Record([], success: false);
        history.Record([Desk], success: true);

        // Recorded 3, 2 and 0 trajectories ago.
        Assert.Equal(Math.Pow(2, -1) + Math.Pow(2, -2.0 / 3) + 1, history[Desk].Visits, 12);
        Assert.Equal(Math.Pow(2, -1) + 1, history[Desk].Successes, 12);
    }

    [Fact]
    public void Without_a_half_life_nothing_fades()
    {
        StateHistory history = new();
        history.Record([Desk], success: true);
        for (int i = 0; i < 1000; i++)
            history.Record([], success: false);

        Assert.Equal(new StateCounts(1, 1), history[Desk]);
    }

    [Fact]
    public void Equal_histories_have_equal_checksums_and_any_other_count_another()
    {
        static ulong Sum(double halfLife, params bool[] successes)
        {
            var history = new StateHistory(VisitCounting.Once, halfLife);
            foreach (bool success in successes)
                history.Record([StateKey.Of("a"), StateKey.Of("b")], success);

            return history.Sum;
        }

        Assert.Equal(0UL, Sum(5));
        Assert.Equal(Sum(5, true, false), Sum(5, true, false));
        Assert.Equal(4, new HashSet<ulong> { Sum(5, true, false), Sum(5, false, true), Sum(5, true), Sum(6, true, false) }.Count);
    }
}

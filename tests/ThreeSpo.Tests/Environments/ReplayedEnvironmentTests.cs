using ThreeSpo.Environments;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Environments;

public sealed class ReplayedEnvironmentTests
{
    private static readonly TaskInstance Three = CorridorWorld.TaskOf(3);
    private readonly HandClock _clock = new();

    [Fact]
    public async Task A_snapshot_says_what_the_live_world_said()
    {
        Snapshot start = await Over(new LiveCorridor()).StartAsync(Three, Never);
        var expected = (CorridorSnapshot)new CorridorWorld().Start(Three);

        Assert.Equal(
            (expected.TaskId, expected.Goal, expected.Observation, expected.WorldState, expected.Progress),
            (start.TaskId, start.Goal, start.Observation, start.WorldState, start.Progress));
        Assert.Equal(expected.Actions, start.Actions);
    }

    [Fact]
    public async Task Any_earlier_snapshot_can_be_continued()
    {
        ReplayedEnvironment world = Over(new LiveCorridor());
        Snapshot start = await world.StartAsync(Three, Never);
        Transition one = await world.StepAsync(start, "right", Never);
        Transition two = await world.StepAsync(one.Next, "right", Never);
        Transition three = await world.StepAsync(two.Next, "right", Never);

        Assert.Equal(Ending.Succeeded, three.Ending);
        Assert.Equal("room 0", (await world.StepAsync(one.Next, "left", Never)).Next.Observation);
        Assert.Equal("room 1", (await world.StepAsync(start, "right", Never)).Next.Observation);
    }

    [Fact]
    public async Task Going_back_costs_the_actions_that_led_there()
    {
        var live = new LiveCorridor();
        ReplayedEnvironment world = Over(live);
        Transition one = await world.StepAsync(await world.StartAsync(Three, Never), "right", Never);
        Transition two = await world.StepAsync(one.Next, "left", Never);
        live.Taken.Clear();
        await world.StepAsync(two.Next, "right", Never);

        Assert.Equal(["right", "left", "right"], live.Taken);
    }

    [Fact]
    public async Task Every_session_is_closed_again()
    {
        var live = new LiveCorridor { Instead = (session, _) => session == 2 ? throw new InvalidOperationException("no") : null };
        ReplayedEnvironment world = Over(live);
        Transition one = await world.StepAsync(await world.StartAsync(Three, Never), "right", Never);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await world.StepAsync(one.Next, "right", Never));

        Assert.Equal((3, 3), (live.Opened, live.Closed));
    }

    [Fact]
    public async Task A_live_world_that_answers_otherwise_than_before_is_found_out()
    {
        var live = new LiveCorridor
        {
            Instead = (session, _) => session == 2 ? new(new Transition(new Place("elsewhere"), 0, 0, true, Ending.None)) : null,
        };
        ReplayedEnvironment world = Over(live);
        Transition one = await world.StepAsync(await world.StartAsync(Three, Never), "right", Never);

        InvalidOperationException fault =
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await world.StepAsync(one.Next, "right", Never));
        Assert.Contains("1 actions of task 'corridor-3'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("fix its seed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_that_gives_no_answer_is_waited_for_no_longer_than_the_limit()
    {
        var live = new LiveCorridor { Instead = (_, _) => new(Hang<Transition>()) };
        ReplayedEnvironment world = Over(live);
        Snapshot start = await world.StartAsync(Three, Never);

        TimeoutException fault = await Assert.ThrowsAsync<TimeoutException>(async () => await world.StepAsync(start, "right", Never));
        Assert.Contains("within 2.5 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_that_does_not_open_is_waited_for_no_longer_than_the_limit() =>
        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await Over(new LiveCorridor { InsteadOfOpening = () => new(Hang<ILiveSession>()) }).StartAsync(Three, Never));

    [Fact]
    public async Task A_session_that_opens_after_the_limit_is_closed_all_the_same()
    {
        var live = new LiveCorridor();
        var late = new TaskCompletionSource<ILiveSession>();
        var slow = new LiveCorridor { InsteadOfOpening = () => new(Hang(late)) };
        await Assert.ThrowsAsync<TimeoutException>(async () => await Over(slow).StartAsync(Three, Never));

        late.SetResult(await live.OpenAsync(Three, Never));

        Assert.Equal((1, 1), (live.Opened, live.Closed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_does_not_close_well_has_answered_all_the_same(bool hangs)
    {
        var live = new LiveCorridor { Closing = () => hangs ? new(Hang<bool>()) : throw new InvalidOperationException("stuck door") };

        Assert.Equal("room 0", (await Over(live).StartAsync(Three, Never)).Observation);
    }

    [Fact]
    public async Task A_world_that_opens_or_answers_nothing_is_told_by_name()
    {
        var silent = new LiveCorridor { Instead = (_, _) => new((Transition)null!) };
        Snapshot start = await Over(silent).StartAsync(Three, Never);
        async Task<string> Said(Func<Task> act) => (await Assert.ThrowsAsync<InvalidOperationException>(act)).Message;

        Assert.Contains("no transition", await Said(async () => await Over(silent).StepAsync(start, "right", Never)), StringComparison.Ordinal);
        Assert.Contains("no session", await Said(async () =>
            await Over(new LiveCorridor { InsteadOfOpening = () => new((ILiveSession)null!) }).StartAsync(Three, Never)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_does_not_hear_of_a_time_limit()
    {
        using var cancel = new CancellationTokenSource();
        var live = new LiveCorridor
        {
            InsteadOfOpening = () =>
            {
                cancel.Cancel();
                return new(new TaskCompletionSource<ILiveSession>().Task);
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Over(live).StartAsync(Three, cancel.Token));
    }

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    private ReplayedEnvironment Over(LiveCorridor live) => new(live, TimeSpan.FromSeconds(2.5), _clock);

    /// <summary>An answer that never comes, while time passes.</summary>
    private Task<T> Hang<T>() => Hang(new TaskCompletionSource<T>());

    private Task<T> Hang<T>(TaskCompletionSource<T> answer)
    {
        _clock.Advance(TimeSpan.FromSeconds(3));
        return answer.Task;
    }
}

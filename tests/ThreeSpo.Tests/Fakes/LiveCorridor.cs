using ThreeSpo.Environments;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Fakes;

/// <summary>The corridor as a world that can only go forward.</summary>
internal sealed class LiveCorridor : ILiveWorld
{
    private static readonly CorridorWorld Corridor = new();

    /// <summary>What a step of the n-th session leads to instead of the corridor's answer; null leaves it as it is.</summary>
    public Func<int, string, ValueTask<Transition>?> Instead { get; init; } = (_, _) => null;

    /// <summary>Replaces opening a session; null leaves it as it is.</summary>
    public Func<ValueTask<ILiveSession>>? InsteadOfOpening { get; init; }

    /// <summary>What closing a session waits for besides.</summary>
    public Func<ValueTask<bool>> Closing { get; init; } = () => new(true);

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    /// <summary>Every action that any session was given.</summary>
    public List<string> Taken { get; } = [];

    public ValueTask<ILiveSession> OpenAsync(TaskInstance task, CancellationToken cancellation) =>
        InsteadOfOpening?.Invoke() ?? new(new Session(this, Opened++, Corridor.Start(task)));

    private sealed class Session(LiveCorridor world, int number, Snapshot start) : ILiveSession
    {
        public Snapshot Now { get; private set; } = start;

        public async ValueTask<Transition> ActAsync(string action, CancellationToken cancellation)
        {
            world.Taken.Add(action);
            Transition? transition = world.Instead(number, action) is { } answer ? await answer : Corridor.Step(Now, action);
            Now = transition?.Next ?? Now;
            return transition!;
        }

        public async ValueTask DisposeAsync()
        {
            world.Closed++;
            await world.Closing();
        }
    }
}

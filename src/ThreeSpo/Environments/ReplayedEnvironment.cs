namespace ThreeSpo.Environments;

/// <summary>A world that can only go forward: another process, a tool server, a library with hidden state.</summary>
public interface ILiveWorld
{
    /// <summary>Opens a task in a session of its own.</summary>
    ValueTask<ILiveSession> OpenAsync(TaskInstance task, CancellationToken cancellation);
}

/// <summary>One episode of a live world.</summary>
public interface ILiveSession : IAsyncDisposable
{
    /// <summary>Where the session stands now. The same actions must lead to equal snapshots in every session.</summary>
    Snapshot Now { get; }

    /// <summary>Takes one action; afterwards <see cref="Now"/> is what it led to.</summary>
    ValueTask<Transition> ActAsync(string action, CancellationToken cancellation);
}

/// <summary>Makes a live world pure: to go back to a snapshot it opens a new session and replays the actions that led there.</summary>
/// <param name="world">The live world.</param>
/// <param name="stepLimit">Longest wait for one answer of the world.</param>
/// <param name="clock">Measures the wait.</param>
/// <remarks>Restoring costs the whole prefix. Worlds that can be written as pure functions should be.</remarks>
public sealed class ReplayedEnvironment(ILiveWorld world, TimeSpan stepLimit, TimeProvider clock) : IEnvironment
{
    /// <inheritdoc/>
    public async ValueTask<Snapshot> StartAsync(TaskInstance task, CancellationToken cancellation)
    {
        await using Open session = await OpenAsync(task, cancellation).ConfigureAwait(false);
        return new ReplayedSnapshot(task, [], session.Now);
    }

    /// <inheritdoc/>
    public async ValueTask<Transition> StepAsync(Snapshot from, string action, CancellationToken cancellation)
    {
        var here = (ReplayedSnapshot)from;
        await using Open session = await OpenAsync(here.Task, cancellation).ConfigureAwait(false);
        foreach (string earlier in here.Prefix)
            await ActAsync(session, earlier, cancellation).ConfigureAwait(false);

        if (session.Now.Observation != here.Observation)
        {
            throw new InvalidOperationException(
                $"Replaying {here.Prefix.Count} actions of task '{here.TaskId}' led to another observation than before. "
                + "A live world must answer equal actions equally: fix its seed.");
        }

        Transition transition = await ActAsync(session, action, cancellation).ConfigureAwait(false);
        return transition with { Next = new ReplayedSnapshot(here.Task, [.. here.Prefix, action], transition.Next) };
    }

    private async ValueTask<Open> OpenAsync(TaskInstance task, CancellationToken cancellation) => new(this, await WithinAsync(
        limit => world.OpenAsync(task, limit),
        async late => await (await late.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false),
        cancellation).ConfigureAwait(false));

    private async ValueTask<Transition> ActAsync(Open session, string action, CancellationToken cancellation)
    {
        Transition? transition = await WithinAsync(limit => session.Live.ActAsync(action, limit), late => late, cancellation).ConfigureAwait(false);
        return transition?.Next is null ? throw new InvalidOperationException("The world returned no transition, or one that leads nowhere.") : transition;
    }

    private async ValueTask<T> WithinAsync<T>(
        Func<CancellationToken, ValueTask<T>> answer, Func<Task<T>, Task> whenLate, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(stepLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        Task<T>? asked = null;
        try
        {
            // A world may ignore its token: the wait ends all the same.
            asked = answer(either.Token).AsTask();
            return await asked.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (asked is not null)
        {
            _ = ForgetAsync(whenLate(asked));
            if (cancellation.IsCancellationRequested)
                throw;

            throw Late();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Late();
        }
    }

    private TimeoutException Late() => new($"The world gave no answer within {stepLimit.TotalSeconds:0.###} seconds.");

    /// <summary>Lets something end that nobody waits for any more.</summary>
    private static async Task ForgetAsync(Task late)
    {
        try
        {
            await late.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was given up already, and why is known.
        }
    }

    /// <summary>A session that is closed within the limit, or left to close when it will.</summary>
    private sealed class Open(ReplayedEnvironment owner, ILiveSession live) : IAsyncDisposable
    {
        public ILiveSession Live { get; } = live ?? throw new InvalidOperationException("The world opened no session.");

        public Snapshot Now => Live.Now ?? throw new InvalidOperationException("The world returned no snapshot.");

        public async ValueTask DisposeAsync()
        {
            try
            {
                await owner.WithinAsync(
                    async _ =>
                    {
                        await Live.DisposeAsync().ConfigureAwait(false);
                        return true;
                    },
                    late => late,
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // What was asked for was answered; that a session does not close well says nothing about it.
            }
        }
    }

    private sealed class ReplayedSnapshot(TaskInstance task, IReadOnlyList<string> prefix, Snapshot seen) : Snapshot
    {
        public TaskInstance Task { get; } = task;

        public IReadOnlyList<string> Prefix { get; } = prefix;

        public override string TaskId => seen.TaskId;

        public override string Goal => seen.Goal;

        public override string Observation => seen.Observation;

        public override IReadOnlyList<string> Actions => seen.Actions;

        public override string WorldState => seen.WorldState;

        public override string? Progress => seen.Progress;
    }
}

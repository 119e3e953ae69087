using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Puts the states of every wave to a policy in another order, and in parts.</summary>
internal sealed class DisorderedActor(IActor actor, ulong seed) : IActor
{
    private int _waves;

    public async ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        var draw = new Draw(seed, Interlocked.Increment(ref _waves), 0, 0);
        int[] order = [.. Enumerable.Range(0, requests.Count)];
        draw.Shuffle<int>(order, use: 0);
        var proposals = new IReadOnlyList<Proposal>[requests.Count];
        foreach (int[] part in order.Chunk(1 + draw.Below(requests.Count, use: 1 << 20)))
        {
            IReadOnlyList<IReadOnlyList<Proposal>> some = await actor.ProposeAsync([.. part.Select(i => requests[i])], cancellation);
            for (int k = 0; k < part.Length; k++)
                proposals[part[k]] = some[k];
        }

        return proposals;
    }
}

/// <summary>A world that answers later, on other threads, and not in the order that it was asked in.</summary>
internal sealed class LateWorld(IEnvironment world, ulong seed) : IEnvironment
{
    private int _asked;

    public async ValueTask<Snapshot> StartAsync(TaskInstance task, CancellationToken cancellation)
    {
        await LaterAsync();
        return await world.StartAsync(task, cancellation);
    }

    public async ValueTask<Transition> StepAsync(Snapshot from, string action, CancellationToken cancellation)
    {
        await LaterAsync();
        return await world.StepAsync(from, action, cancellation);
    }

    private async Task LaterAsync()
    {
        for (int left = new Draw(seed, Interlocked.Increment(ref _asked), 0, 0).Below(4, use: 0); left >= 0; left--)
            await Task.Yield();
    }
}

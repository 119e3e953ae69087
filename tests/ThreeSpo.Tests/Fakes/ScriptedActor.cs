using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Says what it is told to say.</summary>
/// <param name="script">The action for a node and the number of the sample there.</param>
internal sealed class ScriptedActor(Func<ProposalRequest, int, string> script) : IActor
{
    /// <summary>The same actions in turn at every node.</summary>
    public static ScriptedActor InTurn(params string[] actions) => new((_, sample) => actions[sample % actions.Length]);

    /// <summary>Any of the world's actions.</summary>
    public static ScriptedActor Aimless { get; } = new((request, sample) =>
        request.Node.Snapshot.Actions[request.Draw.Below(request.Node.Snapshot.Actions.Count, Use.Action + sample)]);

    /// <summary>How often it was asked: the number of waves.</summary>
    public int Calls { get; private set; }

    public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        Calls++;
        return new([.. requests.Select(IReadOnlyList<Proposal> (request) =>
            [.. Enumerable.Range(request.FirstSample, request.Count).Select(sample => new Said(script(request, sample)))])]);
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Learns nothing, and remembers what it was given to learn from.</summary>
internal sealed class RecordingLearner : ILearner
{
    /// <summary>The groups of every update, in order.</summary>
    public List<CreditedGroup[]> Updates { get; } = [];

    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Updates.Add([.. groups]);
        return new(new UpdateReport(groups.Sum(group => group.Branches.Count), 1, 0, 0, 0, 0));
    }
}

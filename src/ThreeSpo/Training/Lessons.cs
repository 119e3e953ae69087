using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;

namespace ThreeSpo.Training;

/// <summary>Gathers credited groups until an update is due (specification, choice 3.7).</summary>
/// <param name="learner">Learns from them.</param>
/// <param name="every">How many waves or trees go into one update.</param>
/// <param name="unit">What is counted.</param>
public sealed class Lessons(ILearner learner, int every, CadenceUnit unit)
{
    private readonly List<CreditedGroup> _gathered = [];
    private int _elapsed;

    /// <summary>Adds a group; one without spread teaches nothing and is left out.</summary>
    public void Add(CreditedGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.HasSpread)
            _gathered.Add(group);
    }

    /// <summary>Notes that waves or trees have passed, and updates if that makes an update due.</summary>
    public async ValueTask PassAsync(CadenceUnit passed, int count, Draw draw, Tally tally, CancellationToken cancellation)
    {
        if (passed != unit)
            return;

        _elapsed += count;
        if (_elapsed >= every)
            await UpdateAsync(draw, tally, cancellation).ConfigureAwait(false);
    }

    /// <summary>Learns from everything gathered.</summary>
    public async ValueTask UpdateAsync(Draw draw, Tally tally, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tally);
        _elapsed = 0;
        if (_gathered.Count == 0)
            return;

        tally.Updates += await learner.UpdateAsync(_gathered, draw, cancellation).ConfigureAwait(false);
        _gathered.Clear();
    }
}

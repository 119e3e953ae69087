using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>Notices a run that no longer samples anything.</summary>
/// <param name="patience">Iterations in a row without a sampled action after which the run stops.</param>
public sealed class StallGuard(int patience)
{
    private Tally _since = new();
    private long _faultsInARow;
    private int _inARow;

    /// <summary>Takes in one iteration.</summary>
    /// <returns>Why the run should stop and what to change, or null.</returns>
    public string? Watch(Tally iteration)
    {
        ArgumentNullException.ThrowIfNull(iteration);
        _since.Add(iteration);
        _inARow = iteration.Actions == 0 ? _inARow + 1 : 0;
        _faultsInARow = iteration.Actions == 0 ? _faultsInARow + iteration.Faults : 0;
        return _inARow < patience ? null : Message();
    }

    /// <summary>Saves what it has noticed so far.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        _since.Save(to);
        to.Write(_faultsInARow);
        to.Write(_inARow);
    }

    /// <summary>Puts back what it had noticed.</summary>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        _since = Tally.Load(from);
        _faultsInARow = from.Long();
        _inARow = from.Count();
    }

    private string Message()
    {
        if (_faultsInARow > 0)
            return $"No action was sampled in {_inARow} iterations in a row: the world failed {_faultsInARow} times, first with: {_since.FirstFault}";

        double looked = Math.Max(1, _since.Cuts + _since.Groups);
        return $"No action was sampled in {_inARow} iterations in a row. Over the run, {_since.Cuts / looked:P0} of the nodes looked at were cut, "
            + $"{Share(_since.WideGroups - _since.GroupsWithSpread, _since.WideGroups):P0} of the groups had no spread, and "
            + $"{_since.EmptyIterations} iterations were empty. Try cut=notAtRoot or cut=never, a larger maxFailures, or another state identity.";
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

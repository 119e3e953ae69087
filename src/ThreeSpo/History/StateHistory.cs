using System.Runtime.InteropServices;

namespace ThreeSpo.History;

/// <summary>Every state's record, across all tasks and trajectories of a run.</summary>
/// <param name="counting">Whether a state passed twice by one trajectory counts twice.</param>
/// <param name="halfLife">Trajectories after which a count weighs half; 0 remembers forever.</param>
public sealed class StateHistory(VisitCounting counting = VisitCounting.Once, double halfLife = 0)
{
    private readonly Dictionary<StateKey, Entry> _entries = [];

    /// <summary>t: trajectories recorded so far, plus one. The score's clock.</summary>
    public long Clock { get; private set; } = 1;

    /// <summary>A checksum over every record, all its bits, kept up as they change.</summary>
    public ulong Sum { get; private set; }

    /// <summary>How many states have a record.</summary>
    public int Count => _entries.Count;

    /// <summary>The record of one state as it weighs now; zero visits when it was never seen. Reading changes nothing.</summary>
    public StateCounts this[StateKey key] => _entries.TryGetValue(key, out Entry entry) ? Faded(entry, Clock) : default;

    /// <summary>The record of one state as it was last written, with the clock of that; clock 0 when it was never seen.</summary>
    public (StateCounts Counts, long Clock) Written(StateKey key) => _entries.TryGetValue(key, out Entry entry)
        ? (new StateCounts(entry.Visits, entry.Successes), entry.RecordedAt)
        : default;

    /// <summary>Counts one finished trajectory and advances the clock, even where the trajectory is empty.</summary>
    public void Record(ReadOnlySpan<StateKey> states, bool success)
    {
        long now = Clock;
        foreach (StateKey key in states)
        {
            ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out _);
            if (entry.RecordedAt == now && counting is VisitCounting.Once)
                continue;

            // What is written now is read from the next clock on, so older counts are stored as they weigh then.
            StateCounts faded = Faded(entry, now + 1);
            Sum -= SumOf(key, entry);
            entry = new Entry(faded.Visits + 1, faded.Successes + (success ? 1 : 0), now);
            Sum += SumOf(key, entry);
        }

        Clock = now + 1;
    }

    private static ulong SumOf(StateKey key, Entry entry) => entry.RecordedAt == 0 ? 0 : Mixing.Of(
        key, Mixing.Of(BitConverter.DoubleToUInt64Bits(entry.Visits), Mixing.Of(BitConverter.DoubleToUInt64Bits(entry.Successes), (ulong)entry.RecordedAt)));

    private StateCounts Faded(Entry entry, long now)
    {
        // What was recorded at clock t carries full weight until the trajectory after it is recorded.
        long age = now - entry.RecordedAt;
        if (halfLife <= 0 || age <= 1 || entry.RecordedAt == 0)
            return new StateCounts(entry.Visits, entry.Successes);

        double weight = Math.Pow(2, -(age - 1) / halfLife);
        return new StateCounts(entry.Visits * weight, entry.Successes * weight);
    }

    /// <summary>Counts as they stood when last written. RecordedAt is the clock of that trajectory, so 0 means never.</summary>
    private readonly record struct Entry(double Visits, double Successes, long RecordedAt);
}

using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>DAPO's dynamic sampling: groups whose episodes all earned the same are replaced by those of further tasks.</summary>
/// <param name="tasks">The order of tasks.</param>
/// <param name="settings">How many groups fill an iteration, whether they are replaced, and how often.</param>
/// <param name="budget">When the run ends: no round begins after that.</param>
/// <remarks>
/// DAPO (arXiv 2503.14476) Eq. 11 learns from groups with 0 &lt; solved &lt; G alone, and samples until the batch is full of them. Each further round
/// samples as many tasks as are missing, not a whole batch whose rest would be thrown away. Every task comes once per epoch: what a further
/// round takes is not taken again by the next iteration. All that is sampled counts, learned from or not. A run that is given a larger budget
/// afterwards may lack the rounds that the smaller one forbade.
/// </remarks>
public sealed class DynamicSampling(TaskSampler tasks, RolloutSettings settings, TrainingSettings budget)
{
    private const string Part = "dynamic sampling";

    private Tally _before = new();
    private long _position;
    private int _rounds;

    /// <summary>Groups opened in this iteration.</summary>
    public int Opened { get; private set; }

    /// <summary>The tasks that an iteration begins with.</summary>
    public IReadOnlyList<TaskInstance> Begin(int iteration)
    {
        (Opened, _rounds) = (0, 0);
        if (!settings.DynamicSampling)
            _position = (long)iteration * settings.Trees;

        return Next(settings.Trees);
    }

    /// <summary>Further tasks, as many as groups are missing; none where the iteration is at its end.</summary>
    /// <param name="worth">Groups so far that are worth learning from.</param>
    /// <param name="underWay">What the iteration has sampled.</param>
    public IReadOnlyList<TaskInstance> Further(int worth, Tally underWay)
    {
        ArgumentNullException.ThrowIfNull(underWay);
        var total = new Tally();
        total.Add(_before);
        total.Add(underWay);
        bool isSpent = budget.IsSpentBy(total);
        return settings.DynamicSampling && worth < settings.Trees && _rounds < settings.SamplingRounds && !isSpent
            ? Next(settings.Trees - worth) : [];
    }

    /// <summary>The groups that are learned from.</summary>
    public IReadOnlyList<EpisodeGroup> Worth(IReadOnlyList<EpisodeGroup> groups, Func<EpisodeGroup, bool> hasSpread) =>
        settings.DynamicSampling ? [.. groups.Where(hasSpread)] : groups;

    /// <summary>Notes that an iteration has come to its end.</summary>
    public void End(Tally iteration) => _before.Add(iteration);

    /// <summary>Saves how far the order of tasks was used. Without dynamic sampling that follows from the iteration, and nothing is saved.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (!settings.DynamicSampling)
            return;

        to.Begin(Part);
        to.Write(_position);
        to.Write(Opened);
        to.Write(_rounds);
        _before.Save(to);
    }

    /// <summary>Puts back what was saved.</summary>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (!settings.DynamicSampling)
            return;

        from.Expect(Part);
        _position = from.Long();
        Opened = from.Count();
        _rounds = from.Count();
        _before = Tally.Load(from);
    }

    private List<TaskInstance> Next(int count)
    {
        List<TaskInstance> next = [.. Enumerable.Range(0, count).Select(i => tasks.At(_position + i))];
        _position += count;
        Opened += count;
        _rounds++;
        return next;
    }
}

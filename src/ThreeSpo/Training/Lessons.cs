using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>Gathers credited groups until an update is due (specification, choice 3.7).</summary>
/// <param name="learner">Learns from them.</param>
/// <param name="every">How many waves or trees go into one update.</param>
/// <param name="unit">What is counted.</param>
public sealed class Lessons(ILearner learner, int every, CadenceUnit unit)
{
    private readonly List<CreditedGroup> _gathered = [];
    private int _elapsed;

    /// <summary>Adds a group; one without spread teaches the policy nothing and is left out, unless a critic learns from it.</summary>
    public void Add(CreditedGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!group.HasSpread && group.Value is null)
            return;

        _gathered.Add(group);
        for (int i = 0; i < group.Advantages.Length; i++)
            group.Branches[i].Child.Teach(group.Advantages[i]);
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

    /// <summary>Saves what was gathered and not yet learned: the actions and their advantages.</summary>
    public void Save(StateWriter to, IProposalFormat proposals)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(proposals);
        to.Begin("lessons");
        to.Write(_elapsed);
        to.Write(_gathered, group =>
        {
            proposals.Write(to, [.. group.Branches.Select(branch => branch.Proposal)]);
            to.Write(group.Advantages);
        });
    }

    /// <summary>Puts back what was gathered.</summary>
    public void Load(StateReader from, IProposalFormat proposals)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(proposals);
        from.Expect("lessons");
        _elapsed = from.Count();
        _gathered.Clear();
        _gathered.AddRange(from.List(() => Remembered(proposals.Read(from), from.Numbers())));
    }

    /// <summary>A group of which only what a learner needs is left: where it was tried is forgotten.</summary>
    private static CreditedGroup Remembered(IReadOnlyList<Proposal> proposals, double[] advantages)
    {
        if (proposals.Count != advantages.Length || proposals.Count == 0)
            throw new InvalidDataException($"A saved lesson has {proposals.Count} actions and {advantages.Length} advantages. Use the checkpoint before.");

        var node = new TreeNode(new Forgotten(), null, 0, 0, new StateKeys(StateIdentity.Text, StateIdentity.Text));
        return new CreditedGroup(
            node, [.. proposals.Select(proposal => new Branch(proposal, node, Ending.None, 0, Valid: true))], advantages, advantages);
    }

    private sealed class Forgotten : Snapshot
    {
        public override string TaskId => "";

        public override string Goal => "";

        public override string Observation => "";

        public override IReadOnlyList<string> Actions => [];

        public override string WorldState => "";
    }
}

using System.Globalization;
using System.Text;
using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Stands between a trainer and its parts, and writes down what passes, wave by wave.</summary>
internal sealed class Narrator(IActor actor, INavigator navigator) : IActor, INavigator, ILearner
{
    private readonly StringBuilder _text = new();
    private int _wave;

    public string Text => _text.ToString();

    public void Say(string line) => _text.Append(line).Append('\n');

    public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        Say($"wave {++_wave}");
        return actor.ProposeAsync(requests, cancellation);
    }

    public TreeNode? Next(RolloutTree tree)
    {
        bool goesOn = tree.Current is not null;
        TreeNode? node = navigator.Next(tree);
        Say(node is null ? $"{tree.Task.Id}: nothing waits"
            : $"{tree.Task.Id}: {(goesOn ? "goes on" : "goes back to")} {Name(node)}, depth {node.Depth}");
        return node;
    }

    public IReadOnlyList<Branch> Follow(StepGroup group, ReadOnlySpan<double> rewards)
    {
        Say($"  {group.Tree.Task.Id}, {Name(group.Node)}: width {group.Branches.Count}");
        for (int i = 0; i < rewards.Length; i++)
            Say($"    {group.Branches[i].Proposal.Action,-5} {Number(rewards[i])}  {Name(group.Branches[i].Child)}{How(group.Branches[i].Ending)}");

        IReadOnlyList<Branch> ends = navigator.Follow(group, rewards);
        Say($"    follows {(group.Tree.Current is { } node ? Name(node) : "none")}, {group.Tree.Frontier.Count} wait");
        foreach (Branch end in ends)
            Say($"    closes {string.Join(" < ", end.Child.Upwards().Select(Name))}{How(end.Ending)}");

        return ends;
    }

    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        Say("  learns");
        foreach (CreditedGroup group in groups)
            Say($"    {Name(group.Node)}: {string.Join(", ", group.Branches.Select((branch, i) => $"{branch.Proposal.Action} {Number(group.Advantages[i])}"))}");

        return new(default(UpdateReport));
    }

    private static string Name(TreeNode node) => node.Snapshot.Observation;

    private static string How(Ending ending) => ending is Ending.None ? "" : $" ({ending})";

    private static string Number(double value) => value.ToString("+0.000;-0.000; 0.000", CultureInfo.InvariantCulture);
}

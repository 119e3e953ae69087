using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>Prompts made of a place's text, and requests for answers to them.</summary>
internal sealed class Talk : IPrompts
{
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);
    private static readonly string[] Choices = ["go to cabinet 1", "go to cabinet 10", "go to room 2", "left", "look"];

    public string Name => "talk/1";

    public IReadOnlyList<Message> Describe(TreeNode node) => [Message.FromUser(node.Snapshot.Observation)];

    public IReadOnlyList<string> Actions(TreeNode node) => Choices;

    public string Answer(string action) => action;

    public Reading Read(string answer) => new(answer, answer.Length > 0);

    /// <summary>A state whose prompt has so many words.</summary>
    public static TreeNode Node(int words, int number = 0) =>
        new(new Place(string.Join(' ', Enumerable.Range(0, words).Select(i => $"room {(i * 7 + number) % 10}"))), null, 0, number, Keys);

    public static ProposalRequest Ask(TreeNode node, int count, int first = 0) => new(node, count, new Draw(3, 0, node.Index, 0), first);
}

using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>Prompts with closed actions and open ones, some of which begin alike.</summary>
internal sealed class OpenTalk : IPrompts
{
    private readonly Talk _talk = new();

    public string Name => "open talk/1";

    /// <summary>What may be done word for word.</summary>
    public IReadOnlyList<string> Closed { get; init; } = ["click[room 1]", "search", "search[room]", "left"];

    /// <summary>What may be done with any text.</summary>
    public IReadOnlyList<OpenAction> Open { get; init; } = [new("search[", "]")];

    /// <summary>What stands around an action in an answer.</summary>
    public (string Before, string After) Around { get; init; } = ("", "");

    public IReadOnlyList<Message> Describe(TreeNode node) => _talk.Describe(node);

    public IReadOnlyList<string> Actions(TreeNode node) => Closed;

    public IReadOnlyList<OpenAction> OpenActions(TreeNode node) => Open;

    public string Answer(string action) => Around.Before + action + Around.After;

    public Reading Read(string answer)
    {
        bool inForm = answer.StartsWith(Around.Before, StringComparison.Ordinal) && answer.EndsWith(Around.After, StringComparison.Ordinal);
        return new Reading(inForm ? answer[Around.Before.Length..^Around.After.Length] : answer, inForm);
    }

    /// <summary>Whether an action is one of those above, by its text alone.</summary>
    public bool Allows(string action) => Closed.Contains(action)
        || Open.Any(one => one.TextOf(action) is { } text && text.Trim().Length > 0 && text.All(letter => !char.IsControl(letter) && !"[]<>\uFFFD".Contains(letter, StringComparison.Ordinal)));
}

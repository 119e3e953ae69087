using System.Text;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Prompts;

/// <summary>Prompts that know nothing of their world: task, recent steps, what is seen, what is possible. Actions must be in lower case.</summary>
/// <param name="history">How many past steps are shown.</param>
public sealed class PlainPrompts(int history) : IPrompts
{
    private const string Rules =
        "You act in a text world, one action at a time, and know only what it has told you. "
        + "Solve your task in as few steps as you can. An action that is not possible changes nothing and costs a step.";

    /// <inheritdoc/>
    public string Name => $"plain-compact/1/{history}";

    /// <summary>Makes the prompts that the settings ask for.</summary>
    public static IPrompts Create(PromptSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Prompt is PromptStyle.Compact
            ? new PlainPrompts(settings.PromptHistory)
            : new ReasoningPrompts(
                $"plain-reasoning/1/{settings.PromptHistory}", Rules, settings.PromptHistory, node => node.Snapshot.Actions, node => OneLine.Of(node.Snapshot.Observation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Message> Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        StringBuilder text = new();
        text.Append("Task: ").Append(OneLine.Of(node.Snapshot.Goal));
        foreach (PastStep step in PastStep.LeadingTo(node, history))
        {
            text.Append("\nBefore: ").Append(OneLine.Of(step.Before.Snapshot.Observation));
            text.Append("\nDid: ").Append(OneLine.Of(step.Action));
        }

        text.Append("\nNow: ").Append(OneLine.Of(node.Snapshot.Observation));
        if (Actions(node) is { Count: > 0 } possible)
            text.Append("\nCan: ").AppendJoin(", ", possible);

        return [Message.FromUser(text.ToString())];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Actions(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Snapshot.Actions;
    }

    /// <inheritdoc/>
    public string Answer(string action) => action;

    /// <inheritdoc/>
    public Reading Read(string answer) => PlainAnswer.Read(answer);
}

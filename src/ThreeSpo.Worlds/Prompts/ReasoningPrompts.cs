using System.Globalization;
using System.Text;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Prompts;

/// <summary>Asks for thoughts and then an action, each between tags: rules, recent steps, what is seen, and what is possible.</summary>
/// <param name="name">Its name.</param>
/// <param name="rules">The rules of the world, for the system message.</param>
/// <param name="history">How many past steps are shown.</param>
/// <param name="actions">The possible actions at a node; none where any text goes.</param>
/// <param name="observation">What is seen at a node, in one line.</param>
/// <param name="past">What was seen at a node that was left; null for the same.</param>
/// <param name="read">Reads an answer; null for <see cref="TaggedAnswer"/>.</param>
public sealed class ReasoningPrompts(
    string name, string rules, int history, Func<TreeNode, IReadOnlyList<string>> actions, Func<TreeNode, string> observation,
    Func<TreeNode, string>? past = null, Func<string, Reading>? read = null)
    : IPrompts
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Message> Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        StringBuilder text = new();
        text.Append("Your task: ").Append(node.Snapshot.Goal).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Steps taken so far: {node.Depth}\n\n");
        AddPast(text, PastStep.LeadingTo(node, history));
        text.Append("Observation now: ").Append(observation(node)).Append("\n\n");

        IReadOnlyList<string> possible = actions(node);
        if (possible.Count > 0)
            text.Append("Possible actions:\n").AppendJoin('\n', possible).Append("\n\n");

        text.Append("First think inside <think> </think> about what to do next. Then give exactly one ");
        text.Append(possible.Count > 0 ? "of the possible actions" : "action").Append(" inside <action> </action>.");
        return [Message.FromSystem(rules), Message.FromUser(text.ToString())];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Actions(TreeNode node) => actions(node);

    /// <inheritdoc/>
    public string Answer(string action) => TaggedAnswer.Write(action);

    /// <inheritdoc/>
    public Reading Read(string answer) => read is null ? TaggedAnswer.Read(answer) : read(answer);

    private void AddPast(StringBuilder text, IReadOnlyList<PastStep> steps)
    {
        if (steps.Count == 0)
            return;

        text.Append("Most recent steps, oldest first:\n");
        foreach (PastStep step in steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"Observation {step.Number}: {(past ?? observation)(step.Before)}\n");
            text.Append(CultureInfo.InvariantCulture, $"Action {step.Number}: {OneLine.Of(step.Action)}\n");
        }

        text.Append('\n');
    }
}

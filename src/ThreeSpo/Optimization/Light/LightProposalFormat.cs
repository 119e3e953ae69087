using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization.Light;

/// <summary>Saves the light policy's proposals: what they were chosen from once, then which of it each is.</summary>
public sealed class LightProposalFormat : IProposalFormat
{
    /// <inheritdoc/>
    public void Write(StateWriter to, IReadOnlyList<Proposal> proposals)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(proposals);
        Choices choices = ((LightProposal)proposals[0]).Choices;
        to.Write(choices.Actions, action => to.Write(action));
        to.Write(choices.Features.Select(feature => (int)feature).ToArray());
        to.Write(choices.Width);
        to.Write(proposals, proposal =>
        {
            to.Write(((LightProposal)proposal).Index);
            to.Write(proposal.LogProbability);
            to.Write(((LightProposal)proposal).Temperature);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<Proposal> Read(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        List<string> actions = from.List(from.SomeText);
        uint[] features = [.. from.Integers().Select(feature => (uint)feature)];
        int width = from.Count();
        if (features.Length != (long)actions.Count * width)
            throw new InvalidDataException($"A saved choice has {actions.Count} actions of {width} features, but {features.Length} features in all. Use the checkpoint before.");

        var choices = new Choices(actions, features, width);
        return from.List(() =>
        {
            int index = from.Count();
            return index < actions.Count
                ? new LightProposal(actions[index], from.Number(), choices, index, from.Number())
                : throw new InvalidDataException($"A saved choice takes action {index} of {actions.Count}. Use the checkpoint before.");
        });
    }
}

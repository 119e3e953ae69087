namespace ThreeSpo.Credit.Episodes;

/// <summary>Credit for whole episodes, whatever the method: every step of every episode becomes a group of one.</summary>
/// <param name="method">How the method credits.</param>
/// <param name="settings">Penalties, the bonus for novelty, and what the method looks at.</param>
public sealed class EpisodeCredit(IEpisodeCredit method, CreditSettings settings)
{
    /// <summary>Whether the method needs what a critic says of every step.</summary>
    public bool NeedsCritic => method.NeedsCritic;

    /// <summary>Whether the method needs a greedy episode of every task.</summary>
    public bool NeedsGreedy => method.NeedsGreedy;

    /// <summary>Whether a task's episodes tell anything apart.</summary>
    public bool HasSpread(EpisodeGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.HasSpread(settings.EpisodeNovelty);
    }

    /// <summary>The steps of one iteration's episodes.</summary>
    public EpisodeSteps Lay(IReadOnlyList<EpisodeGroup> groups) => EpisodeSteps.Of(groups, settings);

    /// <summary>Credits them.</summary>
    /// <param name="steps">The steps, with what a critic says of them where the method asks for it.</param>
    /// <returns>One group per step, G = 1 each.</returns>
    public IReadOnlyList<CreditedGroup> Assign(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        StepAdvantages credit = method.Of(steps);
        double[] rewards = steps.StepRewards;
        return [.. steps.Branches.Select((step, i) =>
            new CreditedGroup(step.Child.Parent!, [step], [rewards[i]], [credit.Advantages[i]]) { Value = credit.Lessons?[i] })];
    }
}

namespace ThreeSpo.Credit.Episodes;

/// <summary>How a method credits the steps of whole episodes.</summary>
public interface IEpisodeCredit
{
    /// <summary>Whether it needs what a critic says of every step.</summary>
    bool NeedsCritic => false;

    /// <summary>Whether it needs a greedy episode of every task.</summary>
    bool NeedsGreedy => false;

    /// <summary>Credits the steps of an iteration.</summary>
    /// <param name="steps">The steps, N of them.</param>
    StepAdvantages Of(EpisodeSteps steps);
}

/// <summary>What a method makes of the steps of an iteration.</summary>
/// <param name="Advantages">A of each step, shape [N].</param>
public sealed record StepAdvantages(double[] Advantages)
{
    /// <summary>What a critic learns at each step, shape [N]; null for methods without one.</summary>
    public ValueLesson[]? Lessons { get; init; }
}

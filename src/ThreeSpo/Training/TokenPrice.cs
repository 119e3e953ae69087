namespace ThreeSpo.Training;

/// <summary>What a run costs in tokens: counted where the policy reads text, else priced.</summary>
/// <param name="Prompt">Tokens of a prompt, for a policy that reads none.</param>
/// <param name="Answer">Tokens of an answer, for a policy that writes none.</param>
/// <remarks>
/// Actions tried at a node together share its prompt, so width is cheap in tokens and dear in actions. What is learned from is read
/// once more, prompt shared again, as often as an update passes over it.
/// </remarks>
public readonly record struct TokenPrice(double Prompt, double Answer)
{
    /// <summary>The cost of what was sampled and learned. Unit: tokens.</summary>
    public double Of(Tally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (tally.PromptTokens > 0)
            return tally.PromptTokens + tally.ResponseTokens + tally.Updates.Tokens;
        if (tally.Actions == 0)
            return 0;

        double sampled = (Prompt * tally.Groups) + (Answer * tally.Actions);
        return sampled * (1 + ((double)tally.Updates.Actions / tally.Actions));
    }
}

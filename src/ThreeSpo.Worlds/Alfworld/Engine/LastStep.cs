namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The steps of an episode, last first; episodes that parted later share what came before.</summary>
public sealed class LastStep
{
    internal LastStep(AlfworldCommand? command, LastStep? before)
    {
        Command = command;
        Before = before;
        Count = before is null ? 1 : before.Count + 1;
    }

    /// <summary>What was done; null for a text that was not admissible.</summary>
    public AlfworldCommand? Command { get; }

    /// <summary>The step before, or null.</summary>
    public LastStep? Before { get; }

    /// <summary>How many steps there are, this one included.</summary>
    public int Count { get; }

    /// <summary>How often a command was done so far; pass null to count texts that were not admissible.</summary>
    public int TimesOf(AlfworldCommand? command)
    {
        int times = 0;
        for (LastStep? step = this; step is not null; step = step.Before)
            times += ReferenceEquals(step.Command, command) ? 1 : 0;
        return times;
    }
}

using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game played as the original's environment plays it: with a step limit, after which the last result is repeated.</summary>
public sealed class AlfworldSession
{
    private readonly int _stepLimit;
    private readonly Stack<(AlfworldSnapshot Snapshot, AlfworldStepResult Result)> _before = [];

    /// <summary>Opens a game.</summary>
    /// <param name="game">The game.</param>
    /// <param name="stepLimit">The episode is over after this many steps; texts that are not admissible count. At least 1.</param>
    public AlfworldSession(AlfworldGame game, int stepLimit = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepLimit, 1);
        _stepLimit = stepLimit;
        Snapshot = AlfworldWorld.Start(game);
        Current = new AlfworldStepResult(0, null, Snapshot.Observation, Snapshot.Actions, 0, Done: false, Won: false);
    }

    /// <summary>The moment reached.</summary>
    public AlfworldSnapshot Snapshot { get; private set; }

    /// <summary>The last result; step 0 is the welcome.</summary>
    public AlfworldStepResult Current { get; private set; }

    /// <summary>Takes one action.</summary>
    public AlfworldStepResult Act(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (Current.Done)
            return Current;

        _before.Push((Snapshot, Current));
        Transition step = AlfworldWorld.Step(Snapshot, action);
        Snapshot = (AlfworldSnapshot)step.Next;
        int count = Current.Step + 1;
        Current = new AlfworldStepResult(
            count, action, Snapshot.Observation, Snapshot.Actions, step.Reward, Snapshot.Won || count >= _stepLimit, Snapshot.Won);
        return Current;
    }

    /// <summary>Goes one step back.</summary>
    /// <returns>False at the start.</returns>
    public bool Undo()
    {
        if (!_before.TryPop(out (AlfworldSnapshot Snapshot, AlfworldStepResult Result) before))
            return false;

        (Snapshot, Current) = before;
        return true;
    }
}

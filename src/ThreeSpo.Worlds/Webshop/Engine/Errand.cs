namespace ThreeSpo.Worlds.Webshop;

/// <summary>A task as a session knows it.</summary>
/// <param name="taskId">The task's id.</param>
/// <param name="goal">What is to be bought.</param>
/// <param name="prices">What each product of the catalogue costs today, by its number. Unit: dollars.</param>
public sealed class Errand(string taskId, Goal goal, IReadOnlyList<double> prices)
{
    private Request? _request;

    /// <summary>The task's id.</summary>
    public string TaskId { get; } = taskId;

    /// <summary>What is to be bought.</summary>
    public Goal Goal { get; } = goal;

    /// <summary>What each product of the catalogue costs today, by its number. Unit: dollars.</summary>
    public IReadOnlyList<double> Prices { get; } = prices;

    /// <summary>The instruction as a shopper reads it.</summary>
    public Request Request => _request ??= Request.Read(Goal.Instruction);
}

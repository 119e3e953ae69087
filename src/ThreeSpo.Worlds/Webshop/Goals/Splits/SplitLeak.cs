namespace ThreeSpo.Worlds.Webshop;

/// <summary>How much of what success is measured on is trained on.</summary>
/// <param name="Unseen">Goals that success is measured on.</param>
/// <param name="SameProduct">Those whose product is also asked for in training.</param>
/// <param name="SameChoice">Those whose product is asked for in training with the same options.</param>
/// <param name="SameText">Those whose instruction is in training word for word.</param>
public sealed record SplitLeak(int Unseen, int SameProduct, int SameChoice, int SameText)
{
    /// <summary>Compares two sets of goals.</summary>
    /// <param name="train">What is trained on.</param>
    /// <param name="unseen">What success is measured on.</param>
    public static SplitLeak Of(IEnumerable<Goal> train, IEnumerable<Goal> unseen)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(unseen);
        HashSet<string> products = new(StringComparer.Ordinal);
        HashSet<string> choices = new(StringComparer.Ordinal);
        HashSet<string> texts = new(StringComparer.Ordinal);
        foreach (Goal goal in train)
        {
            products.Add(goal.Product.Asin);
            choices.Add(Choice(goal));
            texts.Add(goal.Instruction);
        }

        Goal[] measured = [.. unseen];
        return new SplitLeak(
            measured.Length,
            measured.Count(goal => products.Contains(goal.Product.Asin)),
            measured.Count(goal => choices.Contains(Choice(goal))),
            measured.Count(goal => texts.Contains(goal.Instruction)));
    }

    /// <summary>Compares two panels.</summary>
    /// <exception cref="ArgumentException">A task is none of these books.</exception>
    public static SplitLeak Of(GoalBooks books, Environments.Panel train, Environments.Panel unseen)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(unseen);
        return Of(Goals(train), Goals(unseen));

        IEnumerable<Goal> Goals(Environments.Panel panel) => panel.Tasks.Select(task => books.Goal(WebshopTaskId.Parse(task.Id)));
    }

    private static string Choice(Goal goal) => $"{goal.Product.Asin}\n{string.Join('\n', goal.Options.Select(option => $"{option.Name}\t{option.Value}"))}";
}

using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>How starts for ALFWorld are made: on generated games.</summary>
internal static class AlfworldCourse
{
    /// <summary>Makes it.</summary>
    /// <param name="games">How many games there are to be shown.</param>
    /// <param name="unseen">How many unseen ones a start is measured on.</param>
    public static Course Create(int games, int unseen)
    {
        IReadOnlyList<GameFacts> facts = GeneratedPanels.Train(games);
        return new Course
        {
            World = "alfworld",
            Task = number =>
            {
                var game = new AlfworldGame(facts[number]);
                return (new AlfworldWorld([game]), game.Task);
            },
            MaxSteps = 50,
            Features = new AlfworldFeatures(),
            Prompts = AlfworldPrompts.Create(new PromptSettings()),
            Teacher = (blunder, dawdle) => new ImperfectPlanner(blunder, dawdle),
            Kept = Kept,
            Measured = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", trainGames: 1, unseen),
            Light = Light,
            Language = Language,
        };
    }

    /// <summary>For the light policy.</summary>
    public static Course.Lessons Light { get; } = new(300, 0.64, 0.22);

    /// <summary>For the bundled language model.</summary>
    public static Course.Lessons Language { get; } = new(6000, 0.54, 0.22);

    /// <summary>Searching is walking anywhere, or opening what one stands before.</summary>
    private static double Kept(Demonstration demonstration)
    {
        (string Action, double Weight)[] best = [.. demonstration.Answers.OrderByDescending(one => one.Weight).Take(2)];
        bool anywhere = best.Length == 2 && best[1].Weight > 0.9 * best[0].Weight;
        return best[0].Action.StartsWith("go to", StringComparison.Ordinal) && anywhere ? 0.35
            : best[0].Action.StartsWith("open", StringComparison.Ordinal) ? 0.5 : 1;
    }
}

using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>What a start is made of in one world.</summary>
internal sealed record Course
{
    /// <summary>The world, as settings call it.</summary>
    public required string World { get; init; }

    /// <summary>Opens the n-th task that is shown, each in a world that holds it.</summary>
    public required Func<int, (PureEnvironment World, TaskInstance Task)> Task { get; init; }

    /// <summary>Most steps of an episode.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>Describes actions to the light policy.</summary>
    public required IActionFeatures Features { get; init; }

    /// <summary>Puts states to a language model.</summary>
    public required IPrompts Prompts { get; init; }

    /// <summary>Makes a teacher with shares of blunders and of idle actions.</summary>
    public required Func<double, double, ITeacher> Teacher { get; init; }

    /// <summary>The share of such demonstrations that a language model is shown: states that are many and alike are thinned out. In (0, 1].</summary>
    public required Func<Demonstration, double> Kept { get; init; }

    /// <summary>The world with the unseen tasks that a start is measured on.</summary>
    public required Playground Measured { get; init; }

    /// <summary>What is shown, and how badly, for the light policy.</summary>
    public required Lessons Light { get; init; }

    /// <summary>What is shown, and how badly, for the bundled language model.</summary>
    public required Lessons Language { get; init; }

    /// <summary>How many tasks are shown, and how the teacher errs.</summary>
    /// <param name="Tasks">Tasks shown.</param>
    /// <param name="Blunder">The teacher's share of random actions.</param>
    /// <param name="Dawdle">The teacher's share of idle actions.</param>
    internal readonly record struct Lessons(int Tasks, double Blunder, double Dawdle);
}

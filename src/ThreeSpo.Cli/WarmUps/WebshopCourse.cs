using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>How starts for WebShop are made: on the training goals of a catalogue, again and again with other mistakes.</summary>
internal static class WebshopCourse
{
    /// <summary>For the light policy.</summary>
    public static Course.Lessons Light { get; } = new(300, 0.6, 0.2);

    /// <summary>For the bundled language model.</summary>
    public static Course.Lessons Language { get; } = new(6000, 0.4, 0.15);

    /// <summary>Makes it.</summary>
    /// <param name="settings">The catalogue and its goals.</param>
    /// <param name="unseen">How many unseen goals a start is measured on.</param>
    public static Course Create(WebshopSettings settings, int unseen)
    {
        Playground playground = WebshopPlayground.Create(settings with { UnseenGoals = unseen });
        var world = (PureEnvironment)playground.World;
        return new Course
        {
            World = "webshop",
            Task = number => (world, playground.Train.Tasks[number % playground.Train.Tasks.Count]),
            MaxSteps = 15,
            Features = playground.Features,
            Prompts = playground.Prompts(new PromptSettings()),
            Teacher = (blunder, dawdle) => new ImperfectShopper(blunder, dawdle),
            Kept = _ => 1,
            Measured = playground,
            Light = Light,
            Language = Language,
        };
    }
}

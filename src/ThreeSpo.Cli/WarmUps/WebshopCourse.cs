using System.Collections.Concurrent;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>How starts for WebShop are made: on the training goals of a catalogue, again and again with other mistakes.</summary>
internal static class WebshopCourse
{
    /// <summary>Goals of one catalogue that a language model is shown, before it is shown another one's.</summary>
    private const int GoalsOfOne = 400;

    /// <summary>For the light policy.</summary>
    public static Course.Lessons Light { get; } = new(300, 0.6, 0.2);

    /// <summary>For the bundled language model.</summary>
    public static Course.Lessons Language { get; } = new(12000, 0.2, 0.1);

    /// <summary>Makes it.</summary>
    /// <param name="settings">The catalogue and its goals.</param>
    /// <param name="isTiny">
    /// Whether a language model is to be made. It is shown goals of other catalogues too, as many as there are tasks: from one alone it
    /// would learn phrases instead of copying them. Its teacher is brief: long texts take a small model long to learn.
    /// </param>
    /// <param name="unseen">How many unseen goals a start is measured on.</param>
    public static Course Create(WebshopSettings settings, bool isTiny, int unseen)
    {
        Playground playground = WebshopPlayground.Create(settings with { UnseenGoals = unseen });
        bool several = isTiny && settings.Catalogue == WebshopSettings.Synthetic;
        ConcurrentDictionary<int, Lazy<Playground>> shops = [];
        return new Course
        {
            World = "webshop",
            Task = number =>
            {
                Playground shop = several ? Shop(number / GoalsOfOne) : playground;
                return ((PureEnvironment)shop.World, shop.Train.Tasks[number % Math.Min(shop.Train.Tasks.Count, several ? GoalsOfOne : int.MaxValue)]);
            },
            MaxSteps = 15,
            Features = playground.Features,
            Prompts = playground.Prompts(new PromptSettings()),
            Teacher = (blunder, dawdle) => new ImperfectShopper(blunder, dawdle, brief: isTiny),
            Kept = _ => 1,
            Measured = playground,
            Light = Light,
            Language = Language,
        };

        Playground Shop(int which) => shops.GetOrAdd(
            which, one => new(() => WebshopPlayground.Create(settings with { CatalogueSeed = settings.CatalogueSeed + one }))).Value;
    }
}

using System.Reflection;
using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>WebShop as a run's world: generated products, or real ones from files.</summary>
public static class WebshopPlayground
{
    private const string StartResource = "ThreeSpo.Worlds.Webshop.start.light";

    /// <summary>Makes it.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at a path.</exception>
    public static Playground Create(WebshopSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var world = new WebshopWorld(OpenShop(settings));
        (Panel train, Panel unseen) = WebshopPanels.Of(
            world.Books, settings.Goals, settings.Split, settings.UnseenGoals, settings.GoalSeed < 0 ? null : settings.GoalSeed,
            settings.Split is WebshopSplit.Product ? settings.GoalsPerProduct : null);
        return new Playground("webshop", world, train, unseen, new WebshopFeatures(), Start, WebshopPrompts.Create);
    }

    /// <summary>Opens the shop alone.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at a path.</exception>
    public static Shop OpenShop(WebshopSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Catalogue catalogue = settings.Catalogue == WebshopSettings.Synthetic
            ? SyntheticProducts.Create(settings.Products, settings.CatalogueSeed) : CatalogueFiles.Load(settings.Catalogue);
        SearchIndex index = settings.Index.Length > 0 ? SearchIndex.LoadOrBuild(settings.Index, catalogue.Products) : SearchIndex.Build(catalogue.Products);
        INouns nouns = settings.Nouns.Length > 0 ? SideCarNouns.Read(settings.Nouns, new RuleNouns()) : new RuleNouns();
        return new Shop(
            catalogue, index, new PurchaseScorer(nouns, settings.RewardMode),
            new ShopRules { Style = settings.PageStyle, SearchCommands = settings.SearchCommands });
    }

    /// <summary>The bundled start of the light policy. Made by: 3spo warmup world=webshop</summary>
    public static LightWeights Start()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StartResource)
            ?? throw new InvalidOperationException($"The start '{StartResource}' is missing from this build. Make one with: 3spo warmup world=webshop");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return LightPolicyFile.Read(memory.ToArray(), "bundled start", new WebshopFeatures().Name);
    }
}

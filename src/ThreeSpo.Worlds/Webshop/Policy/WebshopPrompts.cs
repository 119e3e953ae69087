using System.Globalization;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>WebShop's prompts for small models: what the shopper knows that matters to the request, in as few words as possible.</summary>
/// <remarks>
/// All of it comes from the snapshot, as the light policy's features do. Of a product only those words are shown that the request asks for
/// and that were read of it; of its options those asked for. What may be searched for or clicked stands in brackets, as it does in answers,
/// so that a small model can copy it.
/// </remarks>
public sealed class WebshopPrompts : IPrompts
{
    private const int MostWords = 12;

    /// <inheritdoc/>
    public string Name => "webshop-compact/1";

    /// <summary>Makes the prompts that the settings ask for.</summary>
    public static IPrompts Create(PromptSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Prompt is PromptStyle.Compact ? new WebshopPrompts() : new WebshopReasoning(settings.PromptHistory);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Message> Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var view = ShopperView.Of((WebshopSnapshot)node.Snapshot);
        IEnumerable<string> lines = [.. Asked(view.Request), .. view.Now.Visit.Page switch
        {
            PageKind.Search => ["Page: search"],
            PageKind.Results => Results(view),
            PageKind.Item => Item(view),
            PageKind page => [$"Page: {page.ToString().ToLowerInvariant()}", $"Has: {Words(Matching(view))}"],
        }];
        return [Message.FromUser(string.Join('\n', lines))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Actions(TreeNode node) => WebshopReasoning.ClicksAt(node);

    /// <inheritdoc/>
    public IReadOnlyList<OpenAction> OpenActions(TreeNode node) => WebshopReasoning.SearchesAt(node);

    /// <inheritdoc/>
    public string Answer(string action) => action;

    /// <inheritdoc/>
    public Reading Read(string answer) => PlainAnswer.Read(answer);

    private static IEnumerable<string> Asked(Request request)
    {
        yield return $"Buy [{OneLine.Of(request.Core)}]";
        if (request.Options.Count > 0)
            yield return $"Options: {string.Join("; ", request.Options.Select(option => OneLine.Of($"{option.Name}: {option.Value}")))}";
    }

    private static IEnumerable<string> Results(ShopperView view)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Page: results {view.Now.Visit.ResultsPage}");
        foreach (ShownProduct one in view.Shown)
            yield return $"{Fit(view.BestFit - one.Fit)}{Price(one.Price)}{(one.Read is PagesRead.None ? "" : " opened")} [{one.Product.Asin.ToLowerInvariant()}]";
    }

    /// <summary>How many words of the request a product has less than the best that was not opened yet.</summary>
    private static string Fit(int behind) => behind <= 0 ? "best" : string.Create(CultureInfo.InvariantCulture, $"{behind} less");

    private static IEnumerable<string> Item(ShopperView view)
    {
        yield return "Page: item";
        yield return $"Has: {Words(Matching(view))}";
        yield return $"Price: {ShopperView.FitOf(view.Now.Product, view.Request) switch
        {
            PriceFit.Above => "too high",
            PriceFit.Perhaps => "perhaps",
            _ => "fine",
        }}";
        string[] missing = [.. view.Groups.Where(group => group.Wanted is not null && group.Wanted != group.Chosen).Select(group => $"[{OneLine.Of(group.Wanted!.Trim())}]")];
        yield return $"Choose: {(missing.Length > 0 ? string.Join(" ", missing) : "nothing")}";
        if (view.NotOffered > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"Not offered: {view.NotOffered}");
    }

    private static string Price(PriceFit price) => price switch
    {
        PriceFit.Above => " dear",
        PriceFit.Perhaps => " perhaps",
        _ => "",
    };

    private static IEnumerable<string> Matching(ShopperView view) =>
        ProductReading.Of(view.Now.Product).Matching(view.Request, view.Now.Notes.Of(view.Now.Visit.Product));

    private static string Words(IEnumerable<string> words)
    {
        string line = string.Join(' ', words.Take(MostWords));
        return line.Length > 0 ? line : "nothing";
    }
}

using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>WebShop's prompts for large models: the rules in words, recent steps, the page, room to think.</summary>
public sealed class WebshopReasoning : IPrompts
{
    /// <summary>Of a page that was left; a page with fifty options is long, and the present one matters most.</summary>
    private const int MostOfPast = 1500;

    private const int MostOfPage = 6000;

    private const string Rules = """
        You shop in a text-only web shop, one action at a time, until you buy one product. You know only what pages have told you.
        - An action is search[words], where any words may stand, or click[text], where the text is one that can be clicked now.
        - A search shows ten products a page, each with its number, title and price. Click a number to open a product.
        - A product's page lists its options, group by group. Click a value to choose it; of each group one value counts, the one clicked last. What you have chosen does not show, so remember it.
        - "description" and "features" hold what the title leaves out; "< prev" leads back. Going back from a product to the results forgets its options.
        - "buy now" buys the product with the options chosen and ends everything. It counts in full only if kind, properties, options and price are all as asked for.
        - What cannot be clicked changes nothing and costs a step.
        """;

    private readonly ReasoningPrompts _prompts;

    /// <summary>Makes them.</summary>
    /// <param name="history">How many past steps are shown.</param>
    public WebshopReasoning(int history) => _prompts = new ReasoningPrompts(
        $"webshop-reasoning/1/{history}", Rules, history, node => ((WebshopSnapshot)node.Snapshot).Actions, node => Shortened(node.Snapshot.Observation, MostOfPage),
        node => Shortened(node.Snapshot.Observation, MostOfPast), WebshopAnswer.Read);

    /// <inheritdoc/>
    public string Name => _prompts.Name;

    /// <inheritdoc/>
    public IReadOnlyList<Message> Describe(TreeNode node) => _prompts.Describe(node);

    /// <inheritdoc/>
    public IReadOnlyList<string> Actions(TreeNode node) => ClicksAt(node);

    /// <inheritdoc/>
    public IReadOnlyList<OpenAction> OpenActions(TreeNode node) => SearchesAt(node);

    /// <inheritdoc/>
    public string Answer(string action) => _prompts.Answer(action);

    /// <inheritdoc/>
    public Reading Read(string answer) => _prompts.Read(answer);

    /// <summary>The clicks that do something.</summary>
    internal static IReadOnlyList<string> ClicksAt(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var now = (WebshopSnapshot)node.Snapshot;
        return now.HasSearchBar ? [] : now.Actions;
    }

    /// <summary>A search, where there is a bar.</summary>
    internal static IReadOnlyList<OpenAction> SearchesAt(TreeNode node) =>
        ((WebshopSnapshot)node.Snapshot).HasSearchBar ? [new OpenAction($"{ShopAction.Search}[", "]")] : [];

    private static string Shortened(string observation, int most)
    {
        string line = OneLine.Of(observation);
        return line.Length <= most ? line : $"{line[..most]}…";
    }
}

using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class WebshopPromptsTests
{
    private static readonly IPrompts Compact = WebshopPrompts.Create(new PromptSettings());
    private static readonly IPrompts Reasoning = WebshopPrompts.Create(new PromptSettings { Prompt = PromptStyle.Reasoning, PromptHistory = 2 });

    [Fact]
    public void A_compact_prompt_says_what_is_asked_for_and_what_was_read_of_it()
    {
        Assert.Equal("""
            Buy [machine wash men's shirts with long sleeve]
            Options: color: red; size: small
            Page: search
            """, Told(Compact, HandShop.Start()));
        Assert.Equal("""
            Buy [machine wash men's shirts with long sleeve]
            Options: color: red; size: small
            Page: results 1
            best dear [b000000002]
            2 less opened [b000000001]
            6 less [b000000003]
            """, Told(Compact, HandShop.After("search[long sleeve men's shirt]", "click[b000000001]", "click[< prev]")));
        Assert.Equal("""
            Buy [machine wash men's shirts with long sleeve]
            Options: color: red; size: small
            Page: item
            Has: machin wash men shirt
            Price: fine
            Choose: [small]
            """, Told(Compact, HandShop.After("search[shirt]", "click[b000000001]", "click[red]")));
        Assert.Equal("""
            Buy [machine wash men's shirts with long sleeve]
            Options: color: red; size: small
            Page: description
            Has: machin wash men shirt long sleev
            """, Told(Compact, HandShop.After("search[shirt]", "click[b000000001]", "click[description]")));
    }

    [Fact]
    public void A_reasoning_prompt_shows_rules_recent_steps_the_page_and_what_is_possible()
    {
        WebshopSnapshot start = HandShop.Start();
        var root = start.Node();
        var found = new TreeNode(start.Then("search[lamp]"), root, 1, 1, HandShop.Keys, "search[lamp]");
        string told = string.Join('\n', Reasoning.Describe(found).Select(message => message.Text));

        Assert.Contains("You shop in a text-only web shop", told, StringComparison.Ordinal);
        Assert.Contains($"Your task: {HandShop.Instruction}", told, StringComparison.Ordinal);
        Assert.Contains("Observation 1: 'Search'\nAction 1: search[lamp]\n", told, StringComparison.Ordinal);
        Assert.Contains("'B000000003' [SEP] '$5.0'", told, StringComparison.Ordinal);
        Assert.Contains("Possible actions:\nclick[back to search]\nclick[next >]\nclick[b000000003]\n", told, StringComparison.Ordinal);
        Assert.Contains("search[<your query>]", string.Join('\n', Reasoning.Describe(root).Select(message => message.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constrained_decoder_may_search_for_anything_where_there_is_a_bar_and_click_what_is_there_elsewhere()
    {
        foreach (IPrompts prompts in (IPrompts[])[Compact, Reasoning])
        {
            Assert.Empty(prompts.Actions(HandShop.Start().Node()));
            Assert.Equal([new OpenAction("search[", "]")], prompts.OpenActions(HandShop.Start().Node()));
            Assert.Equal(HandShop.After("search[lamp]").Actions, prompts.Actions(HandShop.After("search[lamp]").Node()));
            Assert.Empty(prompts.OpenActions(HandShop.After("search[lamp]").Node()));
            Assert.All(HandShop.After("search[shirt]").Actions, action => Assert.Equal(action, prompts.Read(prompts.Answer(action)).Action));
        }
    }

    [Fact]
    public void A_prompt_does_not_show_what_was_not_read()
    {
        foreach (IPrompts prompts in (IPrompts[])[Compact, Reasoning])
        {
            string told = Told(prompts, HandShop.After("search[shirt]", "click[b000000001]"));
            Assert.DoesNotContain("long sleev", told.Replace("with long sleeve", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("Buttons", told, StringComparison.Ordinal);
        }
    }

    private static string Told(IPrompts prompts, WebshopSnapshot now) => string.Join('\n', prompts.Describe(now.Node()).Select(message => message.Text));
}

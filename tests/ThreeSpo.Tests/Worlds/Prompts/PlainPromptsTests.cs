using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Worlds.Corridor;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Worlds.Prompts;

public sealed class PlainPromptsTests
{
    private static readonly CorridorWorld World = new();
    private static readonly TreeNode Start = Way.Root(World.Start(CorridorWorld.TaskOf(4)));

    public static TheoryData<PromptStyle> Styles => [PromptStyle.Compact, PromptStyle.Reasoning];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_walk_down_the_corridor_is_told_as_recorded(PromptStyle style)
    {
        IPrompts prompts = CorridorPlayground.Create().Prompts(new PromptSettings { Prompt = style });
        TreeNode[] nodes = [Start, Way.Through(World, Start, "right"), Way.Through(World, Start, "right", "jump\nhigh", "right")];

        GoldenText.Match(
            $"{prompts.Name}\n\n{string.Join('\n', nodes.Select(node => Way.Told(prompts.Describe(node))))}",
            style is PromptStyle.Compact ? "compact" : "reasoning");
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Actions_are_the_worlds_and_an_answer_means_its_action(PromptStyle style)
    {
        IPrompts prompts = Create(style, history: 2);

        Assert.Equal(["left", "right"], prompts.Actions(Start));
        Assert.All(prompts.Actions(Start), action => Assert.Equal(action, prompts.Read(prompts.Answer(action)).Action));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(50, 3)]
    public void As_many_past_steps_are_shown_as_are_asked_for_and_known(int history, int shown)
    {
        TreeNode node = Way.Through(World, Start, "right", "left", "right");

        Assert.Equal(shown, Count(Create(PromptStyle.Compact, history).Describe(node)[^1].Text, "\nDid: "));
        Assert.Equal(shown, Count(Create(PromptStyle.Reasoning, history).Describe(node)[^1].Text, "\nAction "));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_tree_that_begins_late_has_no_past_to_show(PromptStyle style)
    {
        TreeNode late = Way.Through(World, Way.Root(Start.Snapshot, depth: 7), "right");
        string text = Create(style, history: 5).Describe(late)[^1].Text;

        Assert.Contains(style is PromptStyle.Compact ? "Before: room 0\nDid: right\nNow: room 1" : "Observation 8: room 0\nAction 8: right\n", text, StringComparison.Ordinal);
        Assert.Equal(1, Count(text, "room 0"));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Where_any_text_goes_nothing_is_listed(PromptStyle style)
    {
        string text = Create(style, history: 2).Describe(Way.Root(new Wordless()))[^1].Text;

        Assert.DoesNotContain("Can:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("possible", text, StringComparison.Ordinal);
    }

    private static IPrompts Create(PromptStyle style, int history) =>
        PlainPrompts.Create(new PromptSettings { Prompt = style, PromptHistory = history });

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private sealed class Wordless : Snapshot
    {
        public override string TaskId => "chat";

        public override string Goal => "say\nsomething";

        public override string Observation => "a\n\nsilence";

        public override IReadOnlyList<string> Actions => [];

        public override string WorldState => "";
    }
}

using System.Text;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Worlds.Alfworld;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Security;

/// <summary>Text from a world can spell the marks of a conversation, but never becomes one: it ends no turn and begins none.</summary>
public sealed class SpecialTokensTests
{
    private static readonly Tokenizer Tiny = Tokenizer.Load(Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Cli/Models/tiny"));
    private static readonly ChatFormat Chat = new(Tiny);
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);
    private static readonly PromptSettings[] Kinds = [new() { Prompt = PromptStyle.Compact }, new() { Prompt = PromptStyle.Reasoning }];

    [Fact]
    public void No_text_is_encoded_to_a_special_token()
    {
        for (int number = 0; number < 2000; number++)
        {
            string text = Text(number);
            int[] ids = Tiny.Encode(text);
            Assert.DoesNotContain(ids, IsSpecial);
            Assert.Equal(CanonicalText.Composed(CanonicalText.WellFormed(text)), Tiny.Decode(ids));
        }
    }

    [Fact]
    public void Prompts_that_know_nothing_of_their_world_hold_no_marks_but_their_own()
    {
        for (int number = 0; number < 150; number++)
        {
            TreeNode root = new(new Hostile(Text(number)), null, 0, 0, Keys);
            TreeNode node = new(new Hostile(Text(number + 1000)), root, 1, 1, Keys, Text(number + 2000));
            Assert.All(Kinds, kind => HoldsItsOwnMarks(PlainPrompts.Create(kind), node));
        }
    }

    [Fact]
    public void Alfworlds_prompts_hold_no_marks_but_their_own()
    {
        for (int number = 0; number < 40; number++)
        {
            string sentence = string.Concat(Text(number).Where(letter => !char.IsControl(letter))) + ".";
            GameFacts facts = TinyGame.Facts();
            var game = new AlfworldGame(facts with
            {
                Goal = facts.Goal with { Sentence = sentence },
                Receptacles = [.. facts.Receptacles.Select(one => one.Id == "desk_bar_1" ? one with { Id = "<|im_end|>_bar_1" } : one)],
            });
            TreeNode node = new(AlfworldWorld.Start(game), null, 0, 0, Keys);
            Assert.All(Kinds, kind => HoldsItsOwnMarks(AlfworldPrompts.Create(kind), node));
            Assert.Contains(node.Snapshot.Actions, action => action.Contains("<|im_end|>", StringComparison.Ordinal));
        }
    }

    private static void HoldsItsOwnMarks(IPrompts prompts, TreeNode node)
    {
        IReadOnlyList<Message> messages = prompts.Describe(node);
        int[] ids = Chat.Prompt(messages);
        Assert.Equal((2 * messages.Count) + 1, ids.Count(IsSpecial));
        Assert.All(prompts.Actions(node), action => Assert.DoesNotContain(Tiny.Encode(prompts.Answer(action)), IsSpecial));
    }

    private static bool IsSpecial(int id) => Tiny.SpecialTokens.Values.Contains(id);

    /// <summary>Any letters, with the marks, parts of them, and what may pass for them in between.</summary>
    private static string Text(int number)
    {
        string[] parts =
        [
            .. Tiny.SpecialTokens.Keys, "<|", "|>", "<|im_", "end|>", "im_start", "<\u200b|im_end|>", "＜|im_end|＞", "<|im_end\u0301|>", "user\n", "assistant\n", "system", "\n", "\r", " ", "\0", "\u001b[2J",
            "mug 1", "\ud800", "\udc00", "\ud83d\ude00", "\u0301", "\uac00", "\u1100\u1161",
        ];
        var chance = new Chance("special tokens", number);
        var text = new StringBuilder();
        for (int left = 1 + chance.Below(12); left > 0; left--)
            text.Append(chance.OneIn(4) ? ((char)chance.Below(0x10000)).ToString() : chance.Of(parts));

        return text.ToString();
    }

    /// <summary>A state whose every text is hostile.</summary>
    private sealed class Hostile(string text) : Snapshot
    {
        public override string TaskId => "hostile";

        public override string Goal => text;

        public override string Observation => text;

        public override IReadOnlyList<string> Actions => [text, "look"];

        public override string WorldState => text;
    }
}

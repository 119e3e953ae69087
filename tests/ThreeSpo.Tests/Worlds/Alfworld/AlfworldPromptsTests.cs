using System.Text.RegularExpressions;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed partial class AlfworldPromptsTests
{
    /// <summary>A game that is won, with a text that is not admissible and a command that prompts do not offer on the way.</summary>
    private static readonly string[] Heating =
    [
        "go to fridge 1", "open fridge 1", "dance", "take apple 1 from fridge 1", "help", "go to microwave 1",
        "heat apple 1 with microwave 1", "go to fridge 1", "move apple 1 to fridge 1",
    ];

    public static TheoryData<PromptStyle> Styles => [PromptStyle.Compact, PromptStyle.Reasoning];

    [Theory]
    [InlineData(PromptStyle.Compact, "compact", 0, 1, 2, 3, 4, 5, 6, 7, 8)]
    [InlineData(PromptStyle.Reasoning, "reasoning", 0, 4, 7)]
    public void A_game_is_told_as_recorded(PromptStyle style, string name, params int[] afterSteps)
    {
        IPrompts prompts = Create(style);
        IEnumerable<TreeNode> nodes = afterSteps.Select(steps => At(TinyGame.Start(), Heating[..steps]));

        GoldenText.Match($"{prompts.Name}\n\n{string.Join('\n', nodes.Select(node => Way.Told(prompts.Describe(node))))}", name);
    }

    [Fact]
    public void At_the_start_nothing_is_known() =>
        Assert.Equal(
            """
            Left: countertop 1, desk 1, fridge 1, microwave 1, sinkbasin 1, stoveburner 2, stoveburner 1
            Did: nothing
            Now: You are in the middle of a room. Looking quickly around you, you see a countertop 1, a desk 1, a fridge 1, a microwave 1, a sinkbasin 1, a stoveburner 2, and a stoveburner 1.
            Task: put a hot apple in fridge.
            Seen: nothing
            Hands: empty
            At: nowhere
            """,
            Text(TinyGame.Start()));

    [Fact]
    public void A_closed_receptacle_is_marked_until_it_is_opened()
    {
        AlfworldSnapshot there = TinyGame.Start().Do("go to microwave 1");

        Assert.Equal("microwave 1 closed", Line(there, "At"));
        Assert.Equal("microwave 1", Line(there.Do("open microwave 1"), "At"));
        Assert.Equal("microwave 1 closed", Line(there.Do("open microwave 1", "close microwave 1"), "At"));
    }

    [Fact]
    public void Places_are_left_until_they_are_read_and_those_with_a_closed_door_come_last()
    {
        AlfworldSnapshot at = TinyGame.Start().Do("go to desk 1");
        Assert.Equal("countertop 1, fridge 1, microwave 1, sinkbasin 1, stoveburner 2, stoveburner 1", Line(at, "Left"));

        at = at.Do("go to microwave 1", "go to sinkbasin 1");
        Assert.Equal("countertop 1, fridge 1, stoveburner 2, stoveburner 1, microwave 1", Line(at, "Left"));
        Assert.Equal("countertop 1, fridge 1, stoveburner 2, stoveburner 1", Line(at.Do("go to microwave 1", "open microwave 1"), "Left"));
    }

    [Fact]
    public void Objects_of_the_goals_class_are_listed_where_they_were_read()
    {
        AlfworldSnapshot one = TinyGame.Start().Do("go to fridge 1");
        Assert.Equal("nothing", Line(one, "Seen"));

        // The countertop stands beside the fridge, but is not read before it is walked to or examined.
        AlfworldSnapshot opened = one.Do("open fridge 1");
        Assert.Equal("apple 1 here", Line(opened, "Seen"));
        Assert.Equal("apple 2 here, apple 1 here", Line(opened.Do("examine countertop 1"), "Seen"));
        Assert.Equal("apple 2 on countertop 1, apple 1 in fridge 1", Line(opened.Do("examine countertop 1", "go to desk 1"), "Seen"));
    }

    [Fact]
    public void What_the_agent_moves_is_listed_where_it_put_it()
    {
        AlfworldSnapshot both = TinyGame.Start(TaskKind.Two, "apple", "desk").Do("go to desk 1", "go to countertop 1", "take apple 2 from countertop 1");
        Assert.Equal(("apple 2", "nothing"), (Line(both, "Hands"), Line(both, "Seen")));

        both = both.Do("go to sinkbasin 1", "move apple 2 to sinkbasin 1");
        Assert.Equal(("empty", "apple 2 here"), (Line(both, "Hands"), Line(both, "Seen")));
        Assert.Equal("apple 2 on sinkbasin 1", Line(both.Do("go to desk 1"), "Seen"));
    }

    [Fact]
    public void Hands_say_what_the_task_wanted_done_and_is_done()
    {
        AlfworldSnapshot hot = TinyGame.Start().Do("go to countertop 1", "take apple 2 from countertop 1", "go to microwave 1", "heat apple 2 with microwave 1");
        Assert.Equal("apple 2, hot", Line(hot, "Hands"));
        Assert.Equal("apple 2", Line(hot.Do("go to fridge 1", "cool apple 2 with fridge 1"), "Hands"));

        string[] take = ["go to countertop 1", "take apple 2 from countertop 1"];
        Assert.Equal("apple 2, clean", Line(TinyGame.Start(TaskKind.Clean).Do(take).Do("go to sinkbasin 1", "clean apple 2 with sinkbasin 1"), "Hands"));
        Assert.Equal("apple 2, cool", Line(TinyGame.Start(TaskKind.Cool, "apple", "desk").Do(take).Do("cool apple 2 with fridge 1"), "Hands"));
    }

    [Fact]
    public void What_was_done_to_a_thing_that_the_task_does_not_ask_for_is_not_said() => Assert.Equal(
        "egg 1",
        Line(TinyGame.Start().Do("go to sinkbasin 1", "take egg 1 from sinkbasin 1", "go to microwave 1", "heat egg 1 with microwave 1"), "Hands"));

    [Fact]
    public void A_look_tasks_lamp_is_listed_once_it_was_seen()
    {
        AlfworldSnapshot look = TinyGame.Start(TaskKind.Look, "book", "desklamp");
        Assert.Equal("nothing", Line(look, "Seen"));
        Assert.Equal("desklamp 1 here, book 1 here", Line(look.Do("go to desk 1"), "Seen"));
        Assert.Equal("desklamp 1 on desk 1", Line(look.Do("go to desk 1", "take book 1 from desk 1", "go to fridge 1"), "Seen"));
    }

    [Fact]
    public void The_lamp_is_nothing_to_other_tasks() =>
        Assert.Equal("book 1 here", Line(TinyGame.Start(TaskKind.Simple, "book", "sinkbasin").Do("go to desk 1"), "Seen"));

    [Fact]
    public void An_object_in_two_receptacles_is_listed_in_each_that_was_read()
    {
        AlfworldSnapshot pan = TinyGame.Start(TaskKind.Simple, "pan", "countertop").Do("go to stoveburner 1");
        Assert.Equal("pan 1 on stoveburner 1", Line(pan.Do("go to desk 1"), "Seen"));

        pan = pan.Do("examine stoveburner 2");
        Assert.Equal("pan 1 here, pan 1 here", Line(pan, "Seen"));
        Assert.Equal("pan 1 on stoveburner 2, pan 1 on stoveburner 1", Line(pan.Do("go to desk 1"), "Seen"));
        Assert.Equal("pan 1 here", Line(pan.Do("take pan 1 from stoveburner 1"), "Seen"));
    }

    [Fact]
    public void Slicing_changes_neither_hands_nor_what_was_seen()
    {
        AlfworldSnapshot sliced = TinyGame.Start().Do("go to countertop 1", "take knife 1 from countertop 1", "slice apple 2 with knife 1");

        Assert.Equal(("knife 1", "apple 2 here"), (Line(sliced, "Hands"), Line(sliced, "Seen")));
        Assert.Equal("You sliced the apple 2 with the knife 1.", Line(sliced, "Now"));
    }

    [Fact]
    public void A_text_that_was_not_admissible_shows_as_nothing()
    {
        AlfworldSnapshot at = (AlfworldSnapshot)AlfworldWorld.Step(TinyGame.Start().Do("look"), "dance").Next;

        Assert.Equal(("look; nothing", "Nothing happens."), (Line(at, "Did"), Line(at, "Now")));
    }

    [Theory]
    [InlineData(0, "nothing")]
    [InlineData(1, "inventory")]
    [InlineData(2, "look; inventory")]
    [InlineData(50, "go to desk 1; look; inventory")]
    public void The_last_commands_are_told_oldest_first(int history, string expected) =>
        Assert.Equal(expected, Line(TinyGame.Start().Do("go to desk 1", "look", "inventory"), "Did", history));

    [Fact]
    public void At_most_six_objects_and_ten_places_are_named()
    {
        GameFacts facts = TinyGame.Facts(TaskKind.Look, "book", "desklamp");
        ObjectFacts book = facts.Objects.Single(one => one.Id == "book_bar_1");
        AlfworldSnapshot at = AlfworldWorld.Start(new AlfworldGame(facts with
        {
            Receptacles = [.. facts.Receptacles, .. Enumerable.Range(1, 45).Select(i => new ReceptacleFacts($"shelf_bar_{i:00}", "shelf", $"loc_bar_s{i:00}", false))],
            Objects = [.. facts.Objects, .. Enumerable.Range(2, 8).Select(i => book with { Id = $"book_bar_{i}" })],
        })).Do("go to desk 1");
        Assert.Equal(6, Line(at, "Seen").Split(", ").Length);
        Assert.StartsWith("desklamp 1 here, ", Line(at, "Seen"), StringComparison.Ordinal);
        Assert.Equal(10, Line(at, "Left").Split(", ").Length);
    }

    [Fact]
    public void Every_prompt_has_its_seven_lines_and_is_one_message()
    {
        foreach (AlfworldSnapshot at in Walks())
        {
            Message message = Assert.Single(Create(PromptStyle.Compact).Describe(Way.Root(at)));
            Assert.Equal("user", message.Role);
            Assert.Matches("^Left: [^\n]+\nDid: [^\n]+\nNow: [^\n]+\nTask: [^\n]+\nSeen: [^\n]+\nHands: [^\n]+\nAt: [^\n]+$", message.Text);
        }
    }

    [Fact]
    public void A_compact_prompt_is_the_same_wherever_its_tree_began()
    {
        TreeNode node = At(TinyGame.Start(), Heating[..6]);

        Assert.Equal(Create(PromptStyle.Compact).Describe(node), Create(PromptStyle.Compact).Describe(Way.Root(node.Snapshot, depth: 3)));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void What_lies_behind_a_closed_door_is_not_told(PromptStyle style)
    {
        string[] commands = ["go to fridge 1", "look", "examine countertop 1", "go to microwave 1", "examine microwave 1"];
        for (int steps = 0; steps <= commands.Length; steps++)
        {
            Assert.Equal(
                Create(style).Describe(At(TinyGame.WithAppleIn(0), commands[..steps])), Create(style).Describe(At(TinyGame.WithAppleIn(2), commands[..steps])));
        }

        // Until the door is opened.
        commands = [.. commands, "open microwave 1"];
        Assert.NotEqual(
            Create(style).Describe(At(TinyGame.WithAppleIn(0), commands)), Create(style).Describe(At(TinyGame.WithAppleIn(2), commands)));
    }

    [Fact]
    public void What_is_told_of_places_is_what_the_game_last_said_of_them()
    {
        int told = 0;
        foreach (AlfworldGame game in Games())
        {
            var reader = new Reader();
            foreach (AlfworldSnapshot at in RandomWalk.Through(game, 60))
            {
                reader.Hear(at);
                string[] seen = Line(at, "Seen") is "nothing" ? [] : Line(at, "Seen").Split(", ");
                string[] here = [.. at.ReceptaclesHere.ToArray().Select(game.ReceptacleName)];
                string[] expected = [.. reader.Seen(game, here)];

                Assert.Equal(Math.Min(6, expected.Length), seen.Length);
                Assert.Subset(expected.ToHashSet(), seen.ToHashSet());
                told += seen.Length;
            }
        }

        Assert.True(told > 100);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Every_command_but_help_can_be_answered_and_is_read_back(PromptStyle style)
    {
        IPrompts prompts = Create(style);
        foreach (AlfworldSnapshot at in Walks())
        {
            IReadOnlyList<string> actions = prompts.Actions(Way.Root(at));
            Assert.Equal(at.Actions.Where(action => action != "help"), actions);
            Assert.All(actions, action => Assert.Equal(action, prompts.Read(prompts.Answer(action)).Action));
        }
    }

    [Fact]
    public void A_reasoning_prompt_lists_what_can_be_done_and_says_how_to_answer()
    {
        IReadOnlyList<Message> messages = Create(PromptStyle.Reasoning).Describe(At(TinyGame.Start(), "go to desk 1"));

        Assert.Equal(["system", "user"], messages.Select(message => message.Role));
        Assert.Contains("\ntake book 1 from desk 1\n", messages[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nhelp\n", messages[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("<action> </action>.", messages[1].Text, StringComparison.Ordinal);
    }

    private static IPrompts Create(PromptStyle style, int history = 2) =>
        AlfworldPrompts.Create(new PromptSettings { Prompt = style, PromptHistory = history });

    private static TreeNode At(AlfworldSnapshot start, params string[] actions) =>
        Way.Through(new AlfworldWorld([start.Game]), Way.Root(start), actions);

    private static string Text(AlfworldSnapshot at, int history = 2) => Create(PromptStyle.Compact, history).Describe(Way.Root(at))[0].Text;

    private static string Line(AlfworldSnapshot at, string name, int history = 2) =>
        Text(at, history).Split('\n').Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static IEnumerable<AlfworldGame> Games() => GeneratedPanels.Train(30).Select(facts => new AlfworldGame(facts));

    private static IEnumerable<AlfworldSnapshot> Walks() => Games().Take(12).SelectMany(game => RandomWalk.Through(game, 30));

    /// <summary>Knows a game by its texts and by its own hand, and by nothing else.</summary>
    private sealed partial class Reader
    {
        private readonly Dictionary<string, HashSet<string>> _places = [];
        private readonly Dictionary<string, string> _words = [];
        private string? _lampAt;

        public void Hear(AlfworldSnapshot at)
        {
            if (at.Notes.Last?.Command is { Verb: AlfworldVerb.Take or AlfworldVerb.Move } command)
                Handle(at.Game, command);

            if (Listing().Match(at.Observation) is not { Success: true } listing)
                return;

            string place = listing.Groups["place"].Value;
            _places[place] = [.. Thing().Matches(listing.Groups["things"].Value).Select(thing => thing.Groups[1].Value)];
            _words[place] = listing.Groups["on"].Success ? "on" : "in";
            if (_places[place].Any(thing => IsLamp(at.Game, thing)))
                _lampAt = place;
        }

        public IEnumerable<string> Seen(AlfworldGame game, string[] here)
        {
            if (_lampAt is not null)
                yield return Placed(_places[_lampAt].First(thing => IsLamp(game, thing)), _lampAt, here);

            foreach ((string place, HashSet<string> things) in _places)
            {
                foreach (string thing in things.Where(thing => thing.Split(' ')[0] == game.Goal.Object))
                    yield return Placed(thing, place, here);
            }
        }

        private string Placed(string thing, string place, string[] here) => here.Contains(place) ? $"{thing} here" : $"{thing} {_words[place]} {place}";

        private void Handle(AlfworldGame game, AlfworldCommand command)
        {
            if (!_places.TryGetValue(game.ReceptacleName(command.Receptacle), out HashSet<string>? things))
                return;

            if (command.Verb is AlfworldVerb.Take)
                things.Remove(game.ObjectName(command.Object));
            else
                things.Add(game.ObjectName(command.Object));
        }

        private static bool IsLamp(AlfworldGame game, string thing) => game.Goal.Kind is TaskKind.Look && thing.Split(' ')[0] == game.Goal.Target;

        [GeneratedRegex(@"(?:(?<on>On) the (?<place>\w+ \d+), you see|The (?<place>\w+ \d+) is open\. In it, you see) (?<things>.*)\.$")]
        private static partial Regex Listing();

        [GeneratedRegex(@"\ba (\w+ \d+)")]
        private static partial Regex Thing();
    }
}

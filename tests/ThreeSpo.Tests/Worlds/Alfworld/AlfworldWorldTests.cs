using ThreeSpo.Environments;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public class AlfworldWorldTests
{
    [Fact]
    public void The_welcome_lists_receptacles_in_the_order_of_ids_so_that_numbers_fall()
    {
        Assert.Equal(
            "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room. Looking quickly around you, you see a countertop 1, " +
            "a desk 1, a fridge 1, a microwave 1, a sinkbasin 1, a stoveburner 2, and a stoveburner 1.\n\nYour task is to: put a hot apple in fridge.",
            TinyGame.Start().Observation);
    }

    [Fact]
    public void Looking_before_the_first_walk_sees_nothing() =>
        Assert.Equal("You are in the middle of a room. Looking quickly around you, you see nothing.", TinyGame.Start().Do("look").Observation);

    [Fact]
    public void Receptacles_at_the_same_place_are_not_walked_to_and_can_be_used_at_once()
    {
        AlfworldSnapshot there = TinyGame.Start().Do("go to countertop 1");

        Assert.DoesNotContain("go to fridge 1", there.Actions);
        Assert.DoesNotContain("go to countertop 1", there.Actions);
        Assert.Equal("You open the fridge 1. The fridge 1 is open. In it, you see a apple 1.", there.Do("open fridge 1").Observation);
        Assert.Equal("You are facing the countertop 1, and fridge 1. Next to it, you see nothing.", there.Do("look").Observation);
    }

    [Fact]
    public void An_object_moved_between_neighbours_is_seen_next_to_them() =>
        Assert.Equal("You are facing the countertop 1, and fridge 1. Next to it, you see a apple 2.",
            TinyGame.Start().Do("go to fridge 1", "open fridge 1", "take apple 2 from countertop 1", "move apple 2 to fridge 1", "look").Observation);

    [Fact]
    public void An_object_in_two_receptacles_stays_in_the_other_when_taken()
    {
        AlfworldSnapshot held = TinyGame.Start().Do("go to stoveburner 1", "take pan 1 from stoveburner 1");
        Assert.Equal("On the stoveburner 2, you see a pan 1.", held.Do("examine stoveburner 2").Observation);
    }

    [Fact]
    public void A_closed_fridge_cools_and_a_closed_microwave_heats()
    {
        AlfworldSnapshot cold = TinyGame.Start().Do("go to countertop 1", "take apple 2 from countertop 1", "cool apple 2 with fridge 1", "examine apple 2");
        Assert.Equal("This is a cold apple 2.", cold.Observation);
        Assert.Equal("This is a hot apple 2.", cold.Do("go to microwave 1", "heat apple 2 with microwave 1", "examine apple 2").Observation);
    }

    [Fact]
    public void Only_the_held_object_can_be_examined()
    {
        AlfworldSnapshot there = TinyGame.Start().Do("go to countertop 1");
        Assert.False(AlfworldWorld.Step(there, "examine apple 2").Valid);
        Assert.Equal("There's nothing special about apple 2.", there.Do("take apple 2 from countertop 1", "examine apple 2").Observation);
    }

    [Fact]
    public void A_receptacle_object_shows_what_was_in_it_at_the_start() =>
        Assert.Equal("This is a normal pan 1. In it, you see a egg 1.",
            TinyGame.Start().Do("go to stoveburner 1", "take pan 1 from stoveburner 1", "examine pan 1").Observation);

    [Fact]
    public void Slicing_goes_by_the_objects_own_location_instead_of_where_it_lies()
    {
        AlfworldSnapshot armed = TinyGame.Start().Do("go to countertop 1", "take knife 1 from countertop 1");

        Assert.Contains("slice egg 1 with knife 1", armed.Actions);
        Assert.DoesNotContain("slice egg 1 with knife 1", armed.Do("go to sinkbasin 1").Actions);
        Assert.Equal("You sliced the apple 1 with the knife 1.", armed.Do("slice apple 1 with knife 1").Observation);
    }

    [Fact]
    public void A_lamp_is_turned_on_each_time_it_is_used() =>
        Assert.Equal("You turn on the desklamp 1.", TinyGame.Start().Do("go to desk 1", "use desklamp 1", "use desklamp 1").Observation);

    [Fact]
    public void The_old_release_puts_names_locations_and_has_no_help()
    {
        AlfworldSnapshot there = TinyGame.Start(version: AlfworldVersion.V211).Do("go to countertop 1");
        Assert.Equal("You arrive at loc 6. On the countertop 1, you see a apple 2, and a knife 1.", there.Observation);
        Assert.False(AlfworldWorld.Step(there, "help").Valid);

        AlfworldSnapshot holding = there.Do("open fridge 1", "take apple 2 from countertop 1");
        Assert.Equal("You put the apple 2 in/on the fridge 1.", holding.Do("put apple 2 in/on fridge 1").Observation);
        Assert.False(AlfworldWorld.Step(holding, "move apple 2 to fridge 1").Valid);
    }

    [Theory]
    [InlineData(AlfworldVersion.V211)]
    [InlineData(AlfworldVersion.V213)]
    public void Actions_are_distinct_in_ordinal_order_and_each_of_them_is_valid(AlfworldVersion version)
    {
        AlfworldSnapshot at = TinyGame.Start(version: version);

        for (int step = 0; step < 500; step++)
        {
            string[] actions = [.. at.Actions];
            Assert.Equal(actions.Distinct().Order(StringComparer.Ordinal), actions);
            Assert.Equal(at.Commands.Select(command => command.Text), actions);
            Assert.All(actions, action => Assert.True(AlfworldWorld.Step(at, action).Valid, action));

            AlfworldSnapshot next = (AlfworldSnapshot)AlfworldWorld.Step(at, actions[RandomWalk.Draw(step, actions.Length)]).Next;
            at = next.Won ? TinyGame.Start(version: version) : next;
        }
    }

    [Fact]
    public void A_win_is_worth_one_and_ends_the_game()
    {
        AlfworldSnapshot ready = TinyGame.Start().Do("go to countertop 1", "take apple 2 from countertop 1", "go to microwave 1",
            "heat apple 2 with microwave 1", "go to fridge 1", "open fridge 1");
        Transition win = AlfworldWorld.Step(ready, "move apple 2 to fridge 1");

        Assert.Equal((1, 1, true, Ending.Succeeded), (win.Reward, win.Score, win.Valid, win.Ending));
        Assert.Throws<InvalidOperationException>(() => AlfworldWorld.Step((AlfworldSnapshot)win.Next, "look"));
    }

    [Fact]
    public void Two_objects_win_only_in_the_same_receptacle()
    {
        AlfworldSnapshot both = TinyGame.Start(TaskKind.Two, "apple", "countertop")
            .Do("go to countertop 1", "open fridge 1", "take apple 1 from fridge 1");
        Assert.False(both.Won);
        Assert.True(both.Do("move apple 1 to countertop 1").Won);
    }

    [Fact]
    public void A_look_task_is_won_at_the_lamp_whichever_comes_first()
    {
        AlfworldSnapshot start = TinyGame.Start(TaskKind.Look, "book", "desklamp").Do("go to desk 1");
        Assert.True(start.Do("take book 1 from desk 1", "use desklamp 1").Won);
        Assert.True(start.Do("use desklamp 1", "take book 1 from desk 1").Won);
    }

    [Fact]
    public void An_object_that_lies_in_two_places_counts_for_the_goal_while_it_is_held()
    {
        AlfworldSnapshot held = TinyGame.Start(TaskKind.Clean, "pan", "stoveburner")
            .Do("go to stoveburner 1", "take pan 1 from stoveburner 1", "go to sinkbasin 1");
        Assert.True(held.Do("clean pan 1 with sinkbasin 1").Won);
    }

    [Fact]
    public void White_space_around_a_command_does_not_matter_but_letter_case_does()
    {
        AlfworldSnapshot start = TinyGame.Start();
        Assert.True(AlfworldWorld.Step(start, " \tgo to desk 1\n").Valid);
        Assert.False(AlfworldWorld.Step(start, "Go to desk 1").Valid);
    }

    [Fact]
    public void Nonsense_changes_nothing_and_is_not_valid()
    {
        AlfworldSnapshot from = TinyGame.Start().Do("go to countertop 1");
        string[] nonsense =
        [
            "", " ", "go to", "go to ", "go to  desk 1", "go to desk 1 1", "go to apple 1", "take from ", "take apple 2", "take desk 1 from apple 1",
            "take apple 1 from fridge 1", "move apple 2 to fridge 1", "put apple 2 in/on countertop 1", "slice apple 1 with apple 2", "clean apple 2 with",
            "use desklamp 1", "close fridge 1", "open countertop 1", "look\nlook", "Look", "go to d\u00e9sk 1", "\u0000", "\ud800", "日本語",
            new string('a', 1 << 20), "go to " + new string('1', 1 << 20), string.Concat(Enumerable.Repeat("take apple 1 from ", 10_000)),
        ];

        foreach (string text in nonsense)
        {
            Transition step = AlfworldWorld.Step(from, text);
            Assert.False(step.Valid);
            Assert.Equal("Nothing happens.", step.Next.Observation);
            Assert.Equal(from.WorldState, step.Next.WorldState);
        }
    }

    [Fact]
    public void A_snapshot_can_be_continued_any_number_of_times_and_stays_as_it_is()
    {
        AlfworldSnapshot from = TinyGame.Start().Do("go to countertop 1");
        (string state, string[] actions, string progress) = (from.WorldState, [.. from.Actions], from.Progress);

        foreach (string action in actions)
        {
            AlfworldSnapshot once = from.Do(action);
            AlfworldSnapshot again = from.Do(action);
            Assert.Equal((once.Observation, once.WorldState, once.Progress), (again.Observation, again.WorldState, again.Progress));
            Assert.Equal(once.Actions, again.Actions);
        }

        AlfworldSnapshot fresh = TinyGame.Start().Do("go to countertop 1");
        Assert.Equal((state, progress), (fresh.WorldState, fresh.Progress));
        Assert.Equal(state, from.WorldState);
        Assert.Equal(actions, from.Actions);
    }

    [Fact]
    public void A_task_is_started_by_its_id()
    {
        AlfworldGame game = new(TinyGame.Facts());
        AlfworldWorld world = new([game]);

        Assert.Equal(game.Task.Id, world.Start(game.Task).TaskId);
        Assert.Throws<ArgumentException>(() => world.Start(new TaskInstance("none", "heat")));
        Assert.Throws<GameFormatException>(() => new AlfworldWorld([game, game]));
    }

    [Fact]
    public void A_session_is_over_at_the_step_limit_and_repeats_its_last_result()
    {
        AlfworldSession session = new(new AlfworldGame(TinyGame.Facts()), stepLimit: 2);
        Assert.False(session.Act("nonsense").Done);
        AlfworldStepResult last = session.Act("look");
        Assert.True(last.Done);
        Assert.Same(last, session.Act("go to desk 1"));
    }
}

using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public class AgentNotesTests
{
    [Fact]
    public void Nothing_is_known_at_the_start()
    {
        AlfworldSnapshot start = TinyGame.Start();
        Assert.False(start.Notes.GoalSeen);
        Assert.Equal(0, start.Notes.Steps);
        Assert.Equal("heat|held=none|vis=no|at=start|seen=no", start.Progress);
    }

    [Fact]
    public void A_closed_receptacle_is_read_when_it_is_opened()
    {
        AlfworldSnapshot there = TinyGame.Start().Do("go to fridge 1");
        int fridge = Receptacle(there, "fridge 1");

        Assert.False(there.Notes.HasRead(fridge));
        AlfworldSnapshot opened = there.Do("open fridge 1");
        Assert.True(opened.Notes.HasRead(fridge));
        Assert.Equal(1, opened.Notes.GoalObjectsRead(fridge));
        Assert.Equal(0, opened.Do("take apple 1 from fridge 1").Notes.GoalObjectsRead(fridge));
    }

    [Fact]
    public void Only_what_the_agent_itself_transformed_is_known_to_be_ready()
    {
        AlfworldSnapshot held = TinyGame.Start(TaskKind.Cool, "apple", "countertop").Do("go to fridge 1", "open fridge 1", "take apple 1 from fridge 1");
        Assert.True(held.IsCool(held.HeldObject));
        Assert.StartsWith("cool|held=goal|", held.Progress, StringComparison.Ordinal);
        Assert.StartsWith("cool|held=ready|", held.Do("cool apple 1 with fridge 1").Progress, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_says_where_the_agent_is_to_the_task()
    {
        AlfworldSnapshot held = TinyGame.Start().Do("go to countertop 1", "take apple 2 from countertop 1");
        Assert.Equal("heat|held=goal|vis=no|at=other|seen=yes", held.Progress);
        Assert.Equal("heat|held=goal|vis=no|at=appliance-closed|seen=yes", held.Do("go to microwave 1").Progress);
        Assert.Equal("heat|held=ready|vis=placed|at=target|seen=yes",
            held.Do("go to microwave 1", "heat apple 2 with microwave 1", "go to fridge 1", "open fridge 1").Progress);
    }

    [Fact]
    public void Placed_objects_and_lamps_are_noted()
    {
        AlfworldSnapshot two = TinyGame.Start(TaskKind.Two, "apple", "countertop");
        Assert.EndsWith("|placed=0", two.Progress, StringComparison.Ordinal);
        Assert.EndsWith("|placed=1", two.Do("go to countertop 1").Progress, StringComparison.Ordinal);

        AlfworldSnapshot look = TinyGame.Start(TaskKind.Look, "book", "desklamp");
        Assert.EndsWith("|lamp=no", look.Progress, StringComparison.Ordinal);
        Assert.EndsWith("|lamp=here", look.Do("go to desk 1").Progress, StringComparison.Ordinal);
        Assert.EndsWith("|lamp=seen", look.Do("go to desk 1", "go to fridge 1").Progress, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_counted_by_command_and_visits_up_to_two()
    {
        AlfworldSnapshot at = TinyGame.Start().Do("look", "go to desk 1", "go to fridge 1", "go to desk 1", "go to fridge 1", "go to desk 1", "look");
        at = (AlfworldSnapshot)AlfworldWorld.Step(at, "dance").Next;

        Assert.Equal(8, at.Notes.Steps);
        Assert.Equal(2, at.Notes.Last!.TimesOf(at.Game.FindCommand("look")));
        Assert.Equal(1, at.Notes.Last!.TimesOf(null));
        Assert.Equal(2, at.Notes.Visits(Receptacle(at, "desk 1")));
        Assert.Equal(0, at.Notes.Visits(Receptacle(at, "microwave 1")));
    }

    private static int Receptacle(AlfworldSnapshot at, string name) =>
        Enumerable.Range(0, at.Game.ReceptacleCount).First(r => at.Game.ReceptacleName(r) == name);
}

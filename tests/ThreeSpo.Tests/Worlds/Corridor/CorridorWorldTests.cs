using ThreeSpo.Environments;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Worlds.Corridor;

public sealed class CorridorWorldTests
{
    private static readonly CorridorWorld World = new();

    [Fact]
    public void The_goal_is_as_many_rooms_to_the_right_as_the_task_says()
    {
        Snapshot here = World.Start(CorridorWorld.TaskOf(3));
        Transition[] steps = new Transition[3];
        for (int i = 0; i < steps.Length; i++)
            here = (steps[i] = World.Step(here, "right")).Next;

        Assert.Equal([Ending.None, Ending.None, Ending.Succeeded], steps.Select(step => step.Ending));
        Assert.Equal([0, 0, 1], steps.Select(step => step.Reward));
        Assert.Equal(1.0 / 3, steps[0].Score);
        Assert.Equal("room 3", here.Observation);
    }

    [Fact]
    public void Left_of_the_first_room_is_a_wall() =>
        Assert.Equal("room 0", World.Step(World.Start(CorridorWorld.TaskOf(3)), "left").Next.Observation);

    [Fact]
    public void Any_other_action_is_not_accepted_and_leads_nowhere()
    {
        Transition step = World.Step(World.Start(CorridorWorld.TaskOf(3)), "up");

        Assert.False(step.Valid);
        Assert.Equal("room 0", step.Next.Observation);
    }

    [Theory]
    [InlineData("corridor-0")]
    [InlineData("corridor-x")]
    [InlineData("corridor-3-4")]
    [InlineData("alley-3")]
    public void A_task_of_another_world_is_refused(string id) =>
        Assert.Contains($"'{id}'", Assert.Throws<ArgumentException>(() => World.Start(new TaskInstance(id, "corridor"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_playground_has_corridors_of_three_to_ten_rooms_and_a_table_that_starts_empty()
    {
        Playground playground = CorridorPlayground.Create(3, 10);

        Assert.Equal(8, playground.Train.Tasks.Count);
        Assert.All(playground.Start().Values, weight => Assert.Equal(0, weight));
        Assert.Equal(playground.Train.Hash, CorridorPlayground.Create(3, 10).Unseen.Hash);
    }
}

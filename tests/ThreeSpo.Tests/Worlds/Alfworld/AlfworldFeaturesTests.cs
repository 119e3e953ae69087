using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed class AlfworldFeaturesTests
{
    [Fact]
    public void Every_command_but_help_can_be_chosen_in_the_worlds_order()
    {
        AlfworldSnapshot start = TinyGame.Start();

        Assert.Equal(start.Actions.Where(action => action != "help"), Describe(start).Actions);
    }

    [Fact]
    public void Every_command_has_as_many_features_as_there_are_templates()
    {
        Choices choices = Describe(TinyGame.Start());

        Assert.Equal(19, choices.Width);
        Assert.Equal(choices.Count * choices.Width, choices.Features.Length);
    }

    [Fact]
    public void What_lies_behind_a_closed_door_does_not_enter()
    {
        AlfworldSnapshot inFridge = TinyGame.WithAppleIn(0);
        AlfworldSnapshot inMicrowave = TinyGame.WithAppleIn(2);
        string[] commands = ["go to fridge 1", "look", "go to microwave 1"];

        Same(inFridge, inMicrowave);
        foreach (string command in commands)
        {
            inFridge = inFridge.Do(command);
            inMicrowave = inMicrowave.Do(command);
            Same(inFridge, inMicrowave);
        }

        // Until the door is opened.
        Assert.NotEqual(Describe(inFridge.Do("open microwave 1")).Features, Describe(inMicrowave.Do("open microwave 1")).Features);
    }

    [Fact]
    public void What_was_done_before_enters() =>
        Assert.NotEqual(Describe(TinyGame.Start()).Features, Describe(TinyGame.Start().Do("look")).Features);

    private static void Same(AlfworldSnapshot left, AlfworldSnapshot right)
    {
        Assert.Equal(left.Observation, right.Observation);
        Assert.Equal(Describe(left).Actions, Describe(right).Actions);
        Assert.Equal(Describe(left).Features, Describe(right).Features);
    }

    private static Choices Describe(AlfworldSnapshot snapshot) =>
        new AlfworldFeatures().Describe(new TreeNode(snapshot, null, 0, 0, new StateKeys(StateIdentity.Text, StateIdentity.Text)));
}

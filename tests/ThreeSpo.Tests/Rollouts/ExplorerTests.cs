using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Rollouts;

public sealed class ExplorerTests
{
    [Fact]
    public async Task A_world_without_the_key_that_the_settings_ask_for_is_a_mistake_and_no_fault_of_the_world()
    {
        var keys = new StateKeys(StateIdentity.GameText, StateIdentity.Progress);
        var explorer = new Explorer(new Keyless(), new LightActor(new LightWeights(), new TabularFeatures(), 1), keys, maxSteps: 5);

        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(
            async () => await explorer.RootAsync(new TaskInstance("hall", "hall"), CancellationToken.None));

        Assert.Contains("supplies no progress key", error.Message, StringComparison.Ordinal);
    }

    private sealed class Keyless : PureEnvironment
    {
        public override Snapshot Start(TaskInstance task) => new Hall();

        public override Transition Step(Snapshot from, string action) => new(from, 0, 0, true, Ending.None);
    }

    private sealed class Hall : Snapshot
    {
        public override string TaskId => "hall";

        public override string Goal => "";

        public override string Observation => "a hall";

        public override IReadOnlyList<string> Actions => ["wait"];

        public override string WorldState => "";
    }
}

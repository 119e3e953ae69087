using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

/// <summary>Tells small runs from beginning to end: what was chosen, tried, earned, followed, closed and learned.</summary>
public sealed class TrainerNarrationTests
{
    [Fact]
    public async Task The_papers_search_reads_as_recorded() => GoldenText.Match(
        await TellAsync(Preset.With("paper", "maxWidth=3", "trees=1", "treeActions=16", "maxSteps=4"), "left", "right", "right"), "paper");

    [Fact]
    public async Task The_papers_search_side_by_side_reads_as_recorded() => GoldenText.Match(
        await TellAsync(Preset.With("paper", "maxWidth=2", "trees=2", "treeActions=8", "maxSteps=3"), "right", "left"), "paperTwoTrees");

    [Fact]
    public async Task Late_branching_reads_as_recorded() => GoldenText.Match(
        await TellAsync(Preset.With("branch", "trees=1", "treeActions=16", "treeTrajectories=4", "maxSteps=5", "updateEvery=1"),
            "right", "left", "right"),
        "branch");

    /// <summary>The method's parts as the factory joins them, with the narrator between them.</summary>
    private static async Task<string> TellAsync(MethodSettings settings, params string[] actions)
    {
        RolloutSettings rollout = settings.Rollout;
        var history = new StateHistory(settings.History.Visits, settings.History.HalfLife);
        var memory = new RunMemory(history, history);
        var scorer = new StateScorer(history, settings.Credit);
        INavigator search = rollout.GoBack is GoBackRule.Ranked
            ? new RankedBacktracking(rollout.Follow, rollout.Frontier, rollout.Explored, scorer.Score, memory.Explored)
            : new LateBranching(history, byScore: true);

        // An action for each step of an episode, the next one for each further sample.
        var narrator = new Narrator(new ScriptedActor((request, sample) => actions[(request.Node.Depth + sample) % actions.Length]), search);
        var explorer = new Explorer(new CorridorWorld(), narrator, new StateKeys(rollout.State, rollout.State), rollout.MaxSteps);
        TaskInstance[] tasks = [CorridorWorld.TaskOf(2), CorridorWorld.TaskOf(3)];
        var trainer = new Trainer(
            new Grove(new TaskSampler(tasks, 1), explorer, null, 1, rollout), narrator, scorer, explorer,
            new StepCredit(scorer, history, history, memory.Met, settings.Credit), new TreeCredit(settings.Credit),
            new Lessons(narrator, settings.Training.UpdateEvery, settings.Training.UpdateUnit), memory,
            new TrainerSettings(1, settings.Credit.Cut, settings.Credit.Discount));

        for (int iteration = 0; iteration < 2; iteration++)
        {
            narrator.Say($"iteration {iteration}");
            Tally tally = (await trainer.IterateAsync(iteration, () => false, TestContext.Current.CancellationToken))!.Tally;
            narrator.Say($"{tally.Actions} actions, {tally.Waves} waves, {tally.Trajectories} trajectories, {tally.Successes} solved, {tally.Cuts} cut\n");
        }

        return narrator.Text;
    }
}

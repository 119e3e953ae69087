using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>Every choice that decides how a run learns.</summary>
/// <param name="Training">Method, budget, cadence.</param>
/// <param name="Rollout">How trees grow.</param>
/// <param name="History">How visits are remembered.</param>
/// <param name="Credit">How steps earn credit.</param>
/// <param name="Learner">How the policy learns.</param>
public sealed record MethodSettings(
    TrainingSettings Training, RolloutSettings Rollout, HistorySettings History, CreditSettings Credit, LearnerSettings Learner);

/// <summary>Puts a method together from its settings. The only place where the parts of the core meet.</summary>
public static class MethodFactory
{
    /// <summary>Makes the method that the settings name.</summary>
    /// <param name="world">The world.</param>
    /// <param name="tasks">The tasks to train on; at least one.</param>
    /// <param name="actor">The policy, at the temperature of training.</param>
    /// <param name="learner">The same policy's learner.</param>
    /// <param name="settings">Every choice.</param>
    public static ITrainingMethod Create(
        IEnvironment world, IReadOnlyList<TaskInstance> tasks, IActor actor, ILearner learner, MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ulong seed = (ulong)settings.Training.Seed;
        RolloutSettings rollout = settings.Rollout;
        var history = new StateHistory(settings.History.Visits, settings.History.HalfLife);
        StateHistory nodes = rollout.State == rollout.NodeState
            ? history : new StateHistory(settings.History.Visits, settings.History.HalfLife);
        var scorer = new StateScorer(history, settings.Credit);
        var memory = new RunMemory(history, nodes) { Scorer = scorer };
        var keys = new StateKeys(rollout.State, rollout.NodeState);
        var explorer = new Explorer(world, actor, keys, rollout.MaxSteps);
        var order = new TaskSampler(tasks, seed);

        if (settings.Training.Method is not Method.ThreeSpo)
        {
            var episodes = new EpisodeCredit(settings.Training.Method is Method.Gigpo, settings.Credit);
            var atOnce = new Lessons(learner, 1, CadenceUnit.Trees);
            return new EpisodeTrainer(order, explorer, episodes, atOnce, memory, seed, rollout);
        }

        StateArchive? archive = rollout.GoBack is GoBackRule.Archive ? new StateArchive(nodes) : null;
        return new Trainer(
            new Grove(order, explorer, archive, seed, rollout),
            Navigator(rollout, memory, scorer),
            scorer,
            explorer,
            new StepCredit(scorer, history, nodes, memory.Met, settings.Credit),
            new TreeCredit(settings.Credit),
            new Lessons(learner, settings.Training.UpdateEvery, settings.Training.UpdateUnit),
            memory,
            new TrainerSettings(seed, settings.Credit.Cut, settings.Credit.Discount));
    }

    private static INavigator Navigator(RolloutSettings settings, RunMemory memory, StateScorer scorer) => settings.GoBack switch
    {
        GoBackRule.Ranked => new RankedBacktracking(settings.Follow, settings.Frontier, settings.Explored, scorer.Score, memory.Explored),
        GoBackRule.LateUniform => new LateBranching(memory.NodeHistory, byScore: false),
        _ => new LateBranching(memory.NodeHistory, byScore: true),
    };
}

using ThreeSpo.Credit;
using ThreeSpo.Credit.Episodes;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;

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
    /// <summary>The temperature of a policy that is taken for greedy: what it samples is the likeliest action, and of equally likely ones any.</summary>
    public const double GreedyTemperature = 1e-4;

    /// <summary>Whether a method measures against the likeliest actions of the policy.</summary>
    public static bool NeedsGreedy(MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return EpisodeMethod(settings) is { NeedsGreedy: true };
    }

    /// <summary>Makes the method that the settings name.</summary>
    /// <param name="world">The world.</param>
    /// <param name="tasks">The tasks to train on; at least one.</param>
    /// <param name="actor">The policy, at the temperature of training.</param>
    /// <param name="learner">The same policy's learner.</param>
    /// <param name="settings">Every choice.</param>
    /// <param name="greedy">The policy at <see cref="GreedyTemperature"/>, for methods that measure against its likeliest actions; else null.</param>
    /// <exception cref="SettingsException">The method needs a critic or a greedy policy, and has none.</exception>
    public static ITrainingMethod Create(
        IEnvironment world, IReadOnlyList<TaskInstance> tasks, IActor actor, ILearner learner, MethodSettings settings, IActor? greedy = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
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
        if (EpisodeMethod(settings) is { } method)
        {
            Explorer? likeliest = greedy is null ? null : new Explorer(world, greedy, keys, rollout.MaxSteps);
            Check(method, likeliest, learner, settings.Training.Method);
            return new EpisodeTrainer(
                new DynamicSampling(order, rollout, settings.Training),
                new EpisodeCollector(explorer, memory, method.NeedsGreedy, seed, rollout),
                explorer,
                likeliest,
                new EpisodeCredit(method, settings.Credit),
                learner.Critic,
                new Lessons(learner, 1, CadenceUnit.Trees),
                memory,
                seed);
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

    /// <summary>How a method credits whole episodes; null for the one that grows trees.</summary>
    private static IEpisodeCredit? EpisodeMethod(MethodSettings settings) => settings.Training.Method switch
    {
        Method.ThreeSpo => null,
        Method.Grpo => new GrpoCredit(settings.Credit),
        Method.Gigpo => new GigpoCredit(settings.Credit),
        Method.Rloo => new RlooCredit(settings.Credit),
        Method.ReinforcePlusPlus => new ReinforcePlusPlusCredit(settings.Credit),
        Method.ReinforcePlusPlusBaseline => new ReinforcePlusPlusBaselineCredit(settings.Credit),
        Method.Remax => new RemaxCredit(),
        Method.Ppo => new PpoCredit(settings.Credit),
        Method.Hgpo => new HgpoCredit(settings.Credit),
        Method.PassAtK => new PassAtKCredit(settings.Credit),
        _ => throw new InvalidOperationException($"Not a method: {settings.Training.Method}."),
    };

    private static void Check(IEpisodeCredit method, Explorer? likeliest, ILearner learner, Method name)
    {
        string chosen = $"method={name.ToString()[..1].ToLowerInvariant()}{name.ToString()[1..]}";
        if (method.NeedsCritic && learner.Critic is null)
            throw new SettingsException([$"{chosen} needs a critic, but this policy has none. Use another policy, or a method without a critic: method=grpo."]);
        if (method.NeedsGreedy && likeliest is null)
            throw new SettingsException([$"{chosen} measures against the policy's likeliest actions, but was given no policy that takes them. Use a method without them: method=rloo."]);
    }

    private static INavigator Navigator(RolloutSettings settings, RunMemory memory, StateScorer scorer) => settings.GoBack switch
    {
        GoBackRule.Ranked => new RankedBacktracking(settings.Follow, settings.Frontier, settings.Explored, scorer.Score, memory.Explored),
        GoBackRule.LateUniform => new LateBranching(memory.NodeHistory, byScore: false),
        _ => new LateBranching(memory.NodeHistory, byScore: true),
    };
}

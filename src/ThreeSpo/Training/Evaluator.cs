using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>Measures a policy on a panel: one episode a task, nothing learned, nothing remembered.</summary>
/// <param name="world">The world.</param>
/// <param name="actor">The policy, at the temperature of evaluation.</param>
/// <param name="maxSteps">Steps after which an episode is truncated.</param>
/// <param name="seed">The seed of the evaluation's draws.</param>
public sealed class Evaluator(IEnvironment world, IActor actor, int maxSteps, ulong seed)
{
    /// <summary>The iteration that evaluations draw as: no training iteration has this number.</summary>
    public const int Iteration = -1;

    private readonly Explorer _explorer =
        new(world, actor, new StateKeys(StateIdentity.Text, StateIdentity.Text), maxSteps);

    /// <summary>Plays every task of a panel once, side by side.</summary>
    public async ValueTask<Evaluation> EvaluateAsync(Panel panel, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var outcomes = new EpisodeOutcome[panel.Tasks.Count];
        List<(int Slot, RolloutTree Episode)> running = [];
        for (int slot = 0; slot < outcomes.Length; slot++)
        {
            TaskInstance task = panel.Tasks[slot];
            try
            {
                TreeNode root = await _explorer.RootAsync(task, cancellation).ConfigureAwait(false);
                running.Add((slot, new RolloutTree(task, root, new Draw(seed, Iteration, slot, 0), new TreeBudget(1, maxSteps))));
            }
            catch (WorldFaultException)
            {
                outcomes[slot] = new EpisodeOutcome(task, Ending.Faulted, 0);
            }
        }

        while (running.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Expansion[] wave = [.. running.Select(one => new Expansion(one.Episode, one.Episode.Current!, Width: 1))];
            IReadOnlyList<StepGroup> steps = await _explorer.ExpandAsync(wave, cancellation).ConfigureAwait(false);
            for (int i = 0; i < steps.Count; i++)
            {
                Branch branch = steps[i].Branches[0];
                steps[i].Tree.Current = branch.Ending is Ending.None ? branch.Child : null;
                outcomes[running[i].Slot] = new EpisodeOutcome(steps[i].Tree.Task, branch.Ending, branch.Child.Depth, branch.FinalScore);
            }

            running.RemoveAll(one => one.Episode.Current is null);
        }

        return new Evaluation(panel, outcomes);
    }
}

/// <summary>How one episode of an evaluation went.</summary>
/// <param name="Task">The task.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Steps">Steps it took.</param>
/// <param name="Score">Its task score: how far the task was solved by its last step; 0 where it was truncated. In [0, 1].</param>
public sealed record EpisodeOutcome(TaskInstance Task, Ending Ending, int Steps, double Score = 0);

/// <summary>How a policy did on a panel.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="Episodes">One outcome a task, in the panel's order.</param>
public sealed record Evaluation(Panel Panel, IReadOnlyList<EpisodeOutcome> Episodes)
{
    /// <summary>The share of tasks solved. In [0, 1].</summary>
    public double Success => Share(Episodes);

    /// <summary>Mean task score. In [0, 1].</summary>
    public double Score => MeanScore(Episodes);

    /// <summary>Whether the score says more than success does: some tasks were solved in part.</summary>
    public bool ScoreSaysMore => SaysMore(Score, Success);

    /// <summary>Tasks per kind, the share of them solved and their mean score, by the kind's name.</summary>
    public IReadOnlyList<(string Kind, int Tasks, double Success, double Score)> ByKind =>
        [.. Episodes.GroupBy(one => one.Task.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, kind.Count(), Share([.. kind]), MeanScore([.. kind])))];

    /// <summary>Mean number of steps of an episode.</summary>
    public double MeanSteps => Episodes.Count == 0 ? 0 : Episodes.Average(one => one.Steps);

    /// <summary>Episodes on which the world failed; they count as not solved.</summary>
    public int Faults => Episodes.Count(one => one.Ending is Ending.Faulted);

    /// <summary>Whether a mean score says more than success: a world without scores has 0 everywhere, others 1 for solved tasks alone.</summary>
    /// <param name="score">Mean task score.</param>
    /// <param name="success">Share of tasks solved.</param>
    public static bool SaysMore(double score, double success) => score != 0 && score != success;

    private static double MeanScore(IReadOnlyList<EpisodeOutcome> episodes) =>
        episodes.Count == 0 ? 0 : episodes.Sum(one => one.Score) / episodes.Count;

    private static double Share(IReadOnlyList<EpisodeOutcome> episodes) =>
        episodes.Count == 0 ? 0 : (double)episodes.Count(one => one.Ending is Ending.Succeeded) / episodes.Count;
}

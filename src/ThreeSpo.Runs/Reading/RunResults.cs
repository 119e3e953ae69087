using ThreeSpo.Training;

namespace ThreeSpo.Runs.Reading;

/// <summary>How far a run has come, and what it has reached.</summary>
/// <param name="Iterations">Iterations recorded.</param>
/// <param name="Actions">Sampled actions in them.</param>
/// <param name="Budget">Sampled actions that it may use.</param>
/// <param name="Seconds">How long it has taken, evaluations included.</param>
/// <param name="Trajectories">Trajectories closed, faulted ones left out.</param>
/// <param name="DistinctTexts">Distinct observation texts met.</param>
/// <param name="KnownStates">States with a record.</param>
/// <param name="Curve">Its evaluations, in order.</param>
public sealed record RunResults(
    int Iterations, long Actions, long Budget, double Seconds, long Trajectories, long DistinctTexts, long KnownStates,
    IReadOnlyList<CurvePoint> Curve)
{
    /// <summary>Success when it was first measured; null where it was not yet. In [0, 1].</summary>
    public double? Before => Curve.Count > 0 ? Curve[0].Success : null;

    /// <summary>Success when it was last measured; null where it was not yet. In [0, 1].</summary>
    public double? Now => Curve.Count > 0 ? Curve[^1].Success : null;

    /// <summary>Whether task scores say more than success does, in some evaluation.</summary>
    public bool ScoreSaysMore => Curve.Any(point => Evaluation.SaysMore(point.Score, point.Success));

    /// <summary>Mean task score when it was first measured; null where it was not yet. In [0, 1].</summary>
    public double? ScoreBefore => Curve.Count > 0 ? Curve[0].Score : null;

    /// <summary>Mean task score when it was last measured; null where it was not yet. In [0, 1].</summary>
    public double? ScoreNow => Curve.Count > 0 ? Curve[^1].Score : null;

    /// <summary>Sampled actions at which the curve first reaches 60 %; null where it does not.</summary>
    public double? ActionsTo60 => LearningCurve.Reaches(Points, 0.6);

    private (double Actions, double Success)[] Points => [.. Curve.Select(point => ((double)point.Actions, point.Success))];

    /// <summary>Mean height of the curve up to a budget, level after its last point; null where nothing was measured yet.</summary>
    public double? Area(double budget) => Curve.Count > 0 && budget > 0 ? LearningCurve.Area(Points, budget) : null;

    /// <summary>Reads them.</summary>
    public static RunResults Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<CurvePoint> curve = run.All(
            "SELECT iteration, total_actions, seconds, success, mean_steps, faults, task_score FROM evaluation ORDER BY id",
            row => new CurvePoint(row.Count(0), row.Whole(1), row.Real(2), row.Real(3), row.Real(4), row.Count(5), row.Real(6)));
        long budget = long.TryParse(run.Setting("actions"), out long actions) ? actions : 0;
        var none = new RunResults(0, 0, budget, curve.Count > 0 ? curve[^1].Seconds : 0, 0, 0, 0, curve);
        return run.First(
            """
            SELECT number + 1, total_actions, max(seconds, coalesce((SELECT max(seconds) FROM evaluation), 0)),
                (SELECT sum(trajectories) FROM iteration), distinct_texts, known_states
            FROM iteration ORDER BY number DESC LIMIT 1
            """,
            row => new RunResults(row.Count(0), row.Whole(1), budget, row.Real(2), row.Whole(3), row.Whole(4), row.Whole(5), curve)) ?? none;
    }
}

/// <summary>One evaluation.</summary>
/// <param name="Iteration">Iterations that were done.</param>
/// <param name="Actions">Actions that had been sampled in them.</param>
/// <param name="Seconds">Since the run began.</param>
/// <param name="Success">Share of the panel's tasks that were solved. In [0, 1].</param>
/// <param name="MeanSteps">Mean length of an episode. Unit: steps.</param>
/// <param name="Faults">Episodes on which the world failed.</param>
/// <param name="Score">Mean task score. In [0, 1].</param>
public sealed record CurvePoint(int Iteration, long Actions, double Seconds, double Success, double MeanSteps, int Faults, double Score);

using System.Globalization;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Training;

namespace ThreeSpo.Runs.Comparing;

/// <summary>Reads what a study says of a run from the run's folder.</summary>
public static class ComparedRunReader
{
    /// <summary>The column of iterations that says what was processed, where a run records it; else the sum of what is read, written and learned.</summary>
    private const string TokensColumn = "tokens";

    /// <summary>Reads a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="known">What the study knows of it: part, variant, seed, folder, budget.</param>
    /// <param name="unit">What the budget counts.</param>
    /// <returns>What is known, completed by what the run has recorded.</returns>
    public static ComparedRun Read(string folder, ComparedRun known, BudgetUnit unit)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (!RunFolder.IsRun(folder))
            return known;

        try
        {
            using var run = RunReader.Open(folder);
            (RunCondition condition, string? stopped) = RunConditions.Of(folder);
            string state = condition is RunCondition.Unfinished && known.State == "failed" ? "failed" : condition.Word();
            ComparedRun whole = Completed(run, known with { State = state, Reason = stopped ?? (state == "failed" ? known.Reason : null) }, unit);
            return condition is RunCondition.Ended && !whole.HasUsedBudget(unit) ? Short(whole, unit) : whole;
        }
        catch (InvalidDataException fault)
        {
            return known with { State = "failed", Reason = known.Reason ?? fault.Message };
        }
    }

    /// <summary>One that has ended before its budget was used: by sampled actions where that is in tokens; else its budget has grown since, and it goes on.</summary>
    private static ComparedRun Short(ComparedRun run, BudgetUnit unit) => unit is BudgetUnit.Tokens && run.Curve is [.., var last] && last[0] >= run.MostActions
        ? run with { State = "stopped", Reason = string.Create(CultureInfo.InvariantCulture, $"its {run.MostActions:0} sampled actions (actions=) were used after {last[1]:0} of {run.Budget:0} tokens") }
        : run with { State = "unfinished" };

    private static ComparedRun Completed(RunReader run, ComparedRun known, BudgetUnit unit)
    {
        string tokens = run.First("SELECT 1 FROM pragma_table_info('iteration') WHERE name = ?1", row => row.Whole(0), TokensColumn) == 1
            ? TokensColumn : "prompt_tokens + response_tokens + learned_tokens";
        IReadOnlyList<Step> steps = run.All(
            $"""
            SELECT total_actions, sum({tokens}) OVER past, sum(trajectories) OVER past, distinct_texts, sum(cuts) OVER past,
                sum(sampled_states) OVER past, sum(wide_states) OVER past, mean_score
            FROM iteration WINDOW past AS (ORDER BY number) ORDER BY number
            """,
            row => new Step(
                row.Real(0), row.Real(1), row.Real(2), row.Real(3), row.Real(4), row.RealOrNothing(5), row.RealOrNothing(6), row.RealOrNothing(7)));
        (double[] Point, double Seconds)[] curve = [.. run.All(
            "SELECT iteration, total_actions, success, task_score, seconds FROM evaluation ORDER BY id",
            row => (new[] { row.Whole(1), TokensAfter(steps, row.Count(0)), row.Real(2), row.Real(3) }, row.Real(4)))];

        double At(Func<Step, double?> figure) => InBudget(steps, figure, known.Budget, unit);
        return known with
        {
            Panel = run.Fact("panel"),
            PanelHash = run.Fact("panel_hash"),
            TrainHash = run.Fact("train_hash"),
            Program = run.Fact("begun_by"),
            Policy = run.Fact("policy"),
            Actions = At(step => step.Actions),
            Tokens = At(step => step.Tokens),
            Trajectories = At(step => step.Trajectories),
            Texts = At(step => step.Texts),
            GivenUp = At(step => step.Cuts),
            States = steps.Count > 0 && steps[^1].States is not null ? At(step => step.States) : null,
            WideStates = steps.Count > 0 && steps[^1].Wide is not null ? At(step => step.Wide) : null,
            Seconds = curve.Length == 0 ? 0 : LearningCurve.At([.. curve.Select(one => (one.Point[unit is BudgetUnit.Tokens ? 1 : 0], one.Seconds))], known.Budget),
            Curve = [.. curve.Select(one => one.Point)],
            Clock = [.. curve.Select(one => one.Seconds)],
            Scores = [.. steps.Where(step => step.MeanScore is not null).Select(step => new[] { step.Actions, step.MeanScore!.Value })],
            Tasks = TasksOf(run, [.. curve.Select(one => one.Point[unit is BudgetUnit.Tokens ? 1 : 0])], known.Budget),
        };
    }

    private static double TokensAfter(IReadOnlyList<Step> steps, int iterations) =>
        iterations == 0 || steps.Count == 0 ? 0 : steps[Math.Min(iterations, steps.Count) - 1].Tokens;

    /// <summary>A sum over the run at exactly the budget; level where the run has not come so far.</summary>
    private static double InBudget(IReadOnlyList<Step> steps, Func<Step, double?> figure, double budget, BudgetUnit unit) => LearningCurve.At(
        [(0, 0), .. steps.Select(step => (unit is BudgetUnit.Tokens ? step.Tokens : step.Actions, figure(step) ?? 0))], budget);

    private static TasksAtBudget? TasksOf(RunReader run, double[] places, double budget)
    {
        if (places.Length == 0)
            return null;

        int after = Array.FindIndex(places, place => place >= budget);
        after = after < 0 ? places.Length - 1 : after;
        int before = Math.Max(0, after - 1);
        double weight = places[after] <= budget || places[after] == places[before] ? 1 : (budget - places[before]) / (places[after] - places[before]);
        (string Solved, double[] Scores) first = TasksIn(run, before);
        (string Solved, double[] Scores) second = TasksIn(run, after);
        bool scored = SaysMore(first) || SaysMore(second);
        return new TasksAtBudget(first.Solved, second.Solved, weight, scored ? first.Scores : null, scored ? second.Scores : null);
    }

    private static bool SaysMore((string Solved, double[] Scores) tasks) => tasks.Solved.Where((letter, i) => tasks.Scores[i] != letter - '0').Any() && tasks.Scores.Any(score => score != 0);

    private static (string Solved, double[] Scores) TasksIn(RunReader run, int evaluation)
    {
        IReadOnlyList<(bool Solved, double Score)> tasks = run.All(
            "SELECT ending = 'succeeded', task_score FROM evaluation_task WHERE evaluation = ?1 ORDER BY number",
            row => (row.Whole(0) != 0, row.Real(1)), evaluation);
        return (string.Concat(tasks.Select(task => task.Solved ? '1' : '0')), [.. tasks.Select(task => task.Score)]);
    }

    /// <summary>A run after an iteration: sums so far, and its own mean score.</summary>
    private sealed record Step(
        double Actions, double Tokens, double Trajectories, double Texts, double Cuts, double? States, double? Wide, double? MeanScore);
}

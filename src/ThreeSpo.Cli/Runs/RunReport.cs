using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Runs;

/// <summary>Runs as plain data, for --json. docs/metrics.md explains the fields.</summary>
internal static class RunReport
{
    public static object Of(RunSummary run) => new
    {
        name = run.Name,
        folder = run.Folder,
        state = run.Condition.Word(),
        problem = run.Problem,
        preset = run.Preset,
        world = run.World,
        policy = run.Policy,
        actions = run.Results?.Actions,
        budget = run.Results?.Budget,
        before = run.Results?.Before,
        now = run.Results?.Now,
        bytes = run.Bytes,
    };

    public static object Of(RunView run) => new
    {
        name = run.Summary.Name,
        folder = run.Summary.Folder,
        state = run.Summary.Condition.Word(),
        problem = run.Summary.Problem,
        facts = run.Facts.ToDictionary(fact => fact.Key, fact => fact.Value),
        settings = run.Settings.Select(one => new { key = one.Key, value = one.Value, origin = one.Origin }),
        results = Of(run.Results, run.Summary.AreaTo),
        curve = run.Results.Curve.Select(point => new
        {
            iteration = point.Iteration,
            actions = point.Actions,
            seconds = point.Seconds,
            success = point.Success,
            meanSteps = point.MeanSteps,
            faults = point.Faults,
            taskScore = point.Score,
        }),
        last = run.Last.ToDictionary(figure => figure.Name, figure => figure.Value),
        checkpoints = run.Checkpoints.Select(one => new { name = one.Name, actions = one.Actions, success = one.Success, problem = one.Problem }),
        hardestStates = run.Hardest.Select(state => new { id = state.Id, visits = state.Visits, successes = state.Successes, rate = state.Rate, text = state.Text }),
        tables = run.Tables.Select(table => new { table = table.Table, rows = table.Rows, bytes = table.Bytes }),
        bytes = run.Summary.Bytes,
    };

    public static object Of(RunResults results, double areaTo) => new
    {
        before = results.Before,
        after = results.Now,
        taskScoreBefore = results.ScoreBefore,
        taskScoreAfter = results.ScoreNow,
        area = results.Area(areaTo),
        areaTo,
        actionsTo60 = results.ActionsTo60,
        actions = results.Actions,
        budget = results.Budget,
        iterations = results.Iterations,
        trajectories = results.Trajectories,
        distinctTexts = results.DistinctTexts,
        knownStates = results.KnownStates,
        seconds = results.Seconds,
    };

    public static object Of(RecordedTree tree) => new
    {
        iteration = tree.Iteration,
        slot = tree.Slot,
        task = tree.Task,
        kind = tree.Kind,
        actions = tree.Actions,
        trajectories = tree.Trajectories,
        successes = tree.Successes,
        nodes = tree.Nodes,
    };
}

using System.Diagnostics;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Runs;

/// <summary>Runs and evaluations as plain data, for result.json and --json. docs/metrics.md explains the fields.</summary>
internal static class Report
{
    public static object Of(Evaluation evaluation, long seed, double temperature, int maxSteps, string policy, string description) => new
    {
        policy,
        description,
        panel = evaluation.Panel.Name,
        panelHash = evaluation.Panel.Hash,
        tasks = evaluation.Episodes.Count,
        seed,
        temperature,
        maxSteps,
        success = evaluation.Success,
        taskScore = evaluation.Score,
        meanSteps = evaluation.MeanSteps,
        faults = evaluation.Faults,
        byKind = evaluation.ByKind.Select(kind => new { kind = kind.Kind, tasks = kind.Tasks, success = kind.Success, taskScore = kind.Score }),
    };

    public static object Of(RunOutcome outcome, string preset, string policy, TrainingSettings settings, double seconds, string folder)
    {
        (double Actions, double Success)[] curve = [.. outcome.Curve.Select(point => ((double)point.Actions, point.Result.Success))];
        return new
        {
            preset,
            policy,
            seed = settings.Seed,
            temperature = settings.Temperature,
            evalTemperature = settings.EvalTemperature,
            panel = outcome.After.Panel.Name,
            panelHash = outcome.After.Panel.Hash,
            before = outcome.Before.Success,
            after = outcome.After.Success,
            taskScoreBefore = outcome.Before.Score,
            taskScoreAfter = outcome.After.Score,
            area = LearningCurve.Area(curve, settings.Actions),
            actionsTo60 = LearningCurve.Reaches(curve, 0.6),
            actions = outcome.Total.Actions,
            trajectories = outcome.Total.Trajectories,
            iterations = outcome.Iterations,
            distinctTexts = outcome.DistinctTexts,
            knownStates = outcome.KnownStates,
            meanWidth = outcome.Total.MeanWidth,
            cuts = outcome.Total.Cuts,
            faults = outcome.Total.Faults,
            firstFault = outcome.Total.FirstFault,
            invalid = outcome.Total.Invalid,
            promptTokens = outcome.Total.PromptTokens,
            responseTokens = outcome.Total.ResponseTokens,
            learnedTokens = outcome.Total.Updates.Tokens,
            seconds,
            peakMemoryMiB = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
            stopped = outcome.Stopped,
            cancelled = outcome.Cancelled,
            curve = outcome.Curve.Select(point => new { actions = point.Actions, success = point.Result.Success, taskScore = point.Result.Score }),
            byKind = outcome.After.ByKind.Select(kind => new
            {
                kind = kind.Kind,
                tasks = kind.Tasks,
                before = outcome.Before.ByKind.First(other => other.Kind == kind.Kind).Success,
                after = kind.Success,
                taskScoreBefore = outcome.Before.ByKind.First(other => other.Kind == kind.Kind).Score,
                taskScoreAfter = kind.Score,
            }),
            folder,
        };
    }
}

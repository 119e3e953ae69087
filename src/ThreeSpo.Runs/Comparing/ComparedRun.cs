using System.Text.Json.Serialization;
using ThreeSpo.Training;

namespace ThreeSpo.Runs.Comparing;

/// <summary>One run of a study: everything that its report says of it. A line of results.jsonl.</summary>
/// <remarks>Cumulative figures are those at exactly the budget, on straight lines between iterations: an iteration overshoots.</remarks>
public sealed record ComparedRun
{
    /// <summary>The part that it is in.</summary>
    public required string Part { get; init; }

    /// <summary>The variant.</summary>
    public required string Variant { get; init; }

    /// <summary>The value that it tries, where it is one that a setting is chosen by; null for the runs that are reported.</summary>
    public string? Tried { get; init; }

    /// <summary>Its seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Its folder, from the study's.</summary>
    public required string Folder { get; init; }

    /// <summary>"ended", "stopped" (stalled, diverged, or out of sampled actions before its budget of tokens; its policy stays as it is), "failed", "interrupted", "unfinished", or "waiting".</summary>
    public required string State { get; init; }

    /// <summary>Why it stopped or failed; null for others.</summary>
    public string? Reason { get; init; }

    /// <summary>What it may use, in sampled actions or tokens.</summary>
    public double Budget { get; init; }

    /// <summary>Sampled actions that end it too where its budget is in tokens.</summary>
    [JsonIgnore]
    public double MostActions { get; init; }

    /// <summary>What it was measured on.</summary>
    public string Panel { get; init; } = "";

    /// <summary>The panel's hash.</summary>
    public string PanelHash { get; init; } = "";

    /// <summary>The hash of what it was trained on.</summary>
    public string TrainHash { get; init; } = "";

    /// <summary>The program that trained it.</summary>
    public string Program { get; init; } = "";

    /// <summary>Its policy, in words.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Sampled actions up to the budget.</summary>
    public double Actions { get; init; }

    /// <summary>Tokens processed up to the budget: prompts, answers, and what was learned from.</summary>
    public double Tokens { get; init; }

    /// <summary>Trajectories closed.</summary>
    public double Trajectories { get; init; }

    /// <summary>Distinct observation texts met.</summary>
    public double Texts { get; init; }

    /// <summary>Nodes looked at and given up.</summary>
    public double GivenUp { get; init; }

    /// <summary>States sampled at, summed over iterations; null where that was not recorded.</summary>
    public double? States { get; init; }

    /// <summary>Those of them at which two or more actions were sampled.</summary>
    public double? WideStates { get; init; }

    /// <summary>Seconds up to the budget, on straight lines between evaluations, which are included.</summary>
    public double Seconds { get; init; }

    /// <summary>Evaluations: sampled actions, tokens, success, mean task score.</summary>
    public IReadOnlyList<double[]> Curve { get; init; } = [];

    /// <summary>Seconds at each evaluation: the one thing that differs from time to time.</summary>
    public IReadOnlyList<double> Clock { get; init; } = [];

    /// <summary>Iterations: sampled actions so far, mean state score in it.</summary>
    public IReadOnlyList<double[]> Scores { get; init; } = [];

    /// <summary>How each task of the panel went at the budget; null where it has not come so far.</summary>
    public TasksAtBudget? Tasks { get; init; }

    /// <summary>Whether it has come to its end, so that its figures count.</summary>
    [JsonIgnore]
    public bool Counts => State is "ended" or "stopped" && Curve.Count > 0;

    /// <summary>The success curve over sampled actions.</summary>
    [JsonIgnore]
    public IReadOnlyList<(double, double)> ByActions => [.. Curve.Select(point => (point[0], point[2]))];

    /// <summary>The success curve over tokens.</summary>
    [JsonIgnore]
    public IReadOnlyList<(double, double)> ByTokens => [.. Curve.Select(point => (point[1], point[2]))];

    /// <summary>The success curve over seconds.</summary>
    [JsonIgnore]
    public IReadOnlyList<(double, double)> BySeconds => [.. Curve.Zip(Clock, (point, seconds) => (seconds, point[2]))];

    /// <summary>The curve of the task score over what the budget counts.</summary>
    public IReadOnlyList<(double, double)> ScoreBy(BudgetUnit unit) => [.. Curve.Select(point => (point[unit is BudgetUnit.Tokens ? 1 : 0], point[3]))];

    /// <summary>Whether its whole budget is used.</summary>
    /// <remarks>Tokens are recorded an iteration each, and their sum rounds otherwise than what ended the run.</remarks>
    public bool HasUsedBudget(BudgetUnit unit) => By(unit) is [.., (double at, _)] && at >= Budget * (1 - 1e-9);

    /// <summary>The success curve over what the budget counts.</summary>
    public IReadOnlyList<(double, double)> By(BudgetUnit unit) => unit is BudgetUnit.Tokens ? ByTokens : ByActions;

    /// <summary>Whether task scores say more than success does.</summary>
    [JsonIgnore]
    public bool ScoreSaysMore => Curve.Any(point => Evaluation.SaysMore(point[3], point[2]));
}

/// <summary>How every task of a panel went in the evaluations around the budget.</summary>
/// <param name="Before">A letter a task, "1" where it was solved, in the evaluation before.</param>
/// <param name="After">In the one after; the same where nothing was measured after.</param>
/// <param name="Weight">Share of the one after in what lies at the budget. In [0, 1].</param>
/// <param name="ScoresBefore">Task scores; null where they say no more than success.</param>
/// <param name="ScoresAfter">As before.</param>
public sealed record TasksAtBudget(string Before, string After, double Weight, double[]? ScoresBefore, double[]? ScoresAfter)
{
    /// <summary>Success of each task at the budget. In [0, 1].</summary>
    [JsonIgnore]
    public double[] Success => [.. Before.Zip(After, (before, after) => Between(before - '0', after - '0'))];

    /// <summary>Score of each task at the budget; its success where scores say no more. In [0, 1].</summary>
    [JsonIgnore]
    public double[] Score => ScoresBefore is null || ScoresAfter is null ? Success : [.. ScoresBefore.Zip(ScoresAfter, Between)];

    private double Between(double before, double after) => before + ((after - before) * Weight);
}

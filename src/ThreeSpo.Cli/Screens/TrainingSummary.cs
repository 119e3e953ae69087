using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using ThreeSpo.Outside;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Screens;

/// <summary>The end of a run: success before and after, on what it was measured, and where to look further.</summary>
internal static class TrainingSummary
{
    public static void Print(
        IAnsiConsole console, RunOutcome outcome, string preset, TrainingSettings settings, double seconds, string folder,
        string where)
    {
        Evaluation before = outcome.Before;
        Evaluation after = outcome.After;
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("unseen tasks").AddColumn(new TableColumn("tasks").RightAligned())
            .AddColumn(new TableColumn("before").RightAligned()).AddColumn(new TableColumn("after").RightAligned());
        bool scored = before.ScoreSaysMore || after.ScoreSaysMore;
        if (scored)
            table.AddColumn(new TableColumn("score before").RightAligned()).AddColumn(new TableColumn("score after").RightAligned());
        foreach ((string kind, int tasks, double success, double score) in after.ByKind)
        {
            (_, _, double successBefore, double scoreBefore) = before.ByKind.First(other => other.Kind == kind);
            table.AddRow([kind, Number(tasks), Percent(successBefore), Percent(success), .. Where(scored, Percent(scoreBefore), Percent(score))]);
        }

        table.AddEmptyRow();
        table.AddRow([
            new Markup("[bold]all[/]"), new Text(Number(after.Episodes.Count)), new Text(Percent(before.Success)),
            new Markup($"[bold]{Percent(after.Success)}[/]"),
            .. Where<IRenderable>(scored, new Text(Percent(before.Score)), new Markup($"[bold]{Percent(after.Score)}[/]"))]);
        console.Write(table);

        // Sentences go past the console library, which would break them, and the commands in them, at its width.
        TextWriter lines = console.Profile.Out.Writer;
        lines.WriteLine(
            $"panel {Printable.Text(after.Panel.Name)}, hash {after.Panel.Hash}; seed {settings.Seed}; temperature {Real(settings.EvalTemperature)}; "
            + $"one episode a task; preset {preset}");
        lines.WriteLine(
            $"{Number(outcome.Total.Actions)} actions sampled in {outcome.Iterations} iterations and {seconds.ToString("N1", CultureInfo.InvariantCulture)} s; "
            + $"{Number(outcome.Total.Trajectories)} trajectories; {Number(outcome.DistinctTexts)} distinct observations; "
            + $"{Number(outcome.KnownStates)} states known");
        if (outcome.Total.PromptTokens > 0)
        {
            lines.WriteLine(
                $"{Number(outcome.Total.PromptTokens + outcome.Total.ResponseTokens)} tokens sampled, {Number(outcome.Total.Updates.Tokens)} tokens learned from; "
                + $"{Number(outcome.Total.Invalid)} actions not valid");
        }

        if (outcome.Stopped is null && outcome.Total.Actions < settings.Actions)
            lines.WriteLine($"Its {Number((long)settings.Tokens)} tokens were used up before its {Number(settings.Actions)} actions.");
        if (outcome.Total.Faults > 0)
            lines.WriteLine($"{Number(outcome.Total.Faults)} actions broke off without an outcome, first with: {Printable.Line(outcome.Total.FirstFault ?? "", 500)}");
        if (outcome.Stopped is { } reason)
            lines.WriteLine($"Stopped early. {reason}");
        lines.WriteLine($"Saved in {folder}. Look further with: {Invocation.Of($"eval policy={folder}{where}")}");
    }

    /// <summary>A run that was interrupted: how far it has come, and how it goes on.</summary>
    public static void PrintPaused(TextWriter to, RunOutcome outcome, string folder) => to.WriteLine(
        $"Interrupted after {Number(outcome.Total.Actions + outcome.UnderWay)} sampled actions, {(outcome.UnderWay > 0 ? "in" : "before")} iteration {outcome.Iterations + 1}. "
        + (outcome.BrokenOff ? $"What was under way was broken off; {folder} holds the run as it was last saved. " : $"Everything is saved in {folder}. ")
        + $"Go on with: {Invocation.Of($"train {folder}")}");

    private static T[] Where<T>(bool shown, params T[] cells) => shown ? cells : [];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    private static string Real(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

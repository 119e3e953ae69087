using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs tree: draws what was tried on one task in one iteration.</summary>
internal static class RunsTreeCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("run") { Description = "a run's folder" };
        Option<int?> iteration = new("--iteration") { Description = "the iteration's number in the tables, from 0 (default: the last one recorded)" };
        Option<int?> slot = new("--slot") { Description = "which of the iteration's trees, from 0 (default: 0)" };
        Option<string?> task = new("--task") { Description = "the tree of this task, instead of a slot" };
        Option<string?> svg = new("--svg") { Description = "write a picture of the tree to this file" };
        Option<bool> force = new("--force") { Description = "let --svg replace a file" };
        Option<bool> json = new("--json") { Description = "print the tree as one JSON object" };
        var command = new Command("tree", """
            Draws a recorded tree: what was tried on one task in one iteration, and what came of it.

            Examples:
              3spo runs tree runs/alfworld-scout-1
              3spo runs tree runs/alfworld-scout-1 --iteration 12 --slot 3
              3spo runs tree runs/alfworld-scout-1 --svg tree.svg      a picture, for a browser
            """)
        {
            folder, iteration, slot, task, svg, force, json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(slot) is not null && parsed.GetValue(task) is not null)
                throw new UserMistakeException("--slot and --task both choose a tree. Give one of them.");

            using var run = RunReader.Open(parsed.GetValue(folder)!);
            RecordedTree tree = Chosen(run, parsed.GetValue(iteration), parsed.GetValue(slot) ?? 0, parsed.GetValue(task));
            if (parsed.GetValue(svg) is { } file)
                Draw(tree, run.Folder, file, parsed.GetValue(force), parsed.GetValue(json));
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(RunReport.Of(tree), Json.Line));
            else if (parsed.GetValue(svg) is null)
                TreeScreen.Print(AnsiConsole.Console, tree, run.Folder);

            return Door.Fine;
        });
        return command;
    }

    private static RecordedTree Chosen(RunReader run, int? iteration, int slot, string? task)
    {
        var there = RecordedTrees.Of(run);
        if (there.Last is null)
            throw new UserMistakeException($"{run.Folder} has no recorded trees{(there.Done == 0 ? " yet: no iteration was finished" : "; a run records them with recordTrees=1")}.");

        (int Iteration, int Slot)? place = task is null ? (iteration ?? there.Last.Value, slot) : RecordedTrees.Find(run, task, iteration);
        if (place is null)
            throw new UserMistakeException($"{run.Folder} has no recorded tree of the task '{task}'{(iteration is null ? "" : $" in iteration {iteration}")}. {Tasks(run, iteration ?? there.Last.Value)}");

        return RecordedTree.Read(run, place.Value.Iteration, place.Value.Slot)
            ?? throw new UserMistakeException(WhyNot(run, there, place.Value.Iteration, place.Value.Slot));
    }

    /// <summary>Why a tree is not there, and which are.</summary>
    private static string WhyNot(RunReader run, RecordedTrees there, int iteration, int slot)
    {
        int slots = run.First("SELECT count(DISTINCT slot) FROM node WHERE iteration = ?1", row => row.Count(0), iteration);
        if (slots > 0)
            return $"Iteration {iteration} of {run.Folder} has no tree {slot}: its trees are 0 to {slots - 1}.";

        string why = iteration < 0 || iteration >= there.Done ? $"does not exist: the run has finished iterations 0 to {there.Done - 1}"
            : iteration < there.First ? $"is not kept any more (keepTrees={run.Setting("keepTrees")})"
            : $"was not recorded (recordTrees={run.Setting("recordTrees")})";
        return string.Create(CultureInfo.InvariantCulture,
            $"Iteration {iteration} of {run.Folder} {why}. Trees are there of {there.Iterations} iterations, {there.First} to {there.Last}.");
    }

    private static string Tasks(RunReader run, int iteration)
    {
        string? one = run.First("SELECT task FROM tree WHERE iteration = ?1 ORDER BY slot LIMIT 1", row => row.Text(0), iteration);
        return one is null ? "" : $"Iteration {iteration} worked on '{one}', among others.";
    }

    private static void Draw(RecordedTree tree, string folder, string file, bool force, bool quiet)
    {
        if (tree.Nodes.Count > TreeSvg.MostNodes)
            throw new UserMistakeException($"The tree has {tree.Nodes.Count} nodes; a picture can show {TreeSvg.MostNodes}. Look at it without --svg.");

        string title = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}, iteration {tree.Iteration}, tree {tree.Slot}");
        ExportPlace.WriteFile(file, force, stream => stream.Write(Encoding.UTF8.GetBytes(TreeSvg.Of(tree, title))));
        if (!quiet)
            Console.WriteLine($"Wrote {file}: {tree.Nodes.Count} nodes. Open it in a browser; point at a node to read everything about it.");
    }
}

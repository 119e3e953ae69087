using System.CommandLine;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo export: a run's records in the forms of other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("run") { Description = "a run's folder" };
        Option<string?> tensorBoard = new("--tensorboard") { Description = "a folder for an event file with every figure, for tensorboard --logdir" };
        Option<string?> csv = new("--csv") { Description = "a folder for one CSV file a table" };
        Option<string?> lines = new("--jsonl") { Description = "a file for a JSON object a line, for every iteration and evaluation" };
        Option<bool> force = new("--force") { Description = "replace files that are there" };
        var command = new Command("export", """
            Writes a run's records for other programs, whole or not at all; safe while it is trained.

            Examples:
              3spo export runs/alfworld-scout-1 --tensorboard boards/branch
              3spo export runs/alfworld-scout-1 --csv tables --jsonl metrics.jsonl
            """)
        {
            folder, tensorBoard, csv, lines, force,
        };
        command.SetAction(parsed => Export(
            parsed.GetValue(folder)!, parsed.GetValue(tensorBoard), parsed.GetValue(csv), parsed.GetValue(lines), parsed.GetValue(force)));
        return command;
    }

    private static int Export(string folder, string? tensorBoard, string? csv, string? lines, bool force)
    {
        if (tensorBoard is null && csv is null && lines is null)
            throw new UserMistakeException("Nothing to export to. Give one or more of --tensorboard FOLDER, --csv FOLDER, --jsonl FILE.");

        using var run = RunReader.Open(folder);
        if (tensorBoard is not null)
            ToTensorBoard(run, tensorBoard, force);
        if (csv is not null)
            ToCsv(run, csv, force);
        if (lines is not null)
            ToLines(run, lines, force);

        return Door.Fine;
    }

    private static void ToTensorBoard(RunReader run, string folder, bool force)
    {
        int events = 0;
        ExportPlace.WriteFolder(folder, force, place => events = TensorBoardExport.Write(run, place));
        Console.WriteLine($"Wrote {Shown.Number(events)} steps to {folder}. Look at them with: tensorboard --logdir {folder}");
    }

    private static void ToCsv(RunReader run, string folder, bool force)
    {
        long rows = 0;
        IReadOnlyList<string> files = ExportPlace.WriteFolder(folder, force, place => rows = CsvExport.Write(run, place));
        Console.WriteLine($"Wrote {Shown.Number(rows)} rows to {files.Count} files in {folder}.");
    }

    private static void ToLines(RunReader run, string file, bool force)
    {
        int lines = 0;
        ExportPlace.WriteFile(file, force, stream => lines = JsonLinesExport.Write(run, stream));
        Console.WriteLine($"Wrote {Shown.Number(lines)} lines to {file}.");
    }
}

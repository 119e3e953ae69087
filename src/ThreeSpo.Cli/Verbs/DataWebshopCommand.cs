using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Data;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo data webshop: a catalogue of WebShop.</summary>
internal static class DataWebshopCommand
{
    private const long MostSeed = 4_000_000_000;
    private const int MostUnseen = 1_000_000;
    private const int MostFaults = 50;

    public static Command Create()
    {
        Argument<string> path = new("path") { Description = "the folder with items_shuffle*.json, items_ins*.json and perhaps items_human_ins*.json; or the first of them; or \"synthetic\" for the bundled catalogue" };
        Option<bool> json = new("--json") { Description = "print everything as one JSON object" };
        Option<string?> panels = new("--panels") { Description = "a folder for the panels of every split: a file each, with hashes and tasks" };
        Option<long?> seed = new("--seed") { Description = "seed of the panels' goals (default: 233, and 0 for the peer split)" };
        Option<int> unseen = new("--unseen") { Description = "goals in each unseen panel", DefaultValueFactory = _ => WebshopPanels.UsualUnseen };
        Option<int?> most = new("--most") { Description = "read only so many products" };
        Option<string?> write = new("--write") { Description = "with synthetic: a folder for the bundled catalogue's files; --most says how many products [default: 1000]" };
        Option<bool> force = new("--force") { Description = "replace panels that are there" };
        var command = new Command("webshop", """
            Checks a catalogue of WebShop and counts what it holds. Exit code 2 where something is damaged, with a line for each place.

            Examples:
              3spo data webshop data/webshop
              3spo data webshop data/webshop --panels panels/webshop
              3spo data webshop data/webshop/items_shuffle.json --most 100000
              3spo data webshop synthetic --write my-catalogue
            """)
        {
            path, json, panels, seed, unseen, most, write, force,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(RunOn(
            parsed.GetValue(write), new Asked(parsed.GetValue(path)!, parsed.GetValue(json), parsed.GetValue(panels), parsed.GetValue(seed), parsed.GetValue(unseen), parsed.GetValue(most), parsed.GetValue(force)),
            cancellation)));
        return command;
    }

    /// <summary>Checks files; those of the bundled catalogue are written first, for good where somebody says where to.</summary>
    private static int RunOn(string? write, Asked asked, CancellationToken cancellation)
    {
        asked.Check();
        if (asked.Path != WebshopSettings.Synthetic)
            return write is null ? Run(asked, cancellation) : throw new UserMistakeException("--write is for the bundled catalogue. Write: 3spo data webshop synthetic --write DIR");
        if (asked.Most is { } products and (< SyntheticCatalogue.FewestProducts or > SyntheticCatalogue.MostProducts))
            throw new UserMistakeException($"--most is {products}, but the bundled catalogue has {SyntheticCatalogue.FewestProducts} … {SyntheticCatalogue.MostProducts} products.");

        DirectoryInfo? passing = write is null ? Directory.CreateTempSubdirectory("3spo-catalogue-") : null;
        try
        {
            string folder = passing?.FullName ?? write!;
            SyntheticFiles.Write(folder, asked.Most ?? new WebshopSettings().Products);
            return Run(asked with { Path = folder }, cancellation);
        }
        finally
        {
            passing?.Delete(recursive: true);
        }
    }

    private static int Run(Asked asked, CancellationToken cancellation)
    {
        var progress = new ReadingProgress(TimeProvider.System, Console.Error);
        var check = CatalogueCheck.Of(asked.Path, asked.Most, MostFaults, progress.Show, cancellation);
        var report = CatalogueReport.Of(check);
        bool sound = report.FaultCount == 0;
        if (!asked.Json)
            Print(CataloguePage.Lines(report));

        List<PanelFile> files = sound && asked.Panels is not null ? WritePanels(asked, new GoalBooks(check.Catalogue)) : [];
        if (asked.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { Catalogue = report, Panels = files }, Json.Line));
        else if (files.Count > 0)
            Print(CataloguePage.Lines(files));

        if (!sound)
            Complain(report, asked.Panels is not null);

        return sound ? Door.Fine : Door.Mistake;
    }

    /// <summary>The panels of every split that the catalogue has goals enough for: all of them are written, or none.</summary>
    private static List<PanelFile> WritePanels(Asked asked, GoalBooks books)
    {
        List<PanelFile> files = [];
        ExportPlace.WriteFolder(asked.Panels!, asked.Force, folder =>
        {
            foreach (GoalKind kind in Enum.GetValues<GoalKind>().Where(kind => books.Of(kind, 0).Count > 0))
            {
                foreach (WebshopSplit split in Enum.GetValues<WebshopSplit>())
                    Try(() => files.AddRange(PanelFile.Write(folder, books, kind, split, asked.Unseen, asked.Seed)));
            }

            if (files.Count == 0)
                throw new UserMistakeException($"No panel can be made of '{Printable.Line(asked.Path, 200)}': its products have too few goals. Use a larger catalogue.");
        });
        return files;

        static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (InvalidDataException refused)
            {
                Console.Error.WriteLine($"3spo: note: no such panels: {Printable.Line(refused.Message, 500)}");
            }
        }
    }

    private static void Complain(CatalogueReport report, bool panels)
    {
        foreach (CatalogueFault fault in report.Faults)
            Console.Error.WriteLine($"3spo: {Printable.Line(fault.ToString(), 500)}");

        if (report.FaultCount > report.Faults.Count)
            Console.Error.WriteLine($"3spo: and {report.FaultCount - report.Faults.Count} more such places.");

        Console.Error.WriteLine($"3spo: the catalogue is damaged{(panels ? ", and no panels were made" : "")}. Fetch the files again, or mend these places.");
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Console.WriteLine(line);
    }

    /// <summary>What the command line asks for.</summary>
    private sealed record Asked(string Path, bool Json, string? Panels, long? Seed, int Unseen, int? Most, bool Force)
    {
        public void Check()
        {
            if (Path.Length == 0)
                throw new UserMistakeException("The path is empty. Give the folder that holds items_shuffle*.json.");
            if (Seed is < 0 or > MostSeed)
                throw new UserMistakeException($"--seed is {Seed}, but must lie in 0 … {MostSeed}.");
            if (Unseen is < 1 or > MostUnseen)
                throw new UserMistakeException($"--unseen is {Unseen}, but must lie in 1 … {MostUnseen}.");
            if (Most is < 1)
                throw new UserMistakeException($"--most is {Most}, but must be at least 1.");
        }
    }
}

using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Security.Fuzzing;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A run's database, up to everything that is shown and exported of it.</summary>
internal sealed class RunDatabaseReader : UntrustedReader
{
    public override string Name => "run database";

    public override IReadOnlyList<byte[]> Sound { get; } = [Written()];

    /// <summary>Almost all of it is empty pages: only damage to what is used, or to the order of pages, says anything.</summary>
    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override void Read(byte[] input)
    {
        File.WriteAllText(Folder.File("settings.json"), "{}");
        File.WriteAllBytes(Folder.File("run.db"), input);
        var summary = RunSummary.Of(Folder.Path);
        Assert.NotEmpty(RunsTable.Lines([summary]));

        using var run = RunReader.Open(Folder.Path);
        Assert.NotEmpty(DiffPage.Lines(RunDifference.Of(Folder.Path, Folder.Path)));
        var trees = RecordedTrees.Of(run);
        if (trees.Last is { } last && RecordedTree.Read(run, last, 0) is { } tree)
            Assert.NotEmpty(TreeSvg.Of(tree, "run") + TreeLines.Of(tree, 80).Last().Text);

        JsonLinesExport.Write(run, Stream.Null);
        CsvExport.Write(run, Folder.Path);

        // Last, because it looks for damage first, and would keep most of it from the others.
        Assert.NotEmpty(RunPage.Lines(RunView.Of(Folder.Path, 5)));
    }

    private static byte[] Written()
    {
        using var run = new HandRun();
        return File.ReadAllBytes(run.Database);
    }
}

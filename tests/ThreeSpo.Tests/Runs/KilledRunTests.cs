using System.Globalization;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Runs;

/// <summary>
/// Runs that are killed at any moment, from the start of the process to its end, go on and end with the same bytes. THREESPO_KILLS=50
/// kills so many, and THREESPO_KILLS_REPORT=FILE adds a line for each to a table in Markdown.
/// </summary>
public sealed class KilledRunTests
{
    private const int Usual = 6;

    /// <summary>Half of the runs save after every wave, so that kills fall into that too.</summary>
    private static readonly string[] Savings = ["checkpointSeconds=0", "checkpointSeconds=0.1"];

    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_ends_with_the_same_bytes() =>
        await KillAsync("light", Kills, [.. RunOnDisk.Light, "evalEvery=700", .. Thorough ? ["actions=4000"] : Array.Empty<string>()]);

    [Fact]
    public async Task A_run_of_the_language_model_that_is_killed_at_any_moment_ends_with_the_same_bytes()
    {
        RecordedModel.RequireTorch();
        Assert.SkipUnless(Thorough, "It takes minutes. Run it with: make kills");
        await KillAsync(
            "tiny", Kills / 5,
            ["policy=tiny", "preset=steps", "klWeight=0.01", "trainGames=12", "unseenGames=6", "trees=4", "updateEvery=5", "actions=800", "maxSteps=8"]);
    }

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("THREESPO_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;

    private static bool Thorough => Kills > Usual;

    private static async Task KillAsync(string policy, int kills, string[] settings)
    {
        using var folder = new TemporaryFolder(TemporaryFolder.Memory);
        double[] seconds = new double[Savings.Length];
        string[] ends = new string[Savings.Length];
        for (int i = 0; i < Savings.Length; i++)
        {
            var whole = new RunOnDisk(folder.Path, $"whole-{i}", [.. settings, Savings[i]]);
            seconds[i] = await whole.TimedAsync();
            ends[i] = whole.End();
        }

        string expected = Assert.Single(ends.Distinct());
        List<string> unequal = [];
        for (int number = 0; number < kills; number++)
        {
            var draw = new Draw(11, policy.Length, number, 0);
            int way = number % Savings.Length;
            var run = new RunOnDisk(folder.Path, $"killed-{number}", [.. settings, Savings[way]]);
            List<string> moments = [];
            List<string> doing = [];
            for (int time = draw.Below(2, use: 0); time < 2; time++)
            {
                // The first moments lie spread over the whole, one in each part of it; a second one lies anywhere.
                double share = moments.Count == 0 ? (number + draw.Uniform(use: 1)) / kills : draw.Uniform(use: 2);
                bool killed = await run.KillAsync(TimeSpan.FromSeconds(share * seconds[way]));
                moments.Add(string.Create(CultureInfo.InvariantCulture, $"{share * seconds[way]:0.00} s"));
                doing.Add(killed ? Doing(run) : "it had ended");
            }

            Program3spo.Outcome outcome = await run.TrainAsync("checkpointSeconds=30");
            bool equal = outcome.Code == 0 && run.End() == expected;
            string from = run.Log.LastOrDefault(line => line.StartsWith("gone on", StringComparison.Ordinal)) is { } line
                ? line.Split(" after ")[1].Split(',')[0] : "its making";
            Report($"| {policy} | {number + 1} | {Savings[way]} | {string.Join(", ", moments)} | {string.Join("; ", doing)} | {from} | {(equal ? "yes" : "NO")} |");
            if (!equal)
                unequal.Add($"run {number + 1}: {outcome}; log: {string.Join("; ", run.Log.TakeLast(4))}");
        }

        Assert.Empty(unequal);
    }

    /// <summary>What a run was at when it was killed, by what lies in its folder.</summary>
    private static string Doing(RunOnDisk run) => run switch
    {
        _ when !Directory.Exists(run.Folder) => "starting",
        { LastOfLog: null } => "making its folder",
        _ when Directory.Exists(Path.Combine(run.Folder, "checkpoints", ".writing")) => $"writing a checkpoint, after: {Short(run.LastOfLog!)}",
        _ => $"after: {Short(run.LastOfLog!)}",
    };

    private static string Short(string line) => line.StartsWith("begun", StringComparison.Ordinal) ? "begun"
        : line.StartsWith("gone on", StringComparison.Ordinal) ? "gone on" : line.Split(':')[0];

    private static void Report(string row)
    {
        const string Head = "| policy | run | saved | killed after | it was | went on from | same bytes |\n| --- | ---: | --- | --- | --- | --- | --- |";
        TestContext.Current.TestOutputHelper!.WriteLine(row);
        if (Environment.GetEnvironmentVariable("THREESPO_KILLS_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, File.Exists(report) ? $"{row}\n" : $"{Head}\n{row}\n");
    }
}

using System.Diagnostics;
using System.Text.Json;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models;

namespace ThreeSpo.Tests.Runs;

/// <summary>Ctrl-C, and what a system sends to end a process, at any moment: the run is saved, says how to go on, and ends with the same bytes.</summary>
public sealed class InterruptedRunTests
{
    public InterruptedRunTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill.");

    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("INT", true)]
    public async Task A_run_that_is_interrupted_at_any_moment_says_how_to_go_on_and_ends_with_the_same_bytes(string signal, bool json)
    {
        using var folder = new TemporaryFolder(TemporaryFolder.Memory);
        string[] also = json ? ["--json"] : [];
        (string end, double seconds) = await RunOnDisk.UndisturbedAsync(RunOnDisk.Light);
        var run = new RunOnDisk(folder.Path, "run", RunOnDisk.Light);
        for (int time = 0; time < 2; time++)
        {
            using Process process = Program3spo.Launch([.. run.Words, .. also]);
            double moment = seconds * (0.3 + (0.5 * new Draw(3, signal[0], json ? 1 : 0, time).Uniform(0)));
            Task<Program3spo.Outcome> ended = Program3spo.EndAsync(process);
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(moment), TestContext.Current.CancellationToken));
            if (!process.HasExited)
                Program3spo.Signal(process, signal);

            CheckSaid(await ended, json);
        }

        Assert.Equal(0, (await run.TrainAsync()).Code);
        Assert.Equal(end, run.End());
    }

    [Fact]
    public async Task A_run_that_is_interrupted_before_it_was_measured_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await Program3spo.InterruptedAsync("light policy", "train", "trainGames=20", "unseenGames=1500", $"out={folder.Path}", "name=a");

        Assert.Equal(130, outcome.Code);
        Assert.Equal("3spo: Interrupted before anything was learned; nothing is kept. Run the same command again.", outcome.Errors.TrimEnd());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_at_once()
    {
        RecordedModel.RequireTorch();
        using var folder = new TemporaryFolder();

        // The first wave asks a model about 1,500 games, which takes far longer than two signals.
        using Process process = Program3spo.Launch(
            "train", "policy=tiny", "preset=grpo", "trees=1500", "treeTrajectories=1", "trainGames=40", "unseenGames=1", "maxSteps=3", $"out={folder.Path}", "name=a");
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("measured", StringComparison.Ordinal))
        {
        }

        while (!process.HasExited)
        {
            Program3spo.Signal(process, "INT");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Program3spo.Outcome outcome = await Program3spo.EndAsync(process);
        Assert.Equal(130, outcome.Code);
        Assert.DoesNotContain("Interrupted after", outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>Whatever it was at, it ended with 130 and one line that names the command; unless it was not yet, or no longer, running.</summary>
    private static void CheckSaid(Program3spo.Outcome outcome, bool json)
    {
        if (outcome.Code != 130)
        {
            Assert.True(outcome.Code is 0 or 143, $"Ended with {outcome}");
            return;
        }

        string[] lines = [.. (outcome.Output + "\n" + outcome.Errors).Split('\n').Where(line => line.Contains("Interrupted", StringComparison.Ordinal))];
        string said = Assert.Single(lines);
        Assert.True(
            said.Contains("Go on with: ", StringComparison.Ordinal) || said.Contains("Run the same command again", StringComparison.Ordinal), said);
        if (json && outcome.Output.Length > 0)
            Assert.True(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("cancelled").GetBoolean());
    }
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo replay: runs a run again and says where it first differs from its records.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "a run's folder; it is only read" };
        Option<int?> to = new("--to") { Description = "stop after so many iterations" };
        Option<bool> json = new("--json") { Description = "print the finding as one JSON object; progress goes to standard error" };
        var command = new Command("replay", """
            Runs a run again from its beginning and compares every action, probability and state with
            its records, and in the end the policy, byte for byte. Exit code 1 where something differs.

            Examples:
              3spo replay runs/alfworld-scout-1
              3spo replay runs/alfworld-scout-1 --to 5
            """)
        {
            run, to, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(run)!, parsed.GetValue(to), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string folder, int? to, bool json, CancellationToken cancellation)
    {
        if (to < 1)
            throw new UserMistakeException($"--to is {to}, but must be at least 1 iteration.");

        using SqliteConnection records = RunDatabase.OpenToRead(folder);
        var source = SettingsSource.Read([Path.Combine(folder, RunFolder.SettingsFile)]);
        Playground playground = Playgrounds.Open(source);
        string start = Path.Combine(folder, RunFolder.StartFolder);
        using IPolicy policy = PolicySource.Open(source, playground, Directory.Exists(start) ? start : null);
        TrainingRun run = RunSession.RunOf(source, playground, policy, start: null);
        await using var screen = TrainingScreen.Open(json, source.Method.Training.Actions, source.Preset, playground, policy.Description, TimeProvider.System);
        using var observer = new Observer(new ReplayCheck(records), screen, to, File.Exists(Path.Combine(folder, RunFolder.ResultFile)));

        bool ended = false;
        try
        {
            RunOutcome outcome = await run.RunAsync(observer, observer.Enough, cancellation);
            ended = !outcome.Cancelled;
        }
        catch (OperationCanceledException) when (observer.Enough.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The very first measurement differed.
        }

        cancellation.ThrowIfCancellationRequested();
        string? difference = observer.Difference ?? (ended ? AtTheEnd(observer, run, policy, folder) : null);
        return Say(run, difference, ended && difference is null, json);
    }

    private static string? AtTheEnd(Observer observer, TrainingRun run, IPolicy policy, string folder)
    {
        string place = Directory.CreateTempSubdirectory("3spo-replay-").FullName;
        try
        {
            policy.Save(place);
            return observer.Check.Difference(run.Memory) ?? OfFiles(place, folder);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static string? OfFiles(string here, string folder) => Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(here, path)).Order(StringComparer.Ordinal)
        .Where(file => !File.Exists(Path.Combine(folder, file)) || HashOf(Path.Combine(here, file)) != HashOf(Path.Combine(folder, file)))
        .Select(file => $"the policy's file {file} has other bytes here than in the run's folder").FirstOrDefault();

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    private static int Say(TrainingRun run, string? difference, bool ended, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { iterations = run.Iterations, actions = run.Actions, equal = difference is null, policyCompared = ended, difference }, Json.Line));
        }
        else if (difference is null && run.Iterations == 0)
        {
            Console.WriteLine("No iteration is recorded yet: there is nothing to compare but the first measurement, which is as recorded where there is one.");
        }
        else if (difference is null)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Repeated {run.Iterations} iterations, {run.Actions:N0} actions: all as recorded")
                + (ended ? ", and the policy has the same bytes." : ". The run was not repeated to its end, so its policy was not compared."));
        }
        else
        {
            Console.WriteLine($"First difference: {Printable.Line(difference, 500)}.");
        }

        return difference is null ? Door.Fine : Door.Failure;
    }

    /// <summary>Shows the run that is repeated, and ends it where it differs or nothing more is recorded.</summary>
    private sealed class Observer(ReplayCheck check, TrainingScreen screen, int? to, bool hasEnded) : IRunObserver, IDisposable
    {
        private readonly CancellationTokenSource _enough = new();

        public ReplayCheck Check => check;

        public CancellationToken Enough => _enough.Token;

        public string? Difference { get; private set; }

        public bool IsCheckpointDue => false;

        public void Report(RunProgress progress)
        {
            screen.Show(progress);
            Difference ??= check.Difference(progress);
            if (Difference is not null || progress.Iteration >= to || (!hasEnded && check.IsComplete(progress)))
                _enough.Cancel();
        }

        public void Checkpoint(TrainingRun run)
        {
        }

        public void Learned()
        {
        }

        public void Dispose() => _enough.Dispose();
    }
}

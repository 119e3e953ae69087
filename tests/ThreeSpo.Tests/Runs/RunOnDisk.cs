using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;

namespace ThreeSpo.Tests.Runs;

/// <summary>A run that is trained by processes of its own, as a user trains it, and hurt from outside.</summary>
/// <param name="folder">Where run folders go.</param>
/// <param name="name">The run's name.</param>
/// <param name="settings">Its settings.</param>
internal sealed class RunOnDisk(string folder, string name, params string[] settings)
{
    /// <summary>A run of the light policy that takes a second or two.</summary>
    public static readonly string[] Light = ["trainGames=20", "unseenGames=6", "trees=4", "treeTrajectories=4", "treeActions=60", "updateEvery=3", "actions=1500"];

    private static readonly ConcurrentDictionary<string, Lazy<Task<(string End, double Seconds)>>> Undisturbed = new();

    /// <summary>Its folder.</summary>
    public string Folder { get; } = Path.Combine(folder, name);

    /// <summary>What a user types to begin it, and to go on with it by its name.</summary>
    public string[] Words => ["train", .. settings, $"out={folder}", $"name={name}"];

    /// <summary>The last line of its log, without the time; null where there is none.</summary>
    public string? LastOfLog => Log is [.., var last] ? last : null;

    /// <summary>The lines of its log, without times.</summary>
    public IReadOnlyList<string> Log => File.Exists(Path.Combine(Folder, "log.txt"))
        ? [.. File.ReadAllLines(Path.Combine(Folder, "log.txt")).Select(line => line.Length > 20 ? line[20..] : line)] : [];

    /// <summary>Trains it to its end.</summary>
    /// <param name="also">Settings that a run may go on with.</param>
    public async Task<Program3spo.Outcome> TrainAsync(params string[] also) => await Program3spo.RunAsync(null, [.. Words, .. also]);

    /// <summary>Begins it, or goes on with it, and kills it after a while.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAsync(TimeSpan after)
    {
        using Process process = Program3spo.Launch(Words);
        Task<Program3spo.Outcome> end = Program3spo.EndAsync(process);
        await Task.WhenAny(end, Task.Delay(after, TestContext.Current.CancellationToken));
        bool running = !process.HasExited;
        if (running)
            process.Kill();

        await end;
        return running;
    }

    /// <summary>What a run with some settings ends with where nothing happens to it; trained once for all tests that ask.</summary>
    public static Task<(string End, double Seconds)> UndisturbedAsync(params string[] settings) =>
        Undisturbed.GetOrAdd(string.Join(' ', settings), _ => new Lazy<Task<(string, double)>>(() => WholeAsync(settings))).Value;

    /// <summary>What it ended with, as one text: the policy's files and the hash of the dump.</summary>
    public string End()
    {
        using SqliteConnection connection = RunDatabase.OpenToRead(Folder);
        string model = Path.Combine(Folder, "policy");
        IEnumerable<string> files = Directory.Exists(model) ? Directory.EnumerateFiles(model).Order(StringComparer.Ordinal) : [Path.Combine(Folder, "policy.light")];
        return string.Join('\n', [.. files.Select(Sum), RunDump.Hash(connection)]);
    }

    /// <summary>How long it takes from the start of a process to its end. Unit: seconds.</summary>
    public async Task<double> TimedAsync()
    {
        long began = Stopwatch.GetTimestamp();
        Program3spo.Outcome outcome = await TrainAsync();
        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<(string End, double Seconds)> WholeAsync(string[] settings)
    {
        using var folder = new TemporaryFolder(TemporaryFolder.Memory);
        var whole = new RunOnDisk(folder.Path, "whole", settings);
        double seconds = await whole.TimedAsync();
        return (whole.End(), seconds);
    }

    private static string Sum(string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
}

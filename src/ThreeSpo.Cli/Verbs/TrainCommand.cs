using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo train: trains a policy, live, and ends with success before and after; goes on with a run that was left.</summary>
internal static class TrainCommand
{
    /// <summary>How long a world may take to finish the wave under way once the run is asked to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        Argument<string[]> words = new("settings")
        {
            Description = "key=value words, settings files (.json), or the folder of a run to go on with; see all keys with: 3spo explain settings",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> catalogue = WebshopOptions.Catalogue();
        Option<bool> json = new("--json") { Description = "print the result as one JSON object; progress goes to standard error" };
        var command = new Command("train", """
            Trains a policy and measures it on unseen tasks before and after.
            A run that was interrupted or killed goes on where it was last saved, and ends with
            the same bytes as one that never was.

            Examples:
              3spo train
              3spo train policy=tiny                                      the bundled language model, some minutes
              3spo train policy=/models/Qwen2.5-1.5B-Instruct loraRank=16  an adapter of it alone learns
              3spo train method=grpo seed=3                               another method; presets are in docs/algorithm.md
              3spo train games=json_2.1.1 actions=300000 evalEvery=10000
              3spo train world=webshop                                    shopping, on generated products
              3spo train world=webshop --catalogue webshop/data           … on the official ones
              3spo train world=corridor actions=15000
              3spo train runs/alfworld-scout-1                            goes on with a run
              3spo train runs/alfworld-scout-1 actions=600000             … with a larger budget
            """)
        {
            words,
            catalogue,
            json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            WebshopOptions.With(parsed.GetValue(words) ?? [], parsed.GetValue(catalogue)), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] words, bool json, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        var choice = RunChoice.Of(words);
        SettingsSource source = choice.Source;
        if (choice.Folder is { } ended && HasEnded(ended, source.Method.Training.Actions, json) is { } code)
            return code;
        if (choice.Folder is null)
            IdleSettings.Tell(source);

        Playground playground = Playgrounds.Open(source);
        using RunSession session = await OpenAsync(choice, playground, clock, cancellation);
        (RunOutcome outcome, TimeSpan taken, object result) = await TrainAsync(session, source, json, clock, cancellation);
        if (outcome.Cancelled)
            TrainingSummary.PrintPaused(json ? Console.Error : Console.Out, outcome, session.Folder.Path);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(result, Json.Line));
        else if (!outcome.Cancelled)
            TrainingSummary.Print(AnsiConsole.Console, outcome, source.Preset, source.Method.Training, taken.TotalSeconds, session.Folder.Path, Where(source));
        if (!outcome.Cancelled && session.Policy.MemoryUsed(source.Method.Learner) is { } memory)
            (json ? Console.Error : Console.Out).WriteLine(memory);

        return outcome switch
        {
            { Cancelled: true } => Door.Interrupted,
            { Stopped: not null } => Door.Failure,
            _ => Door.Fine,
        };
    }

    private static async Task<RunSession> OpenAsync(RunChoice choice, Playground playground, TimeProvider clock, CancellationToken cancellation)
    {
        if (choice.Folder is not { } folder)
            return RunSession.Begin(choice.Source, playground, clock);

        try
        {
            return await RunSession.GoOnAsync(choice.Source, playground, folder, clock, cancellation);
        }
        catch (OperationCanceledException fault)
        {
            throw Unchanged(folder, fault);
        }
    }

    private static string Opening(IPolicy policy, SettingsSource source) =>
        policy.MemoryNeeded(source.Method.Learner) is { } memory ? $"{policy.Description}\n{memory}" : policy.Description;

    private static InterruptedException Unchanged(string folder, OperationCanceledException fault) =>
        new($"Interrupted. The run stands where it was last saved. Go on with: {Invocation.Of($"train {folder}")}", fault);

    private static async Task<(RunOutcome Outcome, TimeSpan Taken, object Result)> TrainAsync(
        RunSession session, SettingsSource source, bool json, TimeProvider clock, CancellationToken cancellation)
    {
        using var broken = new CancellationTokenSource();
        using CancellationTokenRegistration asked = cancellation.Register(() => broken.CancelAfter(Patience));
        await using var screen = TrainingScreen.Open(
            json, source.Method.Training.Actions, source.Preset, session.Playground, Opening(session.Policy, source), clock);
        using RunRecorder recorder = session.Record(screen.Show, clock);
        try
        {
            return await session.TrainAsync(recorder, cancellation, broken.Token);
        }
        catch (OperationCanceledException fault)
        {
            // Only the first measurement lets a cancellation out: nothing was learned yet.
            if (session.GoesOn)
                throw Unchanged(session.Folder.Path, fault);

            recorder.Dispose();
            session.Discard();
            throw new InterruptedException("Interrupted before anything was learned; nothing is kept. Run the same command again.", fault);
        }
        catch (Exception fault)
        {
            throw new RunBrokeOffException(session.Folder.Path, fault);
        }
    }

    /// <summary>Whether a run has come to its end already; says so.</summary>
    /// <returns>The exit code; null where it goes on.</returns>
    private static int? HasEnded(string folder, long actions, bool json)
    {
        string path = Path.Combine(folder, RunFolder.ResultFile);
        if (!File.Exists(path))
            return null;

        using JsonDocument? result = Result(path);
        if (result is null)
            return null;

        string? stopped = result.RootElement.GetProperty("stopped") is { ValueKind: JsonValueKind.String } reason ? reason.GetString() : null;
        if (stopped is null && actions > result.RootElement.GetProperty("actions").GetInt64())
            return null;

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(result.RootElement, Json.Line));
        else if (stopped is not null)
            Console.WriteLine($"The run in {folder} stopped early and does not go on: begin another with other settings. {Printable.Line(stopped, 500)}");
        else
            Console.WriteLine($"The run in {folder} has ended. Look at it with: {Invocation.Of($"runs show {folder}")}; or let it go on with a larger budget, for example actions={2 * result.RootElement.GetProperty("actions").GetInt64()}");

        return stopped is null ? Door.Fine : Door.Failure;
    }

    /// <summary>The result of a run that has ended; null where it is damaged: the run then ends once more.</summary>
    private static JsonDocument? Result(string path)
    {
        try
        {
            var result = JsonDocument.Parse(File.ReadAllText(path));
            return result.RootElement.ValueKind is JsonValueKind.Object && result.RootElement.TryGetProperty("stopped", out _)
                && result.RootElement.TryGetProperty("actions", out JsonElement actions) && actions.TryGetInt64(out _) ? result : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The words that bring other commands to the same world, panel and prompts.</summary>
    private static string Where(SettingsSource source)
    {
        string[] keys = ["world", "games", "panel", .. source.KeysOf<WebshopSettings>(), .. source.KeysOf<PromptSettings>(), .. source.KeysOf<SamplingSettings>()];
        return string.Concat(source.Values().Where(one => keys.Contains(one.Setting.Key) && one.Value != one.Setting.Default)
            .Select(one => $" {one.Setting.Key}={one.Value}"));
    }
}

using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo train: trains a policy, live, and ends with success before and after.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Argument<string[]> words = new("settings")
        {
            Description = "key=value words and settings files (.json); see all keys with: 3spo explain settings",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> json = new("--json") { Description = "print the result as one JSON object; progress goes to standard error" };
        var command = new Command("train", """
            Trains a policy and measures it on unseen tasks before and after.

            Examples:
              3spo train
              3spo train policy=tiny                                      the bundled language model, some minutes
              3spo train preset=paper seed=3
              3spo train games=json_2.1.1 actions=300000 evalEvery=10000
              3spo train world=corridor actions=15000
            """)
        {
            words,
            json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(words) ?? [], parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] words, bool json, CancellationToken cancellation)
    {
        SettingsSource source = SettingsSource.Read(words);
        IdleSettings.Tell(source);
        RunSettings run = source.Run;
        MethodSettings method = source.Method;
        Playground playground = Playgrounds.Open(run);
        using IPolicy policy = PolicySource.Open(source, playground);
        using RunFolder folder = RunFolder.Create(run, source.Preset, method.Training.Seed);
        folder.WriteSettings(source);

        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        var screen = TrainingScreen.Open(json, method.Training.Actions, source.Preset, playground, policy.Description, clock);
        RunOutcome outcome = await TrainAsync(playground, policy, method, folder, screen, cancellation);
        double seconds = clock.GetElapsedTime(began).TotalSeconds;

        object result = Report.Of(outcome, source.Preset, run.Policy, method.Training, seconds, folder.Path);
        folder.WriteJson("result.json", result);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(result, Json.Line));
        else
            TrainingSummary.Print(AnsiConsole.Console, outcome, source.Preset, method.Training, seconds, folder.Path, Where(source));

        return outcome switch
        {
            { Cancelled: true } => Door.Interrupted,
            { Stopped: not null } => Door.Failure,
            _ => Door.Fine,
        };
    }

    private static async Task<RunOutcome> TrainAsync(
        Playground playground, IPolicy policy, MethodSettings method, RunFolder folder, TrainingScreen screen,
        CancellationToken cancellation)
    {
        await using (screen)
        {
            try
            {
                return await Run(playground, policy, method).RunAsync(
                    progress =>
                    {
                        folder.Append(Report.Of(progress, screen.Elapsed.TotalSeconds));
                        screen.Show(progress);
                    },
                    () => policy.Save(folder),
                    cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Whatever broke the run: what was learned until then is kept.
                policy.Save(folder);
                Console.Error.WriteLine($"3spo: the run broke off; the policy as it stood is in {folder.Path}");
                throw;
            }
            catch (OperationCanceledException)
            {
                // Only the first measurement lets a cancellation out: nothing was learned yet.
                folder.Discard();
                throw;
            }
        }
    }

    /// <summary>The words that bring other commands to the same world, panel and prompts.</summary>
    private static string Where(SettingsSource source)
    {
        string[] keys = ["world", "games", "panel", .. source.KeysOf<PromptSettings>(), .. source.KeysOf<SamplingSettings>()];
        return string.Concat(source.Values().Where(one => keys.Contains(one.Setting.Key) && one.Value != one.Setting.Default)
            .Select(one => $" {one.Setting.Key}={one.Value}"));
    }

    private static TrainingRun Run(Playground playground, IPolicy policy, MethodSettings method) => new(
        MethodFactory.Create(playground.World, playground.Train.Tasks, policy.Actor(method.Training.Temperature), policy.Learner(method.Learner), method),
        new Evaluator(playground.World, policy.Actor(method.Training.EvalTemperature), method.Rollout.MaxSteps, (ulong)method.Training.Seed),
        playground.Unseen,
        method.Training);
}

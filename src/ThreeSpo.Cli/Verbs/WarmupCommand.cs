using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo warmup: makes the light policy's start from nothing.</summary>
internal static class WarmupCommand
{
    public static Command Create()
    {
        Option<FileInfo> output = new("--out") { Description = "file to write", DefaultValueFactory = _ => new FileInfo("start.light") };
        Option<int> games = new("--games") { Description = "generated games to demonstrate", DefaultValueFactory = _ => 300 };
        Option<double> blunder = new("--blunder") { Description = "the planner's share of random commands, in [0, 1]", DefaultValueFactory = _ => 0.64 };
        Option<double> dawdle = new("--dawdle") { Description = "the planner's share of idle commands, in [0, 1]", DefaultValueFactory = _ => 0.22 };
        Option<long> seed = new("--seed") { Description = "seed of its blunders", DefaultValueFactory = _ => 1 };
        var command = new Command("warmup", """
            Makes a start for the light policy by imitating a deliberately imperfect planner on generated games.

            Examples:
              3spo warmup --out start.light
              3spo warmup --blunder 0.2 --dawdle 0 --out better.light     then: 3spo train policy=better.light
            """)
        {
            output, games, blunder, dawdle, seed,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(output)!, parsed.GetValue(games), parsed.GetValue(blunder), parsed.GetValue(dawdle), parsed.GetValue(seed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo output, int games, double blunder, double dawdle, long seed, CancellationToken cancellation)
    {
        if (games is < 1 or > 100_000)
            throw new UserMistakeException($"--games is {games}, but must lie in 1 … 100000.");
        if (!(blunder >= 0 && dawdle >= 0 && blunder + dawdle <= 1))
            throw new UserMistakeException($"--blunder is {blunder} and --dawdle {dawdle}, but both must be at least 0 and their sum at most 1.");
        if (seed < 0)
            throw new UserMistakeException($"--seed is {seed}, but must be at least 0.");

        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        AlfworldGame[] demonstrated = [.. GeneratedPanels.Train(games).Select(game => new AlfworldGame(game))];
        var settings = new LearnerSettings { LearningRate = 0.03, MiniBatch = 256 };
        var warmUp = new WarmUp(new ImperfectPlanner(blunder, dawdle), settings, (ulong)seed);
        (LightWeights weights, int solved) = await warmUp.ImitateAsync(demonstrated, cancellation);
        LightPolicyFile.Save(output.FullName, weights, new AlfworldFeatures().Name);

        Playground playground = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", trainGames: 1, unseenGames: 600);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The planner solved {(double)solved / games:P1} of {games} games. Panel {playground.Unseen.Name}, hash {playground.Unseen.Hash}:"));
        foreach (double temperature in (double[])[1, 0.4])
        {
            var evaluator = new Evaluator(playground.World, new LightActor(weights, playground.Features, temperature), maxSteps: 50, (ulong)seed);
            Evaluation result = await evaluator.EvaluateAsync(playground.Unseen, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"the start solves {result.Success:P1} at temperature {temperature:0.0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Wrote {output.FullName} in {clock.GetElapsedTime(began).TotalSeconds:0.0} s. Train from it with: 3spo train policy={output}"));
        return Door.Fine;
    }
}

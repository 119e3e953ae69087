using System.CommandLine;
using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.WarmUps;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo warmup: makes a policy's start from nothing.</summary>
internal static class WarmupCommand
{
    private const int MaxSteps = 50;
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        Argument<string[]> words = new("policy")
        {
            Description = "policy=start (light, the default) or policy=tiny (language model)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> output = new("--out") { Description = "what to write: a file for the light policy, a folder for the language model [default: start.light or tiny-model]" };
        Option<int?> games = new("--games") { Description = "generated games to demonstrate [default: 300 or 6000]" };
        Option<double?> blunder = new("--blunder") { Description = "the planner's share of random commands, in [0, 1] [default: 0.64 or 0.54]" };
        Option<double?> dawdle = new("--dawdle") { Description = "the planner's share of idle commands, in [0, 1] [default: 0.22]" };
        Option<int> unseen = new("--unseen") { Description = "generated unseen games that the start is measured on", DefaultValueFactory = _ => 300 };
        Option<string?> keep = new("--keep") { Description = "language model: folder for the model as it is before it imitates the imperfect planner" };
        Option<string?> from = new("--from") { Description = "language model: go on from a model that --keep kept, with the same games and seed" };
        Option<long> seed = new("--seed") { Description = "seed of its blunders", DefaultValueFactory = _ => 1 };
        var command = new Command("warmup", """
            Makes a start by imitating a deliberately imperfect planner on generated games: for the light policy in seconds, for the
            bundled language model, tokenizer included, in about a quarter of an hour.

            Examples:
              3spo warmup --out start.light
              3spo warmup --blunder 0.2 --dawdle 0 --out better.light     then: 3spo train policy=better.light
              3spo warmup policy=tiny --out tiny-model                    then: 3spo train policy=tiny-model
            """)
        {
            words, output, games, blunder, dawdle, unseen, keep, from, seed,
        };
        command.SetAction((parsed, cancellation) =>
        {
            bool isTiny = IsTiny(parsed.GetValue(words) ?? []);
            var recipe = new Recipe(
                parsed.GetValue(output) ?? (isTiny ? "tiny-model" : "start.light"), parsed.GetValue(games) ?? (isTiny ? 6000 : 300),
                parsed.GetValue(blunder) ?? (isTiny ? 0.54 : 0.64), parsed.GetValue(dawdle) ?? 0.22, parsed.GetValue(unseen), parsed.GetValue(seed));
            recipe.Check();
            CheckParts(isTiny, recipe.Out, parsed.GetValue(from), parsed.GetValue(keep));
            return isTiny ? TinyAsync(recipe, parsed.GetValue(from), parsed.GetValue(keep), cancellation) : LightAsync(recipe, cancellation);
        });
        return command;
    }

    private static bool IsTiny(string[] words)
    {
        SettingsSheet sheet = new(typeof(WarmupTarget));
        Words.Into(words, sheet);
        string policy = sheet.Read<WarmupTarget>().Policy;
        return policy switch
        {
            PolicySource.Start => false,
            PolicySource.Tiny => true,
            _ => throw new UserMistakeException($"policy={policy} cannot be made from nothing. Write policy=start for the light policy, or policy=tiny for the language model."),
        };
    }

    /// <summary>A quarter of an hour of work must not end at a folder that cannot be written.</summary>
    private static void CheckParts(bool isTiny, string output, string? from, string? keep)
    {
        if (!isTiny && (from is not null || keep is not null))
            throw new UserMistakeException("--from and --keep are for policy=tiny; the light policy is made in one part. Leave them out.");
        if (from is not null && !LanguageModel.IsIn(from))
            throw new UserMistakeException($"There is no model in '{from}'. Give a folder that --keep wrote.");
        if (!isTiny)
            return;

        foreach (string folder in new[] { output, keep }.OfType<string>())
            Directory.CreateDirectory(folder);
    }

    private static async Task<int> LightAsync(Recipe recipe, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        AlfworldGame[] demonstrated = [.. GeneratedPanels.Train(recipe.Games).Select(game => new AlfworldGame(game))];
        var settings = new LearnerSettings { LearningRate = 0.03, MiniBatch = 256 };
        var warmUp = new WarmUp(
            new AlfworldWorld(demonstrated), new AlfworldFeatures(), new ImperfectPlanner(recipe.Blunder, recipe.Dawdle), settings, MaxSteps, (ulong)recipe.Seed);
        (LightWeights weights, int solved) = await warmUp.ImitateAsync([.. demonstrated.Select(game => game.Task)], cancellation);
        LightPolicyFile.Save(recipe.Out, weights, new AlfworldFeatures().Name);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The planner solved {(double)solved / recipe.Games:P1} of {recipe.Games} games."));
        var features = new AlfworldFeatures();
        await MeasureAsync(temperature => new LightActor(weights, features, temperature), recipe.Unseen, recipe.Seed, cancellation);
        return Wrote(recipe, clock.GetElapsedTime(began), $"train policy={recipe.Out}");
    }

    private static async Task<int> TinyAsync(Recipe recipe, string? from, string? keep, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        IPrompts prompts = AlfworldPrompts.Create(new PromptSettings());
        var warmUp = new TinyWarmUp(prompts, new ImperfectPlanner(recipe.Blunder, recipe.Dawdle), recipe.Games, (ulong)recipe.Seed);
        Console.WriteLine($"Showing {recipe.Games:N0} games.");
        using LanguageModel model = warmUp.Make(from, keep, Progress(clock), cancellation);
        model.Save(recipe.Out, prompts.Name);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A model of {model.Config.Parameters:N0} numbers and {model.Tokenizer.VocabularySize:N0} tokens."));
        await MeasureAsync(temperature => new LanguageActor(model, prompts, new SamplingSettings(), temperature), recipe.Unseen, recipe.Seed, cancellation);
        return Wrote(recipe, clock.GetElapsedTime(began), $"train policy={recipe.Out}");
    }

    /// <summary>A line every two seconds, and one at the end of every part.</summary>
    private static Action<WarmUpProgress> Progress(TimeProvider clock)
    {
        long shown = clock.GetTimestamp();
        long partBegan = shown;
        return progress =>
        {
            bool ended = progress.Done == progress.All;
            if (!ended && clock.GetElapsedTime(shown) < LineEvery)
                return;

            shown = clock.GetTimestamp();
            double seconds = clock.GetElapsedTime(partBegan).TotalSeconds;
            TimeSpan left = TimeSpan.FromSeconds(seconds * (progress.All - progress.Done) / progress.Done);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{progress.Part}: {progress.Done:N0} of {progress.All:N0} states, loss {progress.Loss:0.000}, {progress.Tokens / seconds:N0} tokens/s, {left:m\\:ss} left"));
            if (ended)
                partBegan = shown;
        };
    }

    private static async Task MeasureAsync(Func<double, IActor> actor, int unseenGames, long seed, CancellationToken cancellation)
    {
        Playground playground = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", trainGames: 1, unseenGames);
        Console.WriteLine($"Panel {playground.Unseen.Name}, hash {playground.Unseen.Hash}, seed {seed}:");
        foreach (double temperature in (double[])[1, 0.4])
        {
            var evaluator = new Evaluator(playground.World, actor(temperature), MaxSteps, (ulong)seed);
            Evaluation result = await evaluator.EvaluateAsync(playground.Unseen, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"the start solves {result.Success:P1} at temperature {temperature:0.0}"));
        }
    }

    private static int Wrote(Recipe recipe, TimeSpan took, string next)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Wrote {recipe.Out} in {took.TotalSeconds:0.0} s. Train from it with: {Invocation.Of(next)}"));
        return Door.Fine;
    }

    private sealed record Recipe(string Out, int Games, double Blunder, double Dawdle, int Unseen, long Seed)
    {
        public void Check()
        {
            if (Games is < 1 or > 100_000)
                throw new UserMistakeException($"--games is {Games}, but must lie in 1 … 100000.");
            if (Unseen is < 1 or > 100_000)
                throw new UserMistakeException($"--unseen is {Unseen}, but must lie in 1 … 100000.");
            if (!(Blunder >= 0 && Dawdle >= 0 && Blunder + Dawdle <= 1))
                throw new UserMistakeException($"--blunder is {Blunder} and --dawdle {Dawdle}, but both must be at least 0 and their sum at most 1.");
            if (Seed < 0)
                throw new UserMistakeException($"--seed is {Seed}, but must be at least 0.");
        }
    }
}

/// <summary>Which policy a warm-up makes.</summary>
internal sealed record WarmupTarget
{
    [System.ComponentModel.Description("start or tiny")]
    public string Policy { get; init; } = PolicySource.Start;
}

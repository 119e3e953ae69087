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
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo warmup: makes a policy's start from nothing.</summary>
internal static class WarmupCommand
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        Argument<string[]> words = new("settings")
        {
            Description = "policy=start (light, the default) or policy=tiny (language model); world=alfworld (the default) or world=webshop, with its settings such as catalogue=DIR",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> catalogue = WebshopOptions.Catalogue();
        Option<string> output = new("--out") { Description = "what to write: a file for the light policy, a folder for the language model [default: start.light or tiny-model]" };
        Option<int?> tasks = new("--tasks", "--games") { Description = "generated games, or training goals, to demonstrate [default: 300 or 6000; webshop: 300 or 12000]" };
        Option<double?> blunder = new("--blunder") { Description = "the teacher's share of random actions, in [0, 1] [default: 0.64 or 0.54; webshop: 0.6 or 0.2]" };
        Option<double?> dawdle = new("--dawdle") { Description = "the teacher's share of idle actions, in [0, 1] [default: 0.22; webshop: 0.2 or 0.1]" };
        Option<int?> unseen = new("--unseen") { Description = "unseen tasks that the start is measured on [default: 300; webshop: 128]" };
        Option<string?> keep = new("--keep") { Description = "language model: folder for the model as it is before it imitates the imperfect teacher" };
        Option<string?> from = new("--from") { Description = "language model: go on from a model that --keep kept, with the same tasks and seed" };
        Option<long> seed = new("--seed") { Description = "seed of its blunders", DefaultValueFactory = _ => 1 };
        var command = new Command("warmup", """
            Makes a start by imitating a deliberately imperfect teacher on training tasks: for the light policy in seconds, for the
            bundled language model, tokenizer included, in about a quarter of an hour.

            Examples:
              3spo warmup --out start.light
              3spo warmup --blunder 0.2 --dawdle 0 --out better.light     then: 3spo train policy=better.light
              3spo warmup world=webshop --out shopper.light               then: 3spo train world=webshop policy=shopper.light
              3spo warmup policy=tiny --out tiny-model                    then: 3spo train policy=tiny-model
            """)
        {
            words, catalogue, output, tasks, blunder, dawdle, unseen, keep, from, seed,
        };
        command.SetAction((parsed, cancellation) =>
        {
            (WarmupTarget target, WebshopSettings shop) = Read(WebshopOptions.With(parsed.GetValue(words) ?? [], parsed.GetValue(catalogue)));
            bool isTiny = target.Policy == PolicySource.Tiny;
            Course.Lessons usual = Usual(target.World, isTiny);
            var recipe = new Recipe(
                parsed.GetValue(output) ?? (isTiny ? "tiny-model" : "start.light"),
                new Course.Lessons(parsed.GetValue(tasks) ?? usual.Tasks, parsed.GetValue(blunder) ?? usual.Blunder, parsed.GetValue(dawdle) ?? usual.Dawdle),
                parsed.GetValue(unseen) ?? (IsWebshop(target.World) ? shop.UnseenGoals : 300), parsed.GetValue(seed));
            recipe.Check();
            CheckParts(isTiny, recipe.Out, parsed.GetValue(from), parsed.GetValue(keep));
            Course course = IsWebshop(target.World)
                ? WebshopCourse.Create(shop, isTiny, recipe.Unseen) : AlfworldCourse.Create(recipe.Lessons.Tasks, recipe.Unseen);
            return isTiny ? TinyAsync(course, recipe, parsed.GetValue(from), parsed.GetValue(keep), cancellation) : LightAsync(course, recipe, cancellation);
        });
        return command;
    }

    private static Course.Lessons Usual(string world, bool isTiny) => (IsWebshop(world), isTiny) switch
    {
        (false, false) => AlfworldCourse.Light,
        (false, true) => AlfworldCourse.Language,
        (true, false) => WebshopCourse.Light,
        (true, true) => WebshopCourse.Language,
    };

    private static bool IsWebshop(string world) => world == "webshop";

    private static (WarmupTarget Target, WebshopSettings Shop) Read(string[] words)
    {
        SettingsSheet sheet = new(typeof(WarmupTarget), typeof(WebshopSettings));
        Words.Into(words, sheet);
        WarmupTarget target = sheet.Read<WarmupTarget>();
        return target.Policy is PolicySource.Start or PolicySource.Tiny
            ? (target, sheet.Read<WebshopSettings>())
            : throw new UserMistakeException($"policy={target.Policy} cannot be made from nothing. Write policy=start for the light policy, or policy=tiny for the language model.");
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

    private static async Task<int> LightAsync(Course course, Recipe recipe, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        var settings = new LearnerSettings { LearningRate = 0.03, MiniBatch = 256 };
        ITeacher teacher = course.Teacher(recipe.Lessons.Blunder, recipe.Lessons.Dawdle);
        var warmUp = new WarmUp(course.Task, course.Features, teacher, settings, course.MaxSteps, (ulong)recipe.Seed);
        (LightWeights weights, int solved) = await warmUp.ImitateAsync(recipe.Lessons.Tasks, cancellation);
        LightPolicyFile.Save(recipe.Out, weights, course.Features.Name);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"The teacher solved {(double)solved / recipe.Lessons.Tasks:P1} of {recipe.Lessons.Tasks} tasks."));
        await MeasureAsync(course, temperature => new LightActor(weights, course.Features, temperature), recipe, cancellation);
        return Wrote(course, recipe, clock.GetElapsedTime(began));
    }

    private static async Task<int> TinyAsync(Course course, Recipe recipe, string? from, string? keep, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        var warmUp = new TinyWarmUp(course, recipe.Lessons, (ulong)recipe.Seed);
        Console.WriteLine($"Showing {recipe.Lessons.Tasks:N0} tasks.");
        using LanguageModel model = warmUp.Make(from, keep, Progress(clock), cancellation);
        model.Save(recipe.Out, course.Prompts.Name);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A model of {model.Config.Parameters:N0} numbers and {model.Tokenizer.VocabularySize:N0} tokens."));
        await MeasureAsync(course, temperature => new LanguageActor(model, course.Prompts, new SamplingSettings(), temperature), recipe, cancellation);
        return Wrote(course, recipe, clock.GetElapsedTime(began));
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

    private static async Task MeasureAsync(Course course, Func<double, IActor> actor, Recipe recipe, CancellationToken cancellation)
    {
        Playground playground = course.Measured;
        Console.WriteLine($"Panel {playground.Unseen.Name}, hash {playground.Unseen.Hash}, seed {recipe.Seed}:");
        foreach (double temperature in (double[])[1, 0.4])
        {
            var evaluator = new Evaluator(playground.World, actor(temperature), course.MaxSteps, (ulong)recipe.Seed);
            Evaluation result = await evaluator.EvaluateAsync(playground.Unseen, cancellation);
            string score = result.ScoreSaysMore ? string.Create(CultureInfo.InvariantCulture, $", task score {result.Score:P1},") : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"the start solves {result.Success:P1}{score} at temperature {temperature:0.0}"));
        }
    }

    private static int Wrote(Course course, Recipe recipe, TimeSpan took)
    {
        string world = IsWebshop(course.World) ? $"world={course.World} " : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Wrote {recipe.Out} in {took.TotalSeconds:0.0} s. Train from it with: {Invocation.Of($"train {world}policy={recipe.Out}")}"));
        return Door.Fine;
    }

    private sealed record Recipe(string Out, Course.Lessons Lessons, int Unseen, long Seed)
    {
        public void Check()
        {
            (int tasks, double blunder, double dawdle) = (Lessons.Tasks, Lessons.Blunder, Lessons.Dawdle);
            if (tasks is < 1 or > 100_000)
                throw new UserMistakeException($"--tasks is {tasks}, but must lie in 1 … 100000.");
            if (Unseen is < 1 or > 100_000)
                throw new UserMistakeException($"--unseen is {Unseen}, but must lie in 1 … 100000.");
            if (!(blunder >= 0 && dawdle >= 0 && blunder + dawdle <= 1))
                throw new UserMistakeException($"--blunder is {blunder} and --dawdle {dawdle}, but both must be at least 0 and their sum at most 1.");
            if (Seed < 0)
                throw new UserMistakeException($"--seed is {Seed}, but must be at least 0.");
        }
    }
}

/// <summary>Which policy a warm-up makes, and for which world.</summary>
internal sealed record WarmupTarget
{
    [System.ComponentModel.Description("start or tiny")]
    public string Policy { get; init; } = PolicySource.Start;

    [System.ComponentModel.Description("alfworld or webshop")]
    [System.ComponentModel.DataAnnotations.AllowedValues("alfworld", "webshop")]
    public string World { get; init; } = "alfworld";
}

using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>Makes a bundled language model from nothing: tokenizer, reading, imitation of a careful teacher, then of the imperfect one.</summary>
/// <param name="course">The world, its tasks and its teachers.</param>
/// <param name="lessons">How many tasks are shown, and how the teacher errs whom the model ends up like.</param>
/// <param name="seed">The seed of everything random in it.</param>
/// <remarks>
/// The careful teacher comes first because it is seen to want something: of the imperfect one's actions three in four are mistakes,
/// and what they have in common shows faintly (docs/log.md).
/// </remarks>
internal sealed class TinyWarmUp(Course course, Course.Lessons lessons, ulong seed)
{
    private const int MostTokens = 2048;
    private const int ReadStates = 5000;
    private const double CarefulShare = 0.82;
    private const double MostBlunders = 0.5;
    private const double StepSize = 2e-3;
    private const double LastStepSize = 1e-3;
    private static readonly string[] SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"];

    private readonly ITeacher _careful = course.Teacher(0.05, 0.02);

    /// <summary>Makes the model.</summary>
    /// <param name="from">A model that imitates the careful teacher already, made with the same tasks and seed; null to begin at nothing.</param>
    /// <param name="keep">Where to keep the model that imitates the careful teacher; null to keep none.</param>
    /// <param name="report">Told what is done, how much of it, and how well.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    public LanguageModel Make(string? from, string? keep, Action<WarmUpProgress> report, CancellationToken cancellation)
    {
        TorchRuntime.Require();
        Demonstration[] shown = Show(cancellation);
        int careful = (int)(shown.Length * CarefulShare);
        LanguageModel model = from is null ? MakeCareful(shown, careful, report, cancellation) : LanguageModel.Load(from, ModelDevice.Cpu);
        try
        {
            if (keep is not null)
                model.Save(keep, course.Prompts.Name);

            var slow = new Imitation(model, course.Prompts, new ImitationSettings { LearningRate = LastStepSize });
            Imitate(slow, "imitating the imperfect teacher", shown[careful..], course.Teacher(lessons.Blunder, lessons.Dawdle), report, cancellation);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Tokenizer, random weights, reading, imitation of the careful planner.</summary>
    private LanguageModel MakeCareful(Demonstration[] shown, int careful, Action<WarmUpProgress> report, CancellationToken cancellation)
    {
        Tokenizer tokenizer = BpeTrainer.Train(Texts(shown), MostTokens, PreTokenizerPatterns.Worlds, SpecialTokens);
        LanguageModel model = LanguageModel.Create(Size(tokenizer.VocabularySize), tokenizer, (long)seed);
        try
        {
            var fast = new Imitation(model, course.Prompts, new ImitationSettings { LearningRate = StepSize });
            TreeNode[] read = [.. shown.TakeLast(ReadStates).Select(one => one.Node)];
            fast.Read(read, (done, loss, tokens) => report(new("reading", done, read.Length, loss, tokens)), cancellation);
            Imitate(fast, "imitating a careful teacher", shown[..careful], _careful, report, cancellation);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The sizes of the bundled model.</summary>
    public static DecoderConfig Size(int vocabulary) => new()
    {
        VocabularySize = vocabulary,
        HiddenSize = 128,
        IntermediateSize = 384,
        Layers = 4,
        Heads = 4,
        KeyValueHeads = 2,
        RopeTheta = 100_000,
        MaxPositions = 2048,
    };

    /// <summary>States of all tasks in a random order; of those that are many and alike some are left out.</summary>
    private Demonstration[] Show(CancellationToken cancellation)
    {
        var played = new Demonstration[lessons.Tasks][];
        Parallel.For(0, lessons.Tasks, new ParallelOptions { CancellationToken = cancellation }, number =>
        {
            double blunder = MostBlunders * (number % 10) / 9;
            (PureEnvironment world, TaskInstance task) = course.Task(number);
            played[number] = [.. Demonstrations.Of(world, task, number, seed, _careful, course.Teacher(blunder, 0), course.MaxSteps)
                .Where(shown => new Draw(seed, 1, number, shown.Node.Depth).Uniform(Use.Planner) < course.Kept(shown))];
        });

        Demonstration[] all = [.. played.SelectMany(one => one)];
        new Draw(seed, 2, 0, 0).Shuffle<Demonstration>(all, Use.BatchOrder);
        return all;
    }

    private IEnumerable<string> Texts(Demonstration[] shown) => shown.Where((_, i) => i % 8 == 0).SelectMany(one =>
        course.Prompts.Describe(one.Node).Select(message => $"{message.Role}\n{message.Text}")
            .Append("assistant\n").Concat(one.Answers.Select(answer => course.Prompts.Answer(answer.Action))));

    private void Imitate(
        Imitation imitation, string name, Demonstration[] shown, ITeacher teacher, Action<WarmUpProgress> report, CancellationToken cancellation)
    {
        Demonstration[] answered = [.. shown.Select(one => one with { Answers = teacher.Distribution(one.Node) })];
        imitation.Learn(answered, seed, (done, loss, tokens) => report(new(name, done, answered.Length, loss, tokens)), cancellation);
    }
}

/// <summary>How far a warm-up is.</summary>
/// <param name="Part">What is being done.</param>
/// <param name="Done">States done of it.</param>
/// <param name="All">States in it.</param>
/// <param name="Loss">Loss of the last step. Unit: nats, per token while reading, per state while imitating.</param>
/// <param name="Tokens">Tokens done of it.</param>
internal readonly record struct WarmUpProgress(string Part, int Done, int All, double Loss, long Tokens);

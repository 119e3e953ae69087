using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Cli.WarmUps;

/// <summary>Makes the bundled language model from nothing: tokenizer, reading, imitation of a careful planner, then of the imperfect one.</summary>
/// <param name="prompts">Puts states into words.</param>
/// <param name="imperfect">The planner that the model ends up like.</param>
/// <param name="games">Generated games that are shown.</param>
/// <param name="seed">The seed of everything random in it.</param>
/// <remarks>
/// The careful planner comes first because it is seen to want something: of the imperfect one's actions three in four are mistakes,
/// and what they have in common shows faintly (docs/log.md).
/// </remarks>
internal sealed class TinyWarmUp(IPrompts prompts, ImperfectPlanner imperfect, int games, ulong seed)
{
    private const int MostTokens = 2048;
    private const int MaxSteps = 50;
    private const int ReadStates = 5000;
    private const double CarefulShare = 0.82;
    private const double MostBlunders = 0.5;
    private const double StepSize = 2e-3;
    private const double LastStepSize = 1e-3;
    private static readonly ImperfectPlanner Careful = new(blunder: 0.05, dawdle: 0.02);
    private static readonly string[] SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"];

    /// <summary>Makes the model.</summary>
    /// <param name="from">A model that imitates the careful planner already, made with the same games and seed; null to begin at nothing.</param>
    /// <param name="keep">Where to keep the model that imitates the careful planner; null to keep none.</param>
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
                model.Save(keep, prompts.Name);

            var slow = new Imitation(model, prompts, new ImitationSettings { LearningRate = LastStepSize });
            Imitate(slow, "imitating the imperfect planner", shown[careful..], imperfect, report, cancellation);
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
            var fast = new Imitation(model, prompts, new ImitationSettings { LearningRate = StepSize });
            TreeNode[] read = [.. shown.TakeLast(ReadStates).Select(one => one.Node)];
            fast.Read(read, (done, loss, tokens) => report(new("reading", done, read.Length, loss, tokens)), cancellation);
            Imitate(fast, "imitating a careful planner", shown[..careful], Careful, report, cancellation);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The sizes of the bundled model.</summary>
    public static Qwen2Config Size(int vocabulary) => new()
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

    /// <summary>States of all games in a random order; of those in which one only searches, some are left out, for they are many and alike.</summary>
    private Demonstration[] Show(CancellationToken cancellation)
    {
        IReadOnlyList<GameFacts> facts = GeneratedPanels.Train(games);
        var played = new Demonstration[games][];
        Parallel.For(0, games, new ParallelOptions { CancellationToken = cancellation }, game =>
        {
            double blunder = MostBlunders * (game % 10) / 9;
            var one = new AlfworldGame(facts[game]);
            played[game] = [.. Demonstrations.Of(new AlfworldWorld([one]), one.Task, game, seed, Careful, new ImperfectPlanner(blunder, dawdle: 0), MaxSteps)
                .Where(shown => new Draw(seed, 1, game, shown.Node.Depth).Uniform(Use.Planner) < Kept(shown))];
        });

        Demonstration[] all = [.. played.SelectMany(one => one)];
        new Draw(seed, 2, 0, 0).Shuffle<Demonstration>(all, Use.BatchOrder);
        return all;
    }

    /// <summary>The share of such states that is kept: searching is walking anywhere, or opening what one stands before.</summary>
    private static double Kept(Demonstration demonstration)
    {
        (string Action, double Weight)[] best = [.. demonstration.Answers.OrderByDescending(one => one.Weight).Take(2)];
        bool anywhere = best.Length == 2 && best[1].Weight > 0.9 * best[0].Weight;
        return best[0].Action.StartsWith("go to", StringComparison.Ordinal) && anywhere ? 0.35
            : best[0].Action.StartsWith("open", StringComparison.Ordinal) ? 0.5 : 1;
    }

    private IEnumerable<string> Texts(Demonstration[] shown) => shown.Where((_, i) => i % 8 == 0).SelectMany(one =>
        prompts.Describe(one.Node).Select(message => $"{message.Role}\n{message.Text}")
            .Append("assistant\n").Concat(one.Answers.Select(answer => prompts.Answer(answer.Action))));

    private void Imitate(
        Imitation imitation, string name, Demonstration[] shown, ImperfectPlanner planner, Action<WarmUpProgress> report, CancellationToken cancellation)
    {
        Demonstration[] lessons = [.. shown.Select(one => one with
        {
            Answers = [.. planner.Distribution((AlfworldSnapshot)one.Node.Snapshot).Select(answer => (answer.Command.Text, answer.Probability))],
        })];
        imitation.Learn(lessons, seed, (done, loss, tokens) => report(new(name, done, lessons.Length, loss, tokens)), cancellation);
    }
}

/// <summary>How far a warm-up is.</summary>
/// <param name="Part">What is being done.</param>
/// <param name="Done">States done of it.</param>
/// <param name="All">States in it.</param>
/// <param name="Loss">Loss of the last step. Unit: nats, per token while reading, per state while imitating.</param>
/// <param name="Tokens">Tokens done of it.</param>
internal readonly record struct WarmUpProgress(string Part, int Done, int All, double Loss, long Tokens);

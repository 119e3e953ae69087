using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Learning;

/// <summary>How a model imitates.</summary>
public sealed record ImitationSettings
{
    /// <summary>Largest step size; it rises over the first steps and falls to 0 over the rest.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>States in one optimiser step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>How many of a state's likeliest actions are always learned from.</summary>
    public int Likeliest { get; init; } = 2;

    /// <summary>How many others stand for the rest.</summary>
    public int Others { get; init; } = 2;

    /// <summary>Most tokens of the text in an open action; as it will be sampled with.</summary>
    public int FreeTokens { get; init; } = new SamplingSettings().FreeTokens;

    /// <summary>Share of the steps over which the step size rises.</summary>
    public double Rising { get; init; } = 0.05;
}

/// <summary>Makes a model act as a demonstrator does: maximum likelihood of the demonstrator's whole distribution.</summary>
/// <param name="model">The model; changed.</param>
/// <param name="prompts">Puts nodes into words.</param>
/// <param name="settings">Step sizes, and how much of a distribution is looked at.</param>
/// <remarks>
/// L = −Σ_a p(a|s)·ln π(a|s). Some of a state's actions stand for all: the likeliest with their own weight, and of the others a few, drawn evenly,
/// each with the weight that makes the sum right on the average.
/// </remarks>
public sealed class Imitation(LanguageModel model, IPrompts prompts, ImitationSettings settings)
{
    private const double Beta2 = 0.98;

    private readonly AnswerBook _answers = new(model, settings.FreeTokens);

    /// <summary>Learns to read: predicts every token of the prompts themselves. A model from nothing finds its way through them sooner afterwards.</summary>
    /// <param name="nodes">The nodes, each once, in the order given.</param>
    /// <param name="report">Told after every step: nodes done, loss in nats per token, tokens done.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    public void Read(IReadOnlyList<TreeNode> nodes, Action<int, double, long> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Run(nodes.Count, LossAggregation.TokenMean, i => TextOf(nodes[i]), (_, loss) => loss, report, cancellation);
    }

    /// <summary>Learns from demonstrations, each once, in the order given.</summary>
    /// <param name="demonstrations">The demonstrations.</param>
    /// <param name="seed">The seed of which actions stand for the rest.</param>
    /// <param name="report">Told after every step: demonstrations done, loss in nats per state, tokens done.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    public void Learn(
        IReadOnlyList<Demonstration> demonstrations, ulong seed, Action<int, double, long> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(demonstrations);
        Run(
            demonstrations.Count, LossAggregation.SeqMeanTokenSum, i => LessonOf(demonstrations[i], new Draw(seed, 0, 0, i)),
            (lessons, loss) => loss * lessons.Average(lesson => lesson.Answers.Count), report, cancellation);
    }

    private void Run(
        int count, LossAggregation aggregation, Func<int, Lesson> lesson, Func<Lesson[], double, double> lossOf, Action<int, double, long> report,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var learner = new LearnerSettings { Objective = Objective.Reinforce, MaxGradientNorm = 1, Aggregation = aggregation };
        var language = new LanguageLearnerSettings { LearnTokens = 1024 };
        using var optimiser = new AdamW(model.Decoder.Trained, decay: 0.01, Beta2);
        var update = new ActorUpdate(model.Decoder, optimiser, learner, language, answerLimit: 1, model.Workers);
        long tokens = 0;
        for (int done = 0; done < count;)
        {
            var lessons = new Lesson[Math.Min(settings.Batch, count - done)];
            int first = done;
            InParallel.For(lessons.Length, model.Workers, i => lessons[i] = lesson(first + i), CancellationToken.None);
            StepReport step = update.Step(lessons, settings.LearningRate * Height((double)done / count), cancellation);
            if (!double.IsFinite(step.GradientNorm))
                throw new InvalidOperationException($"A gradient of the imitation is not finite after {done} states. Lower the step size.");

            model.Version++;
            done += lessons.Length;
            tokens += lessons.Sum(one => (long)one.Tokens);
            report(done, lossOf(lessons, step.Loss), tokens);
        }
    }

    /// <summary>A prompt as one long answer to its own first token.</summary>
    private Lesson TextOf(TreeNode node)
    {
        int[] tokens = model.Chat.Prompt(prompts.Describe(node));
        int[] rest = tokens[1..];
        return new Lesson(tokens[..1], [new LessonAnswer(rest, new TokenSet?[rest.Length], new double[rest.Length], Temperature: 1, Advantage: 1)]);
    }

    /// <summary>Rises in a line, falls along a cosine. In [0, 1].</summary>
    private double Height(double share) => share < settings.Rising
        ? Math.Max(share, 1e-3) / settings.Rising
        : 0.5 * (1 + Math.Cos(Math.PI * (share - settings.Rising) / (1 - settings.Rising)));

    private Lesson LessonOf(Demonstration demonstration, Draw draw)
    {
        AnswerPlace tree = _answers.Tree(prompts, demonstration.Node);
        (string Action, double Weight)[] sorted = [.. demonstration.Answers.OrderByDescending(one => one.Weight)];
        (string Action, double Weight)[] rest = sorted[Math.Min(settings.Likeliest, sorted.Length)..];
        draw.Shuffle<(string, double)>(rest, Use.BatchOrder);
        int others = Math.Min(settings.Others, rest.Length);
        IEnumerable<(string Action, double Weight)> chosen = sorted.Take(settings.Likeliest)
            .Concat(rest.Take(others).Select(one => (one.Action, one.Weight * rest.Length / others)));
        return new Lesson(model.Chat.Prompt(prompts.Describe(demonstration.Node)),
            [.. chosen.Select(one => AnswerOf(tree, _answers.Encoded(prompts, demonstration.Node, one.Action), one.Weight))]);
    }

    private static LessonAnswer AnswerOf(AnswerPlace tree, int[] tokens, double weight)
    {
        TokenSet[] allowed = new TokenSet[tokens.Length];
        AnswerPlace? at = tree;
        for (int i = 0; i < tokens.Length; i++)
        {
            allowed[i] = at!.Allowed;
            at = at.After(tokens[i]);
        }

        return new LessonAnswer(tokens, allowed, new double[tokens.Length], Temperature: 1, weight);
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Fused;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>One optimiser step: loss and gradient of some lessons, piece by piece on several threads, clipped, applied.</summary>
/// <param name="model">The decoder; changed.</param>
/// <param name="optimiser">Applies the gradient to what learns of the decoder.</param>
/// <param name="settings">Objective, clip, aggregation, divergence.</param>
/// <param name="language">Entropy, pieces.</param>
/// <param name="answerLimit">The longest answer allowed. Unit: tokens.</param>
/// <param name="workers">Threads.</param>
/// <remarks>
/// L = Σ w·L_policy − c_H·Σ w·H + β·Σ w·k3, with the weights w of <see cref="AggregationWeights"/> over all answers of the step; with a critic
/// the gradient is that of L + c_V·mean L_value, the mean over the values of the step.
/// </remarks>
internal sealed class ActorUpdate(
    Decoder model, AdamW optimiser, LearnerSettings settings, LanguageLearnerSettings language, double answerLimit, int workers)
{
    private readonly Parameter[] _parameters = [.. model.Trained];
    private readonly ClipRange _clip = ClipRange.Of(settings);

    /// <summary>The critic's head, which learns wherever a lesson has a value; null without a critic.</summary>
    public ValueHead? Head { get; set; }

    /// <summary>β: weight of the divergence; settings that begin with 0 stay there.</summary>
    public double KlWeight { get; set; } = settings.KlWeight;

    /// <summary>Takes one step.</summary>
    /// <param name="lessons">Everything that the step learns from; at least one lesson.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="cancellation">Ends the step before it changes anything.</param>
    public StepReport Step(IReadOnlyList<Lesson> lessons, double learningRate, CancellationToken cancellation)
    {
        (StepReport report, Tensor[]? gradient) = Gradient(lessons, cancellation);
        try
        {
            return gradient is null || !double.IsFinite(report.Loss + report.ValueLoss) ? report with { GradientNorm = double.NaN } : report with { GradientNorm = Apply(gradient, learningRate) };
        }
        finally
        {
            Free(gradient);
        }
    }

    /// <summary>Loss and gradient, nothing applied.</summary>
    /// <returns>
    /// A tensor per parameter, and behind them those of the critic's head where it learns too, to be disposed of by the caller; null where
    /// nothing can be learned.
    /// </returns>
    public (StepReport Report, Tensor[]? Gradient) Gradient(IReadOnlyList<Lesson> lessons, CancellationToken cancellation)
    {
        double[][] weights = Weights(lessons);
        double[][] advantages = Advantages(lessons);
        int values = Head is null ? 0 : lessons.Count(lesson => lesson.Value is not null);
        IReadOnlyList<int[]> pieces = Pieces.Of(lessons, TokenBudget.Learned(language.LearnTokens, model.Device.type is TorchSharp.DeviceType.CPU));
        Tensor[]? gradient = null;
        var total = new StepReport();
        try
        {
            // Rounds of as many pieces as there are threads, added up in order: any number of threads gives the same bytes.
            for (int first = 0; first < pieces.Count; first += workers)
            {
                cancellation.ThrowIfCancellationRequested();
                var round = new (StepReport Report, Tensor[]? Gradient)[Math.Min(workers, pieces.Count - first)];
                InParallel.For(
                    round.Length, workers, i => round[i] = Differentiate(lessons, pieces[first + i], weights, advantages, values), CancellationToken.None);
                foreach ((StepReport report, Tensor[]? piece) in round)
                {
                    total += report;
                    gradient = Sum(gradient, piece);
                }
            }

            return (total, gradient);
        }
        catch
        {
            Free(gradient);
            throw;
        }
    }

    private static void Free(Tensor[]? gradient)
    {
        foreach (Tensor slope in gradient ?? [])
            slope.Dispose();
    }

    /// <summary>Loss and gradient of one piece.</summary>
    private (StepReport Report, Tensor[]? Gradient) Differentiate(
        IReadOnlyList<Lesson> lessons, int[] piece, double[][] weights, double[][] advantages, int values)
    {
        using var scope = NewDisposeScope();
        var batch = new PackedBatch([.. piece.Select(index => lessons[index])]);
        bool isValued = values > 0 && batch.Lessons.Any(lesson => lesson.Value is not null);
        if (batch.LiveTokens == 0 && !isValued)
            return (new StepReport(), null);

        (Tensor now, Tensor entropy, Tensor? foreseen) = batch.Evaluate(model, language.EntropyWeight > 0, isValued ? Head : null); // [N, R], [B]
        double Of(double[][] table, int lesson, int answer, int token) => table[piece[lesson]][batch.Lessons[lesson].First(answer) + token];
        Tensor weight = batch.Matrix((lesson, answer, token) => Of(weights, lesson, answer, token), now);
        Tensor advantage = batch.Matrix((lesson, answer, token) => Of(advantages, lesson, answer, token), now);
        Tensor live = batch.Matrix((lesson, answer, token) => batch.Lessons[lesson].Answers[answer].IsLive(token) ? 1 : 0, now);
        var report = new StepReport { LiveTokens = batch.LiveTokens };

        Tensor loss = settings.Objective switch
        {
            Objective.Dpo => Preferences(batch, now, lessons),
            Objective.Reinforce => (now * advantage * weight).sum().neg(),
            _ => Weighted(batch, now, advantage, weight, live, ref report),
        };
        if (language.EntropyWeight > 0)
        {
            Tensor bonus = (entropy * weight).sum();
            report = report with { Entropy = Number(bonus) };
            loss = loss - (bonus * language.EntropyWeight);
        }

        if (KlWeight > 0)
        {
            Tensor reference = batch.Matrix((lesson, answer, token) => batch.Lessons[lesson].Answers[answer].Reference![token], now);
            Tensor divergence = KlEstimates.Of(language.KlEstimate, now, reference);
            Tensor weighted = (divergence * weight).sum();
            report = report with { Divergence = Number(weighted), TotalDivergence = Number(MaskedStats.Sum(divergence, live)) };
            loss = loss + (weighted * KlWeight);
        }

        report = report with { Loss = Number(loss) };
        if (foreseen is not null)
        {
            Tensor missed = Missed(batch, foreseen) / values;
            report = report with { ValueLoss = Number(missed) };
            loss = loss + (missed * settings.ValueWeight).to(loss.dtype);
        }

        Tensor[] gradient = Slopes(loss, isHeaded: values > 0, isWhole: batch.LiveTokens > 0 && (isValued || values == 0));
        FusedOperation.LetGo();
        return (report with { Gap = GapOf(batch, now, live) }, gradient);
    }

    /// <summary>The slope of a loss by every parameter, and by those of the head where it learns in this step.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="isHeaded">Whether the head learns in this step.</param>
    /// <param name="isWhole">Whether the loss depends on every one of them.</param>
    private Tensor[] Slopes(Tensor loss, bool isHeaded, bool isWhole)
    {
        Parameter[] all = isHeaded ? [.. _parameters, .. Head!.Parameters] : _parameters;
        IList<Tensor> slopes = autograd.grad([loss], all, allow_unused: !isWhole);
        return [.. all.Select((parameter, i) => (slopes[i] is { IsInvalid: false } slope ? slope : zeros_like(parameter)).DetachFromDisposeScope())];
    }

    /// <summary>The critic's losses on the prompts of a batch, summed; prompts without a value add nothing.</summary>
    private Tensor Missed(PackedBatch batch, Tensor foreseen)
    {
        int[] valued = [.. Enumerable.Range(0, batch.Lessons.Count).Where(lesson => batch.Lessons[lesson].Value is not null)];
        Tensor Column(Func<ValueLesson, double> of) =>
            tensor(valued.Select(lesson => of(batch.Lessons[lesson].Value!)).ToArray()).to(foreseen.dtype).to(foreseen.device);
        Tensor now = foreseen.index_select(0, tensor(valued.Select(lesson => (long)lesson).ToArray(), device: foreseen.device));
        return ValueLoss.Of(now, Column(value => value.Old), Column(value => value.Target), settings.ValueClip).Losses.sum();
    }

    private static SamplingGap GapOf(PackedBatch batch, Tensor now, Tensor live)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Tensor old = batch.Matrix((lesson, answer, token) => batch.Lessons[lesson].Answers[answer].Old[token], now);
        Tensor apart = (now - old).abs() * live;
        return new SamplingGap(batch.LiveTokens, Number(apart.sum()), Number(apart.max()));
    }

    /// <summary>The objectives that weigh by a ratio, clipped in one way or another.</summary>
    private Tensor Weighted(PackedBatch batch, Tensor now, Tensor advantage, Tensor weight, Tensor live, ref StepReport report)
    {
        Tensor old = batch.Matrix((lesson, answer, token) => batch.Lessons[lesson].Answers[answer].Old[token], now);
        PolicyTerms terms = settings.Objective is Objective.Cispo ? PolicyLoss.Cispo(now, old, advantage, _clip, settings.ClipMask)
            : settings.Ratio is RatioLevel.Sequence ? PolicyLoss.OfAnswers(now, old, advantage, live, _clip)
            : PolicyLoss.Clipped(now, old, advantage, _clip);
        Tensor loss = (terms.Losses * weight).sum();
        report = report with
        {
            PolicyLoss = Number(loss),
            Clipped = Number(MaskedStats.Sum(terms.Clipped, live)),
            DualClipped = Number(MaskedStats.Sum(terms.DualClipped, live)),
            Drift = Number(MaskedStats.Sum(terms.Drift, live)),
        };
        return loss;
    }

    /// <summary>DPO on the best and the worst answer of each lesson, answers as wholes.</summary>
    private Tensor Preferences(PackedBatch batch, Tensor now, IReadOnlyList<Lesson> all)
    {
        Tensor reference = batch.Matrix((lesson, answer, token) => batch.Lessons[lesson].Answers[answer].Reference![token], now);
        Tensor gains = (now - reference).sum(1); // [N]
        List<long> best = [];
        List<long> worst = [];
        for (int lesson = 0; lesson < batch.Lessons.Count; lesson++)
        {
            double[] worth = [.. batch.Lessons[lesson].Answers.Select(answer => answer.Advantage)];
            best.Add((lesson * batch.MostAnswers) + Array.IndexOf(worth, worth.Max()));
            worst.Add((lesson * batch.MostAnswers) + Array.IndexOf(worth, worth.Min()));
        }

        Tensor margin = gains.index_select(0, tensor(best.ToArray(), device: now.device)) - gains.index_select(0, tensor(worst.ToArray(), device: now.device));
        return nn.functional.logsigmoid(margin * settings.DpoBeta).sum().neg() / all.Sum(lesson => lesson.Answers.Count);
    }

    /// <summary>Scales the gradient down to the largest norm allowed and applies it.</summary>
    /// <returns>The norm before; not finite where nothing was applied.</returns>
    private double Apply(Tensor[] gradient, double learningRate)
    {
        Tensor[] ofPolicy = gradient[.._parameters.Length];
        Tensor[] ofHead = gradient[_parameters.Length..];
        double norm = GradientNorm.Of(ofPolicy);
        if (!double.IsFinite(norm + GradientNorm.Of(ofHead)))
            return double.NaN;

        bool isLong = settings.MaxGradientNorm > 0 && norm > settings.MaxGradientNorm;
        optimiser.Step(ofPolicy, learningRate, isLong ? settings.MaxGradientNorm / (norm + 1e-6) : 1);
        if (ofHead.Length > 0)
            Head!.Step(ofHead, settings.ValueRate);

        return norm;
    }

    private static Tensor[]? Sum(Tensor[]? total, Tensor[]? piece)
    {
        if (piece is null)
            return total;

        using var guard = no_grad();
        for (int i = 0; i < piece.Length; i++)
        {
            if (total is null && piece[i].dtype is not ScalarType.BFloat16)
                continue;

            // Sixteen bits would lose what the hundredth piece adds to the sum of the others.
            Tensor sum = total is null ? piece[i].to(ScalarType.Float32).DetachFromDisposeScope() : total[i].add_(piece[i]);
            piece[i].Dispose();
            piece[i] = sum;
        }

        return total ?? piece;
    }

    /// <summary>The weight of every token of every lesson, answer after answer.</summary>
    private double[][] Weights(IReadOnlyList<Lesson> lessons)
    {
        using var scope = NewDisposeScope();
        Tensor weights = AggregationWeights.Of(LiveMask(lessons), settings.Aggregation, answerLimit);
        return PerLesson(lessons, weights);
    }

    private double[][] Advantages(IReadOnlyList<Lesson> lessons)
    {
        if (!language.WhitenAdvantages || lessons.Sum(lesson => lesson.Answers.Sum(answer => answer.LiveTokens)) < 2)
            return [.. lessons.Select(lesson => lesson.Answers.SelectMany(answer => Enumerable.Repeat(answer.Advantage, answer.Tokens.Length)).ToArray())];

        using var scope = NewDisposeScope();
        Tensor mask = LiveMask(lessons);
        LessonAnswer[] answers = [.. lessons.SelectMany(lesson => lesson.Answers)];
        Tensor raw = tensor(answers.Select(answer => answer.Advantage).ToArray(), [answers.Length, 1]).expand(mask.shape);
        return PerLesson(lessons, MaskedStats.Whiten(raw, mask));
    }

    /// <summary>1 for every live token, shape [answers, longest].</summary>
    private static Tensor LiveMask(IReadOnlyList<Lesson> lessons)
    {
        LessonAnswer[] answers = [.. lessons.SelectMany(lesson => lesson.Answers)];
        int longest = answers.Max(answer => answer.Tokens.Length);
        double[] mask = new double[answers.Length * longest];
        for (int row = 0; row < answers.Length; row++)
        {
            for (int token = 0; token < answers[row].Tokens.Length; token++)
                mask[(row * longest) + token] = answers[row].IsLive(token) ? 1 : 0;
        }

        return tensor(mask, [answers.Length, longest]);
    }

    private static double[][] PerLesson(IReadOnlyList<Lesson> lessons, Tensor matrix)
    {
        double[] flat = matrix.contiguous().data<double>().ToArray();
        int longest = (int)matrix.shape[1];
        int row = 0;
        return [.. lessons.Select(lesson => lesson.Answers.SelectMany(answer => flat.AsSpan(row++ * longest, answer.Tokens.Length).ToArray()).ToArray())];
    }

    private static double Number(Tensor scalar) => scalar.detach().to(ScalarType.Float64).item<double>();
}

using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class LanguageLearnerTests : IDisposable
{
    private static readonly LearnerSettings Plain = new() { LearningRate = 1e-3 };
    private static readonly LanguageLearnerSettings Undecayed = new() { WeightDecay = 0 };

    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(Objective.Clipped)]
    [InlineData(Objective.Reinforce)]
    public async Task What_was_better_becomes_likelier_and_what_was_worse_less_likely(Objective objective)
    {
        TreeNode node = Talk.Node(4);
        LanguageProposal[] sampled = await Sample(node, 8);
        string best = sampled[0].Action;
        string worst = sampled.First(one => one.Action != best).Action;
        double before = await Probability(node, best);
        double beforeWorst = await Probability(node, worst);

        using var learner = new LanguageLearner(_model, Plain with { Objective = objective }, Undecayed, answerLimit: 64);
        CreditedGroup group = Credited(node, sampled, one => one.Action == best ? 1 : one.Action == worst ? -1 : 0);
        for (int i = 0; i < 5; i++)
            await Update(learner, group);

        Assert.InRange(await Probability(node, best), before + 0.01, 1);
        Assert.InRange(await Probability(node, worst), 0, beforeWorst - 0.01);
    }

    [Fact]
    public async Task Groups_that_are_all_alike_are_not_learned_from()
    {
        TreeNode node = Talk.Node(4);
        byte[] before = SomeLessons.Bytes(_model);
        using var learner = new LanguageLearner(_model, Plain, Undecayed, answerLimit: 64);

        UpdateReport report = await Update(learner, Credited(node, await Sample(node, 4), _ => 0));

        Assert.Equal(default, report);
        Assert.Equal(before, SomeLessons.Bytes(_model));
        Assert.Equal(0, _model.Version);
    }

    [Fact]
    public void A_forced_token_has_probability_1_and_teaches_nothing()
    {
        Lesson with = new([1, 2, 3], [new LessonAnswer([9, 4, 7], [null, new([4]), new([7])], [-5, 0, 0], Temperature: 1, Advantage: 1)]);
        Lesson without = new([1, 2, 3], [new LessonAnswer([9], [null], [-5], Temperature: 1, Advantage: 1)]);

        Assert.Equal([0, 0], SomeLessons.LogProbabilities(_model, with)[0][1..]);
        Close(Gradient([without], Undecayed), Gradient([with], Undecayed));
    }

    [Fact]
    public void Divergence_from_the_start_is_0_at_first_and_is_held_small_by_its_weight()
    {
        double[] Divergences(double weight)
        {
            using LanguageModel model = SmallModel.Create();
            using var learner = new LanguageLearner(model, Plain with { Objective = Objective.Reinforce, KlWeight = weight }, Undecayed, answerLimit: 64);
            return [.. Enumerable.Range(0, 12).Select(_ => Learn(learner, SomeLessons.Free([1, 2, 3], [9, 8], 1), SomeLessons.Free([4], [7, 6, 5], -1)).Divergence)];
        }

        double[] loose = Divergences(1e-6);
        double[] tight = Divergences(100);

        Assert.Equal(0, loose[0], 1e-9);
        Assert.Equal(0, tight[0], 1e-9);
        Assert.All(loose.Skip(1).Concat(tight.Skip(1)), value => Assert.True(value > 0));
        Assert.True(tight[^1] < loose[^1] / 5, $"Divergence {tight[^1]:g3} with a large weight, {loose[^1]:g3} with a small one.");
    }

    [Fact]
    public void Preferences_raise_the_best_answer_over_the_worst()
    {
        Lesson lesson = new([1, 2, 3],
        [
            new LessonAnswer([9, 8], [null, null], [0, 0], Temperature: 1, Advantage: 0.1),
            new LessonAnswer([7, 6], [null, null], [0, 0], Temperature: 1, Advantage: -2),
            new LessonAnswer([5, 4, 3], [null, null, null], [0, 0, 0], Temperature: 1, Advantage: 1.5),
        ]);
        double Margin() => SomeLessons.LogProbabilities(_model, lesson) is [_, var worst, var best] ? best.Sum() - worst.Sum() : double.NaN;
        double before = Margin();

        using var learner = new LanguageLearner(_model, Plain with { Objective = Objective.Dpo }, Undecayed, answerLimit: 64);
        double[] losses = [.. Enumerable.Range(0, 10).Select(_ => Learn(learner, lesson).Loss)];

        Assert.InRange(Margin(), before + 0.5, double.MaxValue);

        // Before the first step nothing is apart from the start: −ln σ(0) for the one pair, over three answers.
        Assert.Equal(Math.Log(2) / 3, losses[0], 1e-6);
        Assert.True(losses[^1] < losses[0]);
    }

    [Fact]
    public void The_norm_of_a_gradient_is_held_to_its_limit()
    {
        // A slope far below Adam's ε moves a number in proportion to it: η·g/ε.
        const double Limit = 1e-11;
        using LanguageModel before = _model.Copy();
        using var learner = new LanguageLearner(_model, Plain with { LearningRate = 10, MaxGradientNorm = Limit }, Undecayed, answerLimit: 64);

        Learn(learner, SomeLessons.Of(_model, 5));

        Assert.Equal(1, Moved(before, _model) / (10 * Limit / 1e-8), 0.02);
    }

    [Fact]
    public void A_step_whose_gradient_is_not_finite_is_skipped_counted_and_without_effect()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 5);
        using LanguageModel other = SmallModel.Create();
        using var learner = new LanguageLearner(_model, Plain, Undecayed, answerLimit: 64);
        using var unhurt = new LanguageLearner(other, Plain, Undecayed, answerLimit: 64);
        byte[] before = SomeLessons.Bytes(_model);

        foreach (double advantage in new[] { double.PositiveInfinity, double.NaN })
        {
            UpdateReport report = Learn(learner, lessons.With(_ => advantage));
            Assert.Equal((0, 1), (report.Steps, report.Skipped));
            Assert.Equal(0, _model.Version);
            Assert.Equal(before, SomeLessons.Bytes(_model));
        }

        Assert.Equal((1, 0), (Learn(learner, lessons).Steps, Learn(learner, lessons).Skipped));
        Learn(unhurt, lessons);
        Learn(unhurt, lessons);
        Assert.Equal(SomeLessons.Bytes(other), SomeLessons.Bytes(_model));
    }

    [Fact]
    public void A_weight_that_is_no_number_stops_learning_and_not_the_program()
    {
        using (no_grad())
            _model.Decoder.parameters().First()[5, 3] = float.NaN;

        byte[] before = SomeLessons.Bytes(_model);
        using var learner = new LanguageLearner(_model, Plain, Undecayed, answerLimit: 64);
        UpdateReport report = Learn(learner, SomeLessons.Free([5, 2], [5, 3], 1));

        Assert.Equal((0, 1), (report.Steps, report.Skipped));
        Assert.Equal(before, SomeLessons.Bytes(_model));
    }

    [Fact]
    public void Skipped_steps_are_counted_in_a_row_over_updates_until_one_is_taken()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 3);
        Lesson[] broken = lessons.With(_ => double.NaN);
        using var learner = new LanguageLearner(_model, Plain with { MiniBatch = 1 }, Undecayed, answerLimit: 64);

        UpdateReport report = Learn(learner, broken) + Learn(learner, broken);
        Assert.Equal((6, 6, 0), (report.Skipped, report.SkippedLast, report.Steps));

        report += Learn(learner, lessons);
        Assert.Equal((6, 0), (report.Skipped, report.SkippedLast));
    }

    [Fact]
    public void The_step_size_rises_over_the_first_steps()
    {
        double FirstStep(int warmup)
        {
            using LanguageModel model = _model.Copy();
            using var learner = new LanguageLearner(model, Plain, Undecayed with { WarmupSteps = warmup }, answerLimit: 64);
            Learn(learner, SomeLessons.Of(model, 5));
            return Moved(_model, model);
        }

        Assert.Equal(0.25, FirstStep(4) / FirstStep(0), 0.01);
        Assert.Equal(1, FirstStep(1) / FirstStep(0), 1e-9);
    }

    [Fact]
    public void Steps_are_counted_in_the_version()
    {
        Lesson[] lessons = [.. Enumerable.Range(0, 6).Select(i => SomeLessons.Free([1, 2, i], [i + 3], 1))];
        using var learner = new LanguageLearner(_model, Plain with { MiniBatch = 2, Passes = 2 }, Undecayed, answerLimit: 64);

        UpdateReport report = Learn(learner, lessons);

        Assert.Equal((12, 6, 6L), (report.Actions, report.Steps, _model.Version));
        Assert.Equal(2 * lessons.Sum(lesson => lesson.Tokens), report.Tokens);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        byte[] After(ulong seed)
        {
            using LanguageModel model = SmallModel.Create();
            using var learner = new LanguageLearner(model, Plain with { MiniBatch = 2, KlWeight = 0.1 }, new LanguageLearnerSettings { LearnTokens = 30 }, answerLimit: 64);
            for (int i = 0; i < 3; i++)
                learner.Learn(SomeLessons.Of(model, 5, seed: 20 + (ulong)i), new Draw(seed, i, 0, 0), TestContext.Current.CancellationToken);

            return SomeLessons.Bytes(model);
        }

        byte[] first = After(1);

        Assert.Equal(first, After(1));
        Assert.NotEqual(first, After(2));
    }

    [Fact]
    public void Whitened_advantages_are_told_apart_by_neither_their_mean_nor_their_spread()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 6);
        float[] expected = Whitened(lessons);

        Close(expected, Whitened(lessons.With(answer => answer.Advantage + 7)));
        Close(expected, Whitened(lessons.With(answer => answer.Advantage * 30)));
        Assert.All(Whitened(lessons.With(_ => 3)), slope => Assert.Equal(0, slope, 1e-3f));
    }

    [Fact]
    public void Whitened_advantages_have_mean_0_and_variance_1_over_the_tokens_of_a_step()
    {
        // Two answers of 1 and 3 tokens with advantages 1 and 0: mean 1/4, unbiased variance 1/4; whitened 3/2 and −1/2.
        Lesson[] raw = [SomeLessons.Free([1, 2], [5], 1), SomeLessons.Free([3], [6, 7, 8], 0)];
        Lesson[] white = [SomeLessons.Free([1, 2], [5], 1.5), SomeLessons.Free([3], [6, 7, 8], -0.5)];

        Close(Gradient(white, new LanguageLearnerSettings()), Whitened(raw));
    }

    private float[] Gradient(Lesson[] lessons, LanguageLearnerSettings language)
    {
        var update = new ActorUpdate(_model.Decoder, null!, Plain with { Objective = Objective.Reinforce }, language, answerLimit: 64, workers: 1);
        Tensor[] gradient = update.Gradient(lessons, TestContext.Current.CancellationToken).Gradient!;
        using var scope = NewDisposeScope();
        float[] flat = cat([.. gradient.Select(slope => slope.reshape(-1))]).data<float>().ToArray();
        foreach (Tensor slope in gradient)
            slope.Dispose();

        return flat;
    }

    private float[] Whitened(Lesson[] lessons) => Gradient(lessons, new LanguageLearnerSettings { WhitenAdvantages = true });

    private static void Close(float[] expected, float[] found)
    {
        float largest = expected.Max(Math.Abs);
        Assert.True(largest > 1e-4);
        Assert.Equal(0, expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)) / largest, 1e-4f);
    }

    private static UpdateReport Learn(LanguageLearner learner, params Lesson[] lessons) =>
        learner.Learn([.. lessons], new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);

    private static ValueTask<UpdateReport> Update(LanguageLearner learner, CreditedGroup group) =>
        learner.UpdateAsync([group], new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);

    private static CreditedGroup Credited(TreeNode node, LanguageProposal[] sampled, Func<LanguageProposal, double> advantage)
    {
        double[] advantages = [.. sampled.Select(advantage)];
        return new CreditedGroup(node, [.. sampled.Select(one => new Branch(one, node, Ending.None, 0, Valid: true))], advantages, advantages);
    }

    private async Task<LanguageProposal[]> Sample(TreeNode node, int count)
    {
        var actor = new LanguageActor(_model, new Talk(), new SamplingSettings(), temperature: 1);
        IReadOnlyList<IReadOnlyList<Proposal>> sampled = await actor.ProposeAsync([Talk.Ask(node, count)], TestContext.Current.CancellationToken);
        return [.. sampled[0].Cast<LanguageProposal>()];
    }

    /// <summary>π of an action, from whichever of many samples is it.</summary>
    private async Task<double> Probability(TreeNode node, string action) =>
        Math.Exp((await Sample(node, 300)).First(one => one.Action == action).LogProbability);

    /// <summary>Distance between two models' numbers.</summary>
    private static double Moved(LanguageModel from, LanguageModel to)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return Math.Sqrt(from.Decoder.parameters().Zip(to.Decoder.parameters())
            .Sum(pair => (pair.Second.to(ScalarType.Float64) - pair.First.to(ScalarType.Float64)).square().sum().item<double>()));
    }
}

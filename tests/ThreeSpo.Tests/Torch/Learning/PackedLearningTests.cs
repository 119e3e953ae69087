using ThreeSpo.Optimization;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>However lessons are put together, cut into pieces and shared out among threads, they teach the same.</summary>
public sealed class PackedLearningTests : IDisposable
{
    private const double Rounding = 1e-5;

    private readonly LanguageModel _model = SmallModel.Create();
    private readonly LearnerSettings _clipped = new() { KlWeight = 0.1, ClipHigh = 0.3, DualClip = 3 };
    private readonly LanguageLearnerSettings _language = new() { EntropyWeight = 0.01 };

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(LossAggregation.TokenMean)]
    [InlineData(LossAggregation.SeqMeanTokenSum)]
    [InlineData(LossAggregation.SeqMeanTokenMean)]
    [InlineData(LossAggregation.SeqMeanTokenSumNorm)]
    public void A_prompt_shared_by_its_answers_teaches_what_it_teaches_answer_by_answer(LossAggregation aggregation)
    {
        Lesson[] lessons = SomeLessons.Of(_model, 7);
        foreach (Objective objective in new[] { Objective.Clipped, Objective.Reinforce, Objective.Cispo })
        {
            LearnerSettings settings = _clipped with { Objective = objective, Aggregation = aggregation };
            (StepReport packed, float[] shared) = Gradient(lessons, settings, _language);
            (StepReport single, float[] separate) = Gradient(SomeLessons.AnswerByAnswer(lessons), settings, _language);

            Close(separate, shared, $"{objective} {aggregation}");
            Assert.Equal(single.Loss, packed.Loss, Rounding);
            Assert.Equal(single.LiveTokens, packed.LiveTokens);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 9);
        (StepReport report, float[] one) = Gradient(lessons, _clipped, _language with { LearnTokens = 20 }, workers: 1);

        for (int workers = 2; workers <= 3; workers++)
        {
            (StepReport other, float[] several) = Gradient(lessons, _clipped, _language with { LearnTokens = 20 }, workers);
            Assert.Equal(one, several);
            Assert.Equal(report, other);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(200)]
    public void The_size_of_pieces_changes_no_more_than_rounding(int tokens)
    {
        Lesson[] lessons = SomeLessons.Of(_model, 9);
        (StepReport whole, float[] expected) = Gradient(lessons, _clipped, _language with { LearnTokens = 4096 });

        (StepReport pieces, float[] found) = Gradient(lessons, _clipped, _language with { LearnTokens = tokens });

        Close(expected, found, $"pieces of {tokens}");
        Assert.Equal(whole.Loss, pieces.Loss, Rounding);
        Assert.Equal(whole.Divergence, pieces.Divergence, Rounding);
        Assert.Equal(whole.Entropy, pieces.Entropy, Rounding);
        Assert.Equal((whole.Clipped, whole.DualClipped, whole.LiveTokens), (pieces.Clipped, pieces.DualClipped, pieces.LiveTokens));
    }

    [Fact]
    public void Every_lesson_is_in_one_piece_and_no_piece_is_larger_than_asked_unless_it_is_one_lesson()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 40);
        foreach (int most in new[] { 1, 20, 60, 200, 4096 })
        {
            IReadOnlyList<int[]> pieces = Pieces.Of(lessons, most);
            Assert.Equal(Enumerable.Range(0, lessons.Length), pieces.SelectMany(piece => piece).Order());
            foreach (int[] piece in pieces.Where(piece => piece.Length > 1))
            {
                Lesson[] together = [.. piece.Select(i => lessons[i])];
                int answers = together.Max(lesson => lesson.Answers.Count);
                int padded = together.Max(lesson => lesson.Prompt.Length) + (answers * together.Max(lesson => lesson.Answers.Max(answer => answer.Tokens.Length)));
                Assert.InRange(piece.Length * padded, 1, most);
            }
        }
    }

    [Fact]
    public void Padding_changes_no_log_probability()
    {
        Lesson[] lessons = SomeLessons.Of(_model, 12);

        double[][] together = SomeLessons.LogProbabilities(_model, lessons);

        double[][] alone = [.. lessons.SelectMany(lesson => SomeLessons.LogProbabilities(_model, lesson))];
        Assert.Equal(alone.Length, together.Length);
        for (int answer = 0; answer < alone.Length; answer++)
            Assert.All(alone[answer].Zip(together[answer]), pair => Assert.Equal(pair.First, pair.Second, Rounding));
    }

    [Fact]
    public void Lessons_without_any_choice_teach_nothing()
    {
        Lesson forced = new([1, 2, 3], [new LessonAnswer([4, 5], [new([4]), new([5])], [0, 0], Temperature: 1, Advantage: 2)]);
        var update = new ActorUpdate(_model.Decoder, null!, _clipped, _language, answerLimit: 10, workers: 1);

        (StepReport report, Tensor[]? gradient) = update.Gradient([forced], TestContext.Current.CancellationToken);

        Assert.Null(gradient);
        Assert.Equal(new StepReport(), report);
    }

    private (StepReport Report, float[] Gradient) Gradient(Lesson[] lessons, LearnerSettings settings, LanguageLearnerSettings language, int workers = 2)
    {
        var update = new ActorUpdate(_model.Decoder, null!, settings, language, answerLimit: 10, workers);
        (StepReport report, Tensor[]? gradient) = update.Gradient(lessons, TestContext.Current.CancellationToken);
        using var scope = NewDisposeScope();
        float[] flat = cat([.. gradient!.Select(slope => slope.reshape(-1))]).data<float>().ToArray();
        foreach (Tensor slope in gradient!)
            slope.Dispose();

        return (report, flat);
    }

    private static void Close(float[] expected, float[] found, string where)
    {
        double largest = expected.Max(Math.Abs);
        double apart = expected.Zip(found).Max(pair => Math.Abs((double)pair.First - pair.Second));
        Assert.True(largest > 1e-4, $"{where}: the gradient is empty.");
        Assert.True(apart <= Rounding * largest, $"{where}: gradients are apart by {apart:g3}, the largest entry is {largest:g3}.");
    }
}

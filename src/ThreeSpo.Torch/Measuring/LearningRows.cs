using ThreeSpo.Optimization;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Measures learning steps: answers that each have a prompt of their own, and groups of answers that share one.</summary>
internal sealed class LearningRows(
    LanguageModel model, BenchSettings settings, Timing timing, MachinePeaks peaks, int workers, CancellationToken cancellation)
{
    private const double LearningRate = 1e-6;
    private const int MomentBytes = 8;

    private readonly DecoderConfig _config = model.Config;

    private int LearnTokens => TokenBudget.Learned(settings.LearnTokens, model.Place == "cpu");

    /// <summary>Most tokens learned from at once, all workers together.</summary>
    public int TokensAtOnce => workers * LearnTokens;

    /// <summary>Every measurement, with what to call it meanwhile.</summary>
    public IEnumerable<(string Name, Func<BenchRow> Measure)> All(IReadOnlyList<BenchSubject> subjects)
    {
        if (!subjects.Contains(BenchSubject.Training))
            yield break;

        yield return ("training", () => Guarded(answers: 1));
        yield return ($"training n={settings.Answers}", () => Guarded(settings.Answers));
    }

    private BenchRow Guarded(int answers)
    {
        // As many lessons as make a piece for every worker.
        int lessons = workers * Math.Max(1, LearnTokens / (settings.PromptTokens + (answers * settings.AnswerTokens)));
        var row = new BenchRow(BenchSubject.Training, "update", settings.Precision, lessons, answers);
        double wanted = _config.Parameters * ((double)MomentBytes + (model.Decoder.NumberSize * (workers + 1)));
        return BenchRoom.Refusal(wanted, model.Decoder.Device) is { } refusal ? row with { Problem = refusal } : Measure(row);
    }

    private BenchRow Measure(BenchRow row)
    {
        Lesson[] lessons = [.. Enumerable.Range(0, row.Prompts).Select(i => Lesson(i, row.Answers))];
        using var optimiser = new AdamW([.. model.Decoder.parameters()], decay: 0.01);
        var update = new ActorUpdate(
            model.Decoder, optimiser, new LearnerSettings { MaxGradientNorm = 1 }, new LanguageLearnerSettings { LearnTokens = LearnTokens },
            settings.AnswerTokens, workers);
        double time = timing.Median(() => update.Step(lessons, LearningRate, cancellation));
        double work = row.Prompts * Work.Lesson(_config, settings.PromptTokens, row.Answers, settings.AnswerTokens);
        return row with
        {
            TokensPerSecond = lessons.Sum(lesson => (double)lesson.Tokens) / time,
            AnswersPerSecond = (double)row.Prompts * row.Answers / time,
            FlopPerSecond = work / time,
            PeakShare = work / time / peaks.Of(model.Decoder.Embedding.dtype),
            Seconds = time,
            Repeats = timing.Repeats,
        };
    }

    /// <summary>A prompt and answers that are worth more and less than their mean.</summary>
    private Lesson Lesson(int number, int answers) => new(
        RandomTokens.Of(_config, settings.PromptTokens, number),
        [.. Enumerable.Range(0, answers).Select(i => new LessonAnswer(
            RandomTokens.Of(_config, settings.AnswerTokens, 1_000_000 + (number * answers) + i), new TokenSet?[settings.AnswerTokens],
            [.. Enumerable.Repeat(-Math.Log(_config.VocabularySize), settings.AnswerTokens)], Temperature: 1, Advantage: i % 2 == 0 ? 1 : -1))]);
}

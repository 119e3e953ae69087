using ThreeSpo.Randomness;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Lessons of all shapes, and what a model says of their answers.</summary>
internal static class SomeLessons
{
    /// <summary>Lessons of one to four answers each; tokens are free, held to a set, or forced.</summary>
    public static Lesson[] Of(LanguageModel model, int count, ulong seed = 5) =>
        [.. Enumerable.Range(0, count).Select(i => One(model.Tokenizer.VocabularySize, new Draw(seed, i, 0, 0)))];

    /// <summary>One answer to a prompt, free in every token.</summary>
    public static Lesson Free(int[] prompt, int[] answer, double advantage, params double[] old) => new(prompt,
        [new LessonAnswer(answer, new TokenSet?[answer.Length], old.Length == 0 ? new double[answer.Length] : old, Temperature: 1, advantage)]);

    /// <summary>The same lessons with other advantages.</summary>
    public static Lesson[] With(this IEnumerable<Lesson> lessons, Func<LessonAnswer, double> advantage) =>
        [.. lessons.Select(lesson => new Lesson(lesson.Prompt, [.. lesson.Answers.Select(answer => answer with { Advantage = advantage(answer) })]))];

    /// <summary>A lesson for each answer.</summary>
    public static Lesson[] AnswerByAnswer(IEnumerable<Lesson> lessons) =>
        [.. lessons.SelectMany(lesson => lesson.Answers.Select(answer => new Lesson(lesson.Prompt, [answer])))];

    /// <summary>ln π of each token of each answer. Unit: nats.</summary>
    public static double[][] LogProbabilities(LanguageModel model, params Lesson[] lessons)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var batch = new PackedBatch(lessons);
        double[] all = batch.Evaluate(model.Decoder).LogProbabilities.to(ScalarType.Float64).data<double>().ToArray();
        return [.. lessons.SelectMany((lesson, i) => lesson.Answers.Select(
            (answer, k) => all.AsSpan(((i * batch.MostAnswers) + k) * batch.Length, answer.Tokens.Length).ToArray()))];
    }

    /// <summary>Every number of a model, bit by bit.</summary>
    public static byte[] Bytes(LanguageModel model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return cat([.. model.Decoder.parameters().Select(one => one.detach().reshape(-1))]).bytes.ToArray();
    }

    private static Lesson One(int vocabulary, Draw draw)
    {
        int[] prompt = [.. Enumerable.Range(0, 1 + draw.Below(12, use: 0)).Select(i => draw.Below(vocabulary, use: 100 + i))];
        return new Lesson(prompt, [.. Enumerable.Range(0, 1 + draw.Below(4, use: 1)).Select(k => Answer(vocabulary, draw with { Node = k + 1 }))]);
    }

    private static LessonAnswer Answer(int vocabulary, Draw draw)
    {
        int length = 1 + draw.Below(6, use: 0);
        int[] tokens = new int[length];
        TokenSet?[] allowed = new TokenSet?[length];
        double[] old = new double[length];
        double[] reference = new double[length];
        for (int i = 0; i < length; i++)
        {
            Draw one = draw with { Task = i + 1 };
            tokens[i] = one.Below(vocabulary, use: 0);

            // A third each of free tokens, tokens held to a set of two to five, and mostly forced ones.
            int others = one.Below(3, use: 1) switch { 0 => -1, 1 => 1 + one.Below(4, use: 2), _ => one.Below(2, use: 2) };
            allowed[i] = others < 0 ? null
                : new TokenSet([.. Enumerable.Range(0, others).Select(k => one.Below(vocabulary, use: 10 + k)).Append(tokens[i]).Distinct().Order()]);
            double even = allowed[i] is { Count: 1 } ? 0 : -Math.Log(allowed[i]?.Count ?? vocabulary);
            old[i] = even * (0.9 + (0.2 * one.Uniform(3)));
            reference[i] = even * (0.9 + (0.2 * one.Uniform(4)));
        }

        return new LessonAnswer(tokens, allowed, old, Temperature: 0.5 + draw.Uniform(2), Advantage: (4 * draw.Uniform(3)) - 2) { Reference = reference };
    }
}

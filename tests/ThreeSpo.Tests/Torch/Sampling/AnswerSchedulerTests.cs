using ThreeSpo.Randomness;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class AnswerSchedulerTests
{
    private const int Vocabulary = 8;
    private const int TurnEnds = 7;
    private static readonly int[] Rest = [5, 6];

    [Fact]
    public void Whatever_the_lengths_every_answer_is_read_once_in_order_within_the_limits_and_prompts_leave_and_come_at_once()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var draw = new Draw(11, seed, 0, 0);
            var limits = new SamplingLimits(60 + draw.Below(400, use: 0), 1 + draw.Below(24, use: 1), 1 + draw.Below(60, use: 2));
            Question[] questions = [.. Enumerable.Range(0, 1 + draw.Below(30, use: 3)).Select(i => Some(draw with { Node = i + 1 }, i))];
            using var engine = new ScriptedEngine(Vocabulary, limits.Bytes, limits.Answers);

            new AnswerScheduler(engine, limits).Run(questions);

            Assert.Equal(questions.Select(one => one.Prompt), engine.Admitted.SelectMany(some => some));
            Assert.All(questions, one => Assert.All(one.Writers, writer => Assert.NotNull(writer.End)));
            Assert.All(questions, one => Assert.All(one.Writers, (writer, i) =>
            {
                // What is written last is never read: nothing comes after it.
                int read = engine.ReadBy(one.Prompt, i).Count;
                Assert.Equal(writer.Tokens.Take(read), engine.ReadBy(one.Prompt, i));
                Assert.InRange(writer.Tokens.Count - read, 1, one.Prompt.LongestAnswer);
            }));
            Assert.All(engine.Admitted, some => Assert.True(some.Length == 1 || FreshTokens(some) <= limits.Tokens));
        }
    }

    [Fact]
    public void The_next_prompt_is_let_in_as_soon_as_an_answer_has_ended()
    {
        // Two answers at once: the second ends after two tokens, and the third begins while the first goes on.
        Question[] questions = [One([1], 9), One([2], 2), One([3], 9)];
        using var engine = new ScriptedEngine(Vocabulary, budget: 1000, answers: 2);

        new AnswerScheduler(engine, new SamplingLimits(1000, 2, 1000)).Run(questions);

        Assert.Equal([2, 1], engine.Admitted.Select(some => some.Length));
        AnsweredPrompt[] all = [.. questions.Select(one => one.Prompt)];
        Assert.Equal([[all[0], all[1]], .. Enumerable.Repeat<AnsweredPrompt[]>([all[0], all[2]], 7), [all[2]]], engine.Reads);
    }

    [Fact]
    public void An_answer_without_any_alternative_is_never_read()
    {
        Question question = One([1], 5, forced: 5);
        using var engine = new ScriptedEngine(Vocabulary, budget: 1000, answers: 2);

        new AnswerScheduler(engine, new SamplingLimits(1000, 2, 1000)).Run([question]);

        Assert.Equal((5, 0), (question.Writers[0].Tokens.Count, engine.Reads.Count));
    }

    [Fact]
    public void A_wave_of_prompts_is_admitted_together_as_far_as_tokens_allow_and_common_beginnings_count_once()
    {
        Question[] questions = [.. Enumerable.Range(0, 4).Select(i => One([1, 2, 3, 4, 5, i], 3))];
        using var engine = new ScriptedEngine(Vocabulary, budget: 1000, answers: 100);

        new AnswerScheduler(engine, new SamplingLimits(1000, 100, Tokens: 8)).Run(questions);

        Assert.Equal([3, 1], engine.Admitted.Select(some => some.Length));
    }

    [Fact]
    public void A_prompt_with_more_answers_than_are_allowed_at_once_goes_alone()
    {
        Question[] questions = [One([1], 3, answers: 2), One([2], 3, answers: 9), One([3], 3, answers: 2)];
        using var engine = new ScriptedEngine(Vocabulary, budget: 1000, answers: 4);

        new AnswerScheduler(engine, new SamplingLimits(1000, 4, 1000)).Run(questions);

        Assert.Equal(3, engine.Admitted.Count(some => some.Length == 1));
    }

    [Fact]
    public void Memory_that_holds_one_prompt_is_given_to_one_after_another()
    {
        Question[] questions = [.. Enumerable.Range(0, 5).Select(i => One([1, 2, i], 5))];
        using var engine = new ScriptedEngine(Vocabulary, budget: 10, answers: 100);

        new AnswerScheduler(engine, new SamplingLimits(10, 100, 1000)).Run(questions);

        Assert.Equal((5, 8L), (engine.Admitted.Count, engine.Most));
    }

    private static int FreshTokens(AnsweredPrompt[] prompts) => prompts[0].Tokens.Length + prompts.Skip(1).Zip(prompts)
        .Sum(pair => pair.First.Tokens.Length - pair.First.Tokens.AsSpan().CommonPrefixLength(pair.Second.Tokens));

    private static Question Some(Draw draw, int number)
    {
        int[] prompt = [.. Enumerable.Range(0, 1 + draw.Below(20, use: 0)).Select(i => draw.Below(2, use: 100 + i))];
        int longest = 1 + draw.Below(12, use: 1);
        var settings = new SamplingSettings { AnswerTokens = longest };
        return new Question(new AnsweredPrompt(prompt, 1 + draw.Below(3, use: 2), longest),
            [.. Enumerable.Range(0, 1 + draw.Below(3, use: 2)).Select(i => new AnswerWriter(
                longest > 3 && number % 3 == 0 ? new ForcedText(Rest, 0, AnswerTree.Of([[1, TurnEnds], [2, TurnEnds]])) : null,
                draw, i, temperature: 1, settings, [TurnEnds]))]);
    }

    private static Question One(int[] prompt, int longest, int answers = 1, int forced = 0) => new(
        new AnsweredPrompt(prompt, answers, longest),
        [.. Enumerable.Range(0, answers).Select(i => new AnswerWriter(
            forced > 0 ? new ForcedText([.. Enumerable.Repeat(1, forced)], 0, then: null) : null,
            new Draw(1, 0, prompt[^1], 0), i, temperature: 1, new SamplingSettings { AnswerTokens = longest }, ends: []))]);
}

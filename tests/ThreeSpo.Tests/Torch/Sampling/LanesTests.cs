using ThreeSpo.Randomness;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class LanesTests
{
    [Fact]
    public void Every_question_is_in_one_lane_and_what_begins_alike_stands_together()
    {
        Question[] questions = [.. Enumerable.Range(0, 50).Select(i => Of([.. Enumerable.Range(0, 200 + i).Select(k => k < 100 ? i % 5 : k * i)], 4))];

        (IReadOnlyList<Question[]> lanes, long budget) = Lanes.Of(questions, [.. questions.Select(_ => 10L)], budget: 1000);

        Assert.Equal(questions.Length, lanes.SelectMany(lane => lane).Distinct().Count());
        Assert.InRange(lanes.Count, 5, 20);
        Assert.Equal(1000 / lanes.Count, budget);
        int[] beginnings = [.. lanes.SelectMany(lane => lane).Select(one => one.Prompt.Tokens[0])];
        Assert.Equal(beginnings.Order(), beginnings);
    }

    [Fact]
    public void Few_questions_make_one_lane() => Assert.Single(Lanes.Of([Of([1, 2], 2), Of([1, 3], 2)], [1, 1], budget: 1000).Lanes);

    [Fact]
    public void One_device_is_one_lane()
    {
        Question[] questions = [.. Enumerable.Range(0, 50).Select(i => Of(new int[500], 8))];

        Assert.Single(Lanes.Of(questions, [.. questions.Select(_ => 1L)], budget: 1000, most: 1).Lanes);
    }

    [Fact]
    public void No_lane_has_less_memory_than_the_largest_question_needs()
    {
        Question[] questions = [.. Enumerable.Range(0, 50).Select(i => Of(new int[500], 8))];

        (IReadOnlyList<Question[]> lanes, long budget) = Lanes.Of(questions, [.. questions.Select((_, i) => i == 7 ? 400L : 1)], budget: 1000);

        Assert.Equal((2, 500L), (lanes.Count, budget));
    }

    private static Question Of(int[] tokens, int answers) => new(
        new AnsweredPrompt(tokens, answers, longestAnswer: 10),
        [.. Enumerable.Range(0, answers).Select(i => new AnswerWriter(null, new Draw(1, 0, 0, 0), i, 1, new SamplingSettings(), []))]);
}

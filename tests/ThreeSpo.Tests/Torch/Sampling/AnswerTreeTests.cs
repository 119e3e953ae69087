using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class AnswerTreeTests
{
    private const int End = 9;

    [Fact]
    public void An_answer_that_begins_another_one_is_told_apart_by_the_end_of_the_turn()
    {
        // "cabinet 1" and "cabinet 10", a token a sign.
        AnswerTree tree = AnswerTree.Of([[5, 1, End], [5, 1, 0, End]]);

        AnswerTree afterOne = tree.After(5)!.After(1)!;
        Assert.Equal([0, End], afterOne.Allowed.Ids);
        Assert.Null(afterOne.After(End));
        Assert.Equal([End], afterOne.After(0)!.Allowed.Ids);
    }

    [Fact]
    public void Allowed_tokens_are_ascending_whatever_the_order_of_answers()
    {
        AnswerTree tree = AnswerTree.Of([[7, End], [3, 2, End], [3, 1, End], [4, End]]);

        Assert.Equal([3, 4, 7], tree.Allowed.Ids);
        Assert.Equal([1, 2], tree.After(3)!.Allowed.Ids);
    }

    [Fact]
    public void Equal_answers_are_one() => Assert.Equal([3], AnswerTree.Of([[3, End], [3, End]]).Allowed.Ids);
}

using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class ImitationTests : IDisposable
{
    private static readonly string[] Actions = [.. new Talk().Actions(Talk.Node(1))];

    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(5, 0, 0.01)]
    [InlineData(3, 3, 0.01)]
    [InlineData(1, 2, 0.1)]
    public void A_model_comes_to_act_as_it_was_shown(int likeliest, int others, double nats)
    {
        Demonstration[] shown = Shown();
        var imitation = new Imitation(_model, new Talk(), new ImitationSettings { LearningRate = 1e-2, Batch = 4, Likeliest = likeliest, Others = others });
        double before = shown.Max(Divergence);

        imitation.Learn([.. Enumerable.Repeat(shown, 40).SelectMany(one => one)], seed: 3, (_, _, _) => { }, TestContext.Current.CancellationToken);

        double after = shown.Max(Divergence);
        Assert.True(before > 0.3 && after < nats, $"KL(shown ‖ model) was {before:0.000} and is {after:0.000} nats in the worst state, wanted below {nats}.");
    }

    [Fact]
    public void The_loss_told_is_the_cross_entropy_per_state_and_tokens_are_counted()
    {
        Demonstration[] shown = Shown();
        double expected = shown.Average(one => -one.Answers.Sum(answer => answer.Weight * LogProbability(one.Node, answer.Action)));
        List<(int Done, double Loss, long Tokens)> told = [];
        var imitation = new Imitation(_model, new Talk(), new ImitationSettings { Batch = 4, Likeliest = 5 });

        imitation.Learn([.. shown, .. shown], seed: 3, (done, loss, tokens) => told.Add((done, loss, tokens)), TestContext.Current.CancellationToken);

        Assert.Equal([4, 8], told.Select(one => one.Done));
        Assert.Equal(expected, told[0].Loss, 1e-4);
        Assert.True(told[1].Loss < told[0].Loss);
        Assert.Equal(2 * told[0].Tokens, told[1].Tokens);
    }

    [Fact]
    public void Reading_prompts_makes_them_less_surprising()
    {
        TreeNode[] nodes = [.. Enumerable.Range(0, 60).Select(i => Talk.Node(3 + (i % 4), i % 4))];
        List<double> losses = [];
        var imitation = new Imitation(_model, new Talk(), new ImitationSettings { LearningRate = 1e-2, Batch = 4 });

        imitation.Read(nodes, (_, loss, _) => losses.Add(loss), TestContext.Current.CancellationToken);

        // A model from nothing is about as surprised as by tokens drawn evenly.
        Assert.Equal(15, losses.Count);
        Assert.Equal(Math.Log(_model.Config.VocabularySize), losses[0], 0.5);
        Assert.True(losses[^1] < 0.5 * losses[0], $"The loss was {losses[0]:0.00} and is {losses[^1]:0.00} nats per token.");
    }

    [Fact]
    public void The_same_seed_shows_the_same_and_gives_the_same_bytes()
    {
        byte[] After(ulong seed)
        {
            using LanguageModel model = SmallModel.Create();
            new Imitation(model, new Talk(), new ImitationSettings { Batch = 2, Likeliest = 1, Others = 1 })
                .Learn(Shown(), seed, (_, _, _) => { }, TestContext.Current.CancellationToken);
            return SomeLessons.Bytes(model);
        }

        byte[] first = After(1);

        Assert.Equal(first, After(1));
        Assert.NotEqual(first, After(2));
    }

    /// <summary>Four states, in each of them another action likeliest: 0.6, then 0.2, 0.1, 0.06, 0.04.</summary>
    private static Demonstration[] Shown()
    {
        double[] shares = [0.6, 0.2, 0.1, 0.06, 0.04];
        return [.. Enumerable.Range(0, 4).Select(state => new Demonstration(
            Talk.Node(3 + state, state), [.. Actions.Select((action, i) => (action, shares[(i + state) % shares.Length]))]))];
    }

    private double Divergence(Demonstration shown) =>
        shown.Answers.Sum(answer => answer.Weight * (Math.Log(answer.Weight) - LogProbability(shown.Node, answer.Action)));

    private double LogProbability(TreeNode node, string action)
    {
        var talk = new Talk();
        var book = new AnswerBook(_model, freeTokens: 24);
        int[] tokens = book.Encoded(action);
        List<TokenSet?> allowed = [];
        AnswerPlace? tree = book.Tree(talk, node);
        foreach (int token in tokens)
        {
            allowed.Add(tree!.Allowed);
            tree = tree.After(token);
        }

        var lesson = new Lesson(_model.Chat.Prompt(talk.Describe(node)), [new LessonAnswer(tokens, allowed, new double[tokens.Length], Temperature: 1, Advantage: 0)]);
        return SomeLessons.LogProbabilities(_model, lesson)[0].Sum();
    }
}

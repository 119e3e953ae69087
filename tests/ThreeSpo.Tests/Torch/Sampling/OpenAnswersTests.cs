using ThreeSpo.Rollouts;
using ThreeSpo.Saving;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Tests.Torch.Learning;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>Answers that are held to actions with free text in them.</summary>
public sealed class OpenAnswersTests : IDisposable
{
    private const double OneNumericPath = 1e-5;

    private static readonly OpenTalk Tagged = new() { Around = ("<action>", "</action>") };

    private static readonly string[] Reached = ["search", "search[a]", "search[b]", "search[rooma] again"];

    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(1, 1.0, 1.0, 0)]
    [InlineData(2, 1.5, 1.0, 0)]
    [InlineData(7, 1.0, 0.9, 0)]
    [InlineData(7, 0.7, 1.0, 40)]
    public async Task Whatever_is_written_is_an_allowed_action_and_no_longer_than_the_limit(int most, double temperature, double topP, int topK)
    {
        foreach (OpenTalk talk in new[] { new OpenTalk(), Tagged, new OpenTalk { Closed = [] } })
        {
            IReadOnlyList<LanguageProposal> sampled =
                await Sample(talk, new SamplingSettings { FreeTokens = most, TopP = topP, TopK = topK }, temperature, Talk.Ask(Talk.Node(5), 200));

            int edges = _model.Tokenizer.Encode(talk.Around.Before + "search[").Length + _model.Tokenizer.Encode("]" + talk.Around.After).Length + 1;
            Assert.All(sampled, one => Assert.True(talk.Allows(one.Action), one.Text));
            Assert.All(sampled, one => Assert.Equal((talk.Answer(one.Action), AnswerEnd.Turn, _model.Chat.EndOfTurn), (one.Text, one.End, one.Answer[^1])));
            Assert.All(sampled.Where(one => one.Action.StartsWith("search[", StringComparison.Ordinal)), one => Assert.InRange(one.Answer.Length, edges, edges + most));
            Assert.Contains(sampled, one => one.Action.StartsWith("search[", StringComparison.Ordinal) && !talk.Closed.Contains(one.Action));
        }
    }

    [Fact]
    public async Task An_answer_between_tags_is_read_as_the_action_that_was_written()
    {
        IReadOnlyList<LanguageProposal> sampled = await Sample(Tagged, new SamplingSettings { FreeTokens = 6 }, 1, Talk.Ask(Talk.Node(5), 100));

        Assert.All(sampled, one => Assert.Equal(one.Action.ToLowerInvariant(), TaggedAnswer.Read(one.Text).Action));
    }

    [Theory]
    [InlineData(1.0, 1.0, 0)]
    [InlineData(0.4, 0.8, 0)]
    [InlineData(1.3, 1.0, 30)]
    public async Task Log_probabilities_from_sampling_equal_those_that_learning_computes(double temperature, double topP, int topK)
    {
        var settings = new SamplingSettings { FreeTokens = 6, TopP = topP, TopK = topK };
        IReadOnlyList<LanguageProposal> sampled = await Sample(Tagged, settings, temperature, Talk.Ask(Talk.Node(6), 60));

        double[][] learned = SomeLessons.LogProbabilities(_model, LessonOf(sampled));

        for (int i = 0; i < sampled.Count; i++)
            Assert.All(sampled[i].LogProbabilities, (found, token) => Assert.Equal(found, learned[i][token], OneNumericPath));
        Assert.Contains(sampled, one => one.Allowed.Any(set => set!.Count > 40 || topP < 1 || topK > 0));
    }

    [Fact]
    public async Task The_bundled_model_writes_texts_that_it_never_saw_and_learning_finds_their_probabilities()
    {
        using var tiny = LanguageModel.Load(Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Cli/Models/tiny"), ModelDevice.Cpu, threads: 1);
        var actor = new LanguageActor(tiny, Tagged, new SamplingSettings { FreeTokens = 5 }, temperature: 1);
        LanguageProposal[] sampled = [.. (await actor.ProposeAsync([Talk.Ask(Talk.Node(5), 40)], TestContext.Current.CancellationToken))[0].Cast<LanguageProposal>()];

        double[][] learned = SomeLessons.LogProbabilities(tiny, LessonOf(sampled));

        Assert.All(sampled, one => Assert.True(Tagged.Allows(one.Action), one.Text));
        Assert.Contains(sampled, one => !Tagged.Closed.Contains(one.Action));
        for (int i = 0; i < sampled.Length; i++)
            Assert.All(sampled[i].LogProbabilities, (found, token) => Assert.Equal(found, learned[i][token], OneNumericPath));
    }

    [Fact]
    public async Task A_set_that_most_tokens_share_is_learned_from_as_if_each_had_its_own()
    {
        IReadOnlyList<LanguageProposal> sampled = await Sample(Tagged, new SamplingSettings { FreeTokens = 5 }, 1.2, Talk.Ask(Talk.Node(6), 120));
        Lesson shared = LessonOf(sampled);
        var own = new Lesson(shared.Prompt,
            [.. shared.Answers.Select(answer => answer with { Allowed = [.. answer.Allowed.Select(set => new TokenSet(set!.Ids.ToArray()))] })]);

        Assert.True(shared.Answers.SelectMany(answer => answer.Allowed).Count(set => set!.IsShared) > 50);
        double[][] all = SomeLessons.LogProbabilities(_model, shared);
        double[][] each = SomeLessons.LogProbabilities(_model, own);
        for (int i = 0; i < all.Length; i++)
            Assert.All(all[i], (found, token) => Assert.Equal(each[i][token], found, OneNumericPath));
    }

    [Fact]
    public async Task Free_tokens_of_all_answers_are_chosen_from_few_sets_in_memory()
    {
        IReadOnlyList<LanguageProposal> sampled = await Sample(Tagged, new SamplingSettings { FreeTokens = 6 }, 1, Talk.Ask(Talk.Node(5), 100));

        TokenSet[] large = [.. sampled.SelectMany(one => one.Allowed).OfType<TokenSet>().Where(set => set.Count > 40)];
        Assert.True(large.Length > 100);
        Assert.InRange(large.Distinct(ReferenceEqualityComparer.Instance).Count(), 1, 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void All_texts_are_reached_once_and_probabilities_add_up_to_one(int most)
    {
        var talk = new OpenTalk();
        List<(int[] Tokens, TokenSet[] Allowed)> answers = [];
        Walk(new AnswerBook(_model, most).Tree(talk, Talk.Node(1)), [], [], answers);

        FreeTokens free = _model.FreeTokens;
        HashSet<string> texts = [.. answers.Select(one => _model.Tokenizer.Decode(one.Tokens))];
        Assert.All(texts, text => Assert.True(talk.Allows(text), text));
        Assert.Equal(answers.Count, answers.Select(one => string.Join(' ', one.Tokens)).Distinct().Count());
        Assert.All(free.Visible.Ids.ToArray(), id => Assert.Contains($"search[{_model.Tokenizer.Decode([id])}]", texts));
        Assert.All(talk.Closed, action => Assert.Contains(action, texts));
        if (most > 1)
            return;

        // The model's own probabilities, from one prompt with every answer there is.
        Lesson lesson = new(_model.Chat.Prompt(talk.Describe(Talk.Node(5))),
            [.. answers.Select(one => new LessonAnswer(one.Tokens, one.Allowed, new double[one.Tokens.Length], Temperature: 1, Advantage: 0))]);
        Assert.Equal(1, SomeLessons.LogProbabilities(_model, lesson).Sum(answer => Math.Exp(answer.Sum())), 1e-4);
    }

    [Fact]
    public void Two_forms_that_begin_alike_are_written_side_by_side()
    {
        var talk = new OpenTalk { Closed = ["search[a]", "search"], Open = [new("search[", "]"), new("search[room", "] again")] };
        List<(int[] Tokens, TokenSet[] Allowed)> answers = [];
        Walk(new AnswerBook(_model, freeTokens: 1).Tree(talk, Talk.Node(1)), [], [], answers);

        string[] texts = [.. answers.Select(one => _model.Tokenizer.Decode(one.Tokens))];
        Assert.All(texts, text => Assert.True(talk.Allows(text), text));
        Assert.Equal(answers.Count, answers.Select(one => string.Join(' ', one.Tokens)).Distinct().Count());
        Assert.All(Reached, text => Assert.Contains(text, texts));
    }

    [Fact]
    public void Without_open_actions_the_tree_is_that_of_the_closed_ones()
    {
        AnswerPlace place = new AnswerBook(_model, freeTokens: 24).Tree(new OpenTalk { Open = [] }, Talk.Node(1));

        Assert.IsType<AnswerTree>(place);
    }

    [Fact]
    public async Task Saved_proposals_come_back_with_the_sets_that_they_were_chosen_from()
    {
        IReadOnlyList<LanguageProposal> sampled = await Sample(Tagged, new SamplingSettings { FreeTokens = 6 }, 1, Talk.Ask(Talk.Node(5), 50));
        var format = new LanguageProposalFormat(_model);
        using var stream = new MemoryStream();
        using (var to = new StateWriter(stream))
            format.Write(to, sampled);

        Assert.InRange(stream.Length, 1, 50 * 1500);
        stream.Position = 0;
        using var from = new StateReader(stream);
        LanguageProposal[] read = [.. format.Read(from).Cast<LanguageProposal>()];

        Assert.Equal(sampled.Select(one => (one.Action, one.LogProbability, one.Text)), read.Select(one => (one.Action, one.LogProbability, one.Text)));
        for (int i = 0; i < read.Length; i++)
        {
            Assert.Equal(sampled[i].Answer, read[i].Answer);
            Assert.All(sampled[i].Allowed, (set, token) => Assert.Equal(set!.Ids, read[i].Allowed[token]!.Ids));
            Assert.All(sampled[i].Allowed.Index().Where(one => one.Item!.IsShared), one => Assert.Same(one.Item, read[i].Allowed[one.Index]));
        }
    }

    [Fact]
    public void Text_is_encoded_apart_from_what_stands_around_it()
    {
        string[] words = [.. Enumerable.Repeat("search[red!] search[red!] again", 9)];
        using LanguageModel model = SmallModel.Create(PreTokenizerPatterns.Qwen2, words);
        var book = new AnswerBook(model, freeTokens: 4);

        int[] tokens = book.Encoded(new OpenTalk(), Talk.Node(1), "search[red!]");

        Assert.Contains(model.Tokenizer.Encode("search[red!]"), token => model.Tokenizer.Decode([token]) is "[red" or "!]");
        Assert.Equal([.. model.Tokenizer.Encode("search["), .. model.Tokenizer.Encode("red!"), .. model.Tokenizer.Encode("]"), model.Chat.EndOfTurn], tokens);
        AnswerPlace? at = book.Tree(new OpenTalk(), Talk.Node(1));
        foreach (int token in tokens)
        {
            Assert.True(at!.Allowed.Contains(token));
            at = at.After(token);
        }

        Assert.Null(at);
    }

    [Fact]
    public void A_demonstrated_text_is_learned()
    {
        TreeNode node = Talk.Node(4);
        var talk = new OpenTalk { Closed = ["left"] };
        var imitation = new Imitation(_model, talk, new ImitationSettings { LearningRate = 1e-2, Batch = 2, FreeTokens = 12 });
        double before = Probability(talk, node, "search[room 3]");

        imitation.Learn(
            [.. Enumerable.Repeat(new Demonstration(node, [("search[room 3]", 0.8), ("left", 0.2)]), 240)], seed: 3, (_, _, _) => { }, TestContext.Current.CancellationToken);

        Assert.True(before < 0.1);
        Assert.Equal(0.8, Probability(talk, node, "search[room 3]"), 0.05);
        Assert.Equal(0.2, Probability(talk, node, "left"), 0.05);
    }

    [Theory]
    [InlineData("search[]", "cannot be written")]
    [InlineData("search[  ]", "cannot be written")]
    [InlineData("search[[\n]]", "cannot be written")]
    [InlineData("search[     x]", "cannot be written")]
    public void A_demonstrated_text_of_which_nothing_can_be_written_is_refused(string action, string why)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new AnswerBook(_model, freeTokens: 3).Encoded(new OpenTalk(), Talk.Node(1), action));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search[a[b]", "search[ab]")]
    [InlineData("search[a\n<b>]", "search[ab]")]
    [InlineData("search[zqxjkvzqxjkv]", "search[zqx]")]
    [InlineData("search[\u4e00\u4e01z]", "search[z]")]
    public void Of_a_demonstrated_text_that_cannot_be_written_whole_the_beginning_of_what_can_be_is_shown(string action, string shown)
    {
        var book = new AnswerBook(_model, freeTokens: 3);
        int[] tokens = book.Encoded(new OpenTalk(), Talk.Node(1), action);

        Assert.Equal(shown, _model.Tokenizer.Decode(tokens.AsSpan(..^1)));
        AnswerPlace? at = book.Tree(new OpenTalk(), Talk.Node(1));
        foreach (int token in tokens)
        {
            Assert.True(at!.Allowed.Contains(token));
            at = at.After(token);
        }

        Assert.Null(at);
    }

    [Fact]
    public void A_form_whose_end_could_be_text_is_refused()
    {
        NotSupportedException fault = Assert.Throws<NotSupportedException>(
            () => new AnswerBook(_model, freeTokens: 3).Tree(new OpenTalk { Open = [new("say ", " now")] }, Talk.Node(1)));

        Assert.Contains("'say … now'", fault.Message, StringComparison.Ordinal);
    }

    private double Probability(OpenTalk talk, TreeNode node, string action)
    {
        var book = new AnswerBook(_model, freeTokens: 12);
        int[] tokens = book.Encoded(talk, node, action);
        List<TokenSet?> allowed = [];
        AnswerPlace? at = book.Tree(talk, node);
        foreach (int token in tokens)
        {
            allowed.Add(at!.Allowed);
            at = at.After(token);
        }

        Assert.Null(at);
        Lesson lesson = new(_model.Chat.Prompt(talk.Describe(node)), [new LessonAnswer(tokens, allowed, new double[tokens.Length], Temperature: 1, Advantage: 0)]);
        return Math.Exp(SomeLessons.LogProbabilities(_model, lesson)[0].Sum());
    }

    private static void Walk(AnswerPlace? at, int[] tokens, TokenSet[] allowed, List<(int[], TokenSet[])> answers)
    {
        if (at is null)
        {
            answers.Add((tokens, allowed));
            return;
        }

        Assert.InRange(at.Allowed.Count, 1, int.MaxValue);
        foreach (int token in at.Allowed.Ids.ToArray())
            Walk(at.After(token), [.. tokens, token], [.. allowed, at.Allowed], answers);
    }

    private static Lesson LessonOf(IReadOnlyList<LanguageProposal> sampled) => new(
        sampled[0].Prompt, [.. sampled.Select(one => new LessonAnswer(one.Answer, one.Allowed, one.LogProbabilities, one.Temperature, 1))]);

    private async Task<IReadOnlyList<LanguageProposal>> Sample(OpenTalk talk, SamplingSettings settings, double temperature, ProposalRequest request)
    {
        var actor = new LanguageActor(_model, talk, settings, temperature);
        return [.. (await actor.ProposeAsync([request], TestContext.Current.CancellationToken))[0].Cast<LanguageProposal>()];
    }
}

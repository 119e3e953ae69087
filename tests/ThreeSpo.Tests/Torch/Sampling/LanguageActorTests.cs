using ThreeSpo.Rollouts;
using ThreeSpo.Saving;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class LanguageActorTests : IDisposable
{
    private const double OneNumericPath = 1e-5;

    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(Decoding.Admissible, 1.0, 1.0, 0)]
    [InlineData(Decoding.Admissible, 0.4, 0.8, 0)]
    [InlineData(Decoding.Free, 1.0, 1.0, 0)]
    [InlineData(Decoding.Free, 0.7, 0.9, 20)]
    public async Task Log_probabilities_from_sampling_equal_those_that_learning_computes(Decoding decoding, double temperature, double topP, int topK)
    {
        var settings = new SamplingSettings { Decoding = decoding, TopP = topP, TopK = topK, AnswerTokens = 12, SampleTokens = 200 };
        ProposalRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => Talk.Ask(Talk.Node((i * 5) % 23, i), i % 3 == 0 ? 8 : 3))];

        IReadOnlyList<IReadOnlyList<LanguageProposal>> sampled = await Sample(settings, temperature, requests);

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Lesson[] lessons = [.. sampled.Select(Lesson)];
        foreach (int[] piece in Pieces.Of(lessons, 300))
        {
            var batch = new PackedBatch([.. piece.Select(i => lessons[i])]);
            double[] learned = batch.Evaluate(_model.Decoder).LogProbabilities.to(ScalarType.Float64).data<double>().ToArray();
            for (int lesson = 0; lesson < piece.Length; lesson++)
            {
                for (int answer = 0; answer < batch.Lessons[lesson].Answers.Count; answer++)
                {
                    LanguageProposal proposal = sampled[piece[lesson]][answer];
                    for (int token = 0; token < proposal.Answer.Length; token++)
                    {
                        double now = learned[(((lesson * batch.MostAnswers) + answer) * batch.Length) + token];
                        Assert.True(
                            Math.Abs(now - proposal.LogProbabilities[token]) <= OneNumericPath,
                            $"Prompt {piece[lesson]}, answer {answer}, token {token}: sampled {proposal.LogProbabilities[token]:R}, learned {now:R}.");
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Draws_do_not_depend_on_the_batch()
    {
        var settings = new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 10 };
        ProposalRequest[] requests = [.. Enumerable.Range(0, 7).Select(i => Talk.Ask(Talk.Node(3 + i, i), 4))];

        IReadOnlyList<IReadOnlyList<LanguageProposal>> together = await Sample(settings, 1, requests);

        for (int i = 0; i < requests.Length; i++)
        {
            IReadOnlyList<IReadOnlyList<LanguageProposal>> alone = await Sample(settings, 1, requests[i]);
            Assert.Equal(together[i].Select(one => one.Text), alone[0].Select(one => one.Text));
        }
    }

    [Fact]
    public async Task The_same_batch_gives_the_same_bytes()
    {
        ProposalRequest[] requests = [.. Enumerable.Range(0, 12).Select(i => Talk.Ask(Talk.Node(3 + i, i), 1 + (i % 2)))];

        LanguageProposal[] first = [.. (await Sample(new SamplingSettings { SampleTokens = 60 }, 1, requests)).SelectMany(one => one)];
        LanguageProposal[] second = [.. (await Sample(new SamplingSettings { SampleTokens = 60 }, 1, requests)).SelectMany(one => one)];

        Assert.Equal(first.Select(one => (one.Action, BitConverter.DoubleToInt64Bits(one.LogProbability))), second.Select(one => (one.Action, BitConverter.DoubleToInt64Bits(one.LogProbability))));
    }

    [Fact]
    public async Task A_node_asked_twice_goes_on_with_its_draws()
    {
        TreeNode node = Talk.Node(6);

        string[] atOnce = [.. (await Sample(new SamplingSettings(), 1, Talk.Ask(node, 6)))[0].Select(one => one.Action)];
        string[] first = [.. (await Sample(new SamplingSettings(), 1, Talk.Ask(node, 2)))[0].Select(one => one.Action)];
        string[] rest = [.. (await Sample(new SamplingSettings(), 1, Talk.Ask(node, 4, first: 2)))[0].Select(one => one.Action)];

        Assert.Equal(atOnce, first.Concat(rest));
    }

    [Fact]
    public async Task Held_to_the_actions_a_model_writes_one_of_them_and_its_probabilities_add_up()
    {
        TreeNode node = Talk.Node(5);
        var talk = new Talk();

        IReadOnlyList<LanguageProposal> sampled = (await Sample(new SamplingSettings(), 1, Talk.Ask(node, 400)))[0];

        Assert.All(sampled, one => Assert.Contains(one.Action, talk.Actions(node)));
        double sum = sampled.GroupBy(one => one.Action).Sum(same => Math.Exp(same.First().LogProbability));
        Assert.Equal(talk.Actions(node).Count, sampled.Select(one => one.Action).Distinct().Count());
        Assert.Equal(1, sum, 6);
        foreach (IGrouping<string, LanguageProposal> same in sampled.GroupBy(one => one.Action))
        {
            double expected = Math.Exp(same.First().LogProbability);
            double error = 4 * Math.Sqrt(expected * (1 - expected) / sampled.Count);
            Assert.InRange((double)same.Count() / sampled.Count, expected - error, expected + error);
        }
    }

    [Fact]
    public async Task Free_answers_end_at_the_limit_or_with_the_turn()
    {
        IReadOnlyList<LanguageProposal> sampled =
            (await Sample(new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 40 }, 3, Talk.Ask(Talk.Node(4), 60)))[0];

        Assert.All(sampled.Where(one => one.End is AnswerEnd.Limit), one => Assert.Equal(40, one.Answer.Length));
        Assert.All(sampled.Where(one => one.End is AnswerEnd.Turn), one => Assert.Equal(_model.Chat.EndOfTurn, one.Answer[^1]));
        Assert.Equal(2, sampled.Select(one => one.End).Distinct().Count());
    }

    [Fact]
    public async Task A_prompt_too_long_for_the_model_is_refused_with_its_length()
    {
        NotSupportedException fault = await Assert.ThrowsAsync<NotSupportedException>(
            async () => await Sample(new SamplingSettings(), 1, Talk.Ask(Talk.Node(3000), 1)));

        Assert.Contains("2048", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_others_a_prompt_too_long_for_the_model_is_an_outcome_with_a_reason()
    {
        IReadOnlyList<IReadOnlyList<LanguageProposal>> sampled = await Sample(new SamplingSettings(), 1, Talk.Ask(Talk.Node(3000), 3), Talk.Ask(Talk.Node(3), 2));

        Assert.Equal(3, sampled[0].Count);
        Assert.All(sampled[0], one => Assert.Equal((AnswerEnd.TooLong, 0, false), (one.End, one.Answer.Length, one.WellFormed)));
        Assert.All(sampled[0], one => Assert.Contains("the model takes 2048", one.Refusal, StringComparison.Ordinal));
        Assert.All(sampled[1], one => Assert.Null(one.Refusal));
    }

    [Fact]
    public async Task Once_something_was_answered_prompts_may_all_be_too_long()
    {
        var actor = new LanguageActor(_model, new Talk(), new SamplingSettings(), temperature: 1);
        await actor.ProposeAsync([Talk.Ask(Talk.Node(3), 1)], TestContext.Current.CancellationToken);

        IReadOnlyList<IReadOnlyList<Proposal>> sampled = await actor.ProposeAsync([Talk.Ask(Talk.Node(3000), 1)], TestContext.Current.CancellationToken);

        Assert.NotNull(Assert.Single(sampled[0]).Refusal);
    }

    [Fact]
    public async Task What_the_memory_is_too_small_for_is_an_outcome_that_says_what_it_needs()
    {
        var settings = new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 512, SampleMemory = 1 };
        IReadOnlyList<IReadOnlyList<LanguageProposal>> sampled = await Sample(settings, 1, Talk.Ask(Talk.Node(300), 8), Talk.Ask(Talk.Node(3), 1));

        // 8 answers of 512 tokens; keys and values of 2 layers, 2 heads of 8 numbers: 256 bytes a token.
        Assert.All(sampled[0], one => Assert.Equal(AnswerEnd.TooLong, one.End));
        Assert.All(sampled[0], one => Assert.Matches("takes 2 MiB .* sampleMemory allows 1", one.Refusal));
        Assert.All(sampled[1], one => Assert.Null(one.Refusal));
    }

    [Fact]
    public async Task A_proposal_without_an_answer_is_saved_with_its_reason()
    {
        IReadOnlyList<LanguageProposal> refused = (await Sample(new SamplingSettings(), 1, Talk.Ask(Talk.Node(3000), 2), Talk.Ask(Talk.Node(3), 1)))[0];
        var format = new LanguageProposalFormat(_model);
        using var stream = new MemoryStream();
        using (var to = new StateWriter(stream))
            format.Write(to, refused);

        stream.Position = 0;
        using var from = new StateReader(stream);
        Assert.Equal(refused.Select(one => (one.Refusal, one.End)), format.Read(from).Cast<LanguageProposal>().Select(one => (one.Refusal, one.End)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Little_memory_and_few_answers_at_once_change_no_answer(int answers)
    {
        ProposalRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => Talk.Ask(Talk.Node(3 + i, i), 4))];
        var settings = new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 10 };

        IReadOnlyList<IReadOnlyList<LanguageProposal>> freely = await Sample(settings, 1, requests);
        IReadOnlyList<IReadOnlyList<LanguageProposal>> tightly = await Sample(settings with { SampleAnswers = answers, SampleMemory = 1, SampleTokens = 30 }, 1, requests);

        Assert.Equal(freely.SelectMany(one => one).Select(one => one.Text), tightly.SelectMany(one => one).Select(one => one.Text));
    }

    [Fact]
    public async Task Large_sets_that_were_kept_come_back_from_a_file()
    {
        IReadOnlyList<LanguageProposal> sampled =
            (await Sample(new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 6, TopP = 0.9 }, 3, Talk.Ask(Talk.Node(3), 9)))[0];
        var format = new LanguageProposalFormat(_model);
        using var stream = new MemoryStream();
        using (var to = new StateWriter(stream))
            format.Write(to, sampled);

        stream.Position = 0;
        using var from = new StateReader(stream);
        LanguageProposal[] read = [.. format.Read(from).Cast<LanguageProposal>()];
        Assert.Contains(sampled.SelectMany(one => one.Allowed), set => !set!.Bits.IsEmpty);
        Assert.All(sampled, (one, i) => Assert.All(one.Allowed, (set, token) => Assert.Equal(set!.Ids, read[i].Allowed[token]!.Ids)));
    }

    private async Task<IReadOnlyList<IReadOnlyList<LanguageProposal>>> Sample(SamplingSettings settings, double temperature, params ProposalRequest[] requests)
    {
        var actor = new LanguageActor(_model, new Talk(), settings, temperature);
        IReadOnlyList<IReadOnlyList<Proposal>> sampled = await actor.ProposeAsync(requests, TestContext.Current.CancellationToken);
        return [.. sampled.Select(group => (IReadOnlyList<LanguageProposal>)[.. group.Cast<LanguageProposal>()])];
    }

    private static Lesson Lesson(IReadOnlyList<LanguageProposal> group) => new(
        group[0].Prompt, [.. group.Select(one => new LessonAnswer(one.Answer, one.Allowed, one.LogProbabilities, one.Temperature, 1))]);
}

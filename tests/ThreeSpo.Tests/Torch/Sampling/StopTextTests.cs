using System.Text;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class StopTextTests : IDisposable
{
    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("look</action> go to room 2", "</action>", 13)]
    [InlineData("a < b </act </action>", "</action>", 21)]
    [InlineData("grüße, 世界", "世", 12)]
    [InlineData("one\ntwo", "\\n", 4)]
    [InlineData("left or right", "right|left", 4)]
    [InlineData("aaab", "aab", 4)]
    public void An_answer_ends_with_the_token_that_completes_the_text(string answer, string stop, int bytes)
    {
        var texts = StopText.Of(stop, _model.Tokenizer)!;
        List<byte> tail = [];
        int upTo = 0;
        bool ended = false;
        foreach (int token in _model.Tokenizer.Encode(answer))
        {
            upTo += _model.Tokenizer.TextBytes(token).Length;
            ended = texts.Ends(tail, token);
            Assert.Equal(upTo >= bytes, ended);
            if (ended)
                break;
        }

        Assert.True(ended, $"'{answer}' of {Encoding.UTF8.GetByteCount(answer)} bytes went on behind '{stop}'.");
    }

    [Fact]
    public void Without_texts_nothing_stops() => Assert.Null(StopText.Of("", _model.Tokenizer));

    [Fact]
    public async Task Sampled_answers_end_at_the_first_stop_text_and_say_so()
    {
        var settings = new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 40, Stop = "e|o" };
        var actor = new LanguageActor(_model, new Talk(), settings, temperature: 2);
        LanguageProposal[] sampled = [.. (await actor.ProposeAsync([Talk.Ask(Talk.Node(4), 60)], TestContext.Current.CancellationToken))[0].Cast<LanguageProposal>()];

        LanguageProposal[] stopped = [.. sampled.Where(one => one.End is AnswerEnd.Stop)];
        Assert.True(stopped.Length > 10);
        Assert.All(stopped, one => Assert.DoesNotContain(_model.Tokenizer.Decode(one.Answer.AsSpan(..^1)), letter => letter is 'e' or 'o'));
        Assert.All(stopped, one => Assert.Contains(one.Text, letter => letter is 'e' or 'o'));
        Assert.All(sampled.Except(stopped), one => Assert.DoesNotContain(one.Text, letter => letter is 'e' or 'o'));
    }

    [Fact]
    public async Task Answers_that_are_held_to_actions_are_not_stopped()
    {
        var actor = new LanguageActor(_model, new Talk(), new SamplingSettings { Stop = "o" }, temperature: 1);

        IReadOnlyList<Proposal> sampled = (await actor.ProposeAsync([Talk.Ask(Talk.Node(4), 20)], TestContext.Current.CancellationToken))[0];

        Assert.All(sampled, one => Assert.Contains(one.Action, new Talk().Actions(Talk.Node(4))));
    }
}

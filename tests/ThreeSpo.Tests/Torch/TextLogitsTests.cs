using System.Text.Json;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch;

namespace ThreeSpo.Tests.Torch;

public sealed class TextLogitsTests
{
    public TextLogitsTests() => RecordedModel.RequireTorch();

    [Fact]
    public void What_follows_a_text_is_as_likely_as_it_is_inside_a_longer_one()
    {
        using LanguageModel model = PolicySource.LoadTiny();
        int[] tokens = model.Tokenizer.Encode("put a mug in cabinet 1");
        var whole = TextLogits.Of(model, tokens, most: 5);
        var shorter = TextLogits.Of(model, tokens[..^1], most: model.Config.VocabularySize);

        Assert.Equal(tokens.Length - 1, whole.LogProbabilities.Count);
        Assert.Equal(whole.LogProbabilities[^1], shorter.Next.Single(one => one.Token == tokens[^1]).LogProbability, tolerance: 1e-4);
        Assert.Equal(whole.LogProbability, shorter.LogProbability + whole.LogProbabilities[^1], tolerance: 1e-3);
        Assert.Equal(1, shorter.Next.Sum(one => Math.Exp(one.LogProbability)), tolerance: 1e-4);
        Assert.Equal(whole.Next.OrderByDescending(one => one.Logit), whole.Next);
    }

    [Fact]
    public void An_empty_text_and_one_that_is_too_long_are_refused()
    {
        using LanguageModel model = PolicySource.LoadTiny();

        Assert.Contains("0 tokens", Assert.Throws<NotSupportedException>(() => TextLogits.Of(model, [], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("2049 tokens", Assert.Throws<NotSupportedException>(() => TextLogits.Of(model, new int[2049], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_prints_tokens_and_what_is_likeliest_next()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "policy", "logits", "tiny", "put a mug in", "--chat", "--top", "3", "--json");
        JsonElement said = JsonDocument.Parse(outcome.Output).RootElement;

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Equal(3, said.GetProperty("next").GetArrayLength());
        Assert.Equal("put a mug in", said.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal(said.GetProperty("tokens").GetArrayLength() - 1, said.GetProperty("logProbabilities").GetArrayLength());
    }
}

using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch;

/// <summary>What a model says of a text.</summary>
/// <param name="Tokens">The text's token ids, shape [T].</param>
/// <param name="LogProbabilities">ln p of each token but the first after those before it, shape [T − 1]. Unit: nats.</param>
/// <param name="Next">The likeliest tokens after the text, likeliest first.</param>
public sealed record TextLogits(IReadOnlyList<int> Tokens, IReadOnlyList<double> LogProbabilities, IReadOnlyList<NextToken> Next)
{
    /// <summary>ln p of the text after its first token. Unit: nats.</summary>
    public double LogProbability => LogProbabilities.Sum();

    /// <summary>Asks a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The text's token ids, at least one and as many as the model has positions.</param>
    /// <param name="most">How many of the likeliest next tokens are wanted.</param>
    /// <exception cref="NotSupportedException">The text is empty or too long.</exception>
    public static TextLogits Of(LanguageModel model, int[] tokens, int most)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Length == 0 || tokens.Length > model.Config.MaxPositions)
            throw new NotSupportedException($"The text has {tokens.Length} tokens, but the model takes 1 … {model.Config.MaxPositions}. Give another text.");

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Decoder decoder = model.Decoder;
        int length = tokens.Length;

        // One answer to no prompt at all, seen whole.
        AnswerBlock block = decoder.Block(
            tensor(tokens.Select(id => (long)id).ToArray(), [1, 1, length], device: decoder.Device),
            arange(0, length, ScalarType.Int64, decoder.Device).reshape(1, 1, length),
            full(length, length, float.NegativeInfinity, device: decoder.Device).triu(1).reshape(1, 1, length, length));
        Tensor logits = decoder.Logits(decoder.Answer(block, null, null)).reshape(length, model.Config.VocabularySize).to(ScalarType.Float32); // [T, V]
        Tensor all = logits.log_softmax(-1);
        Tensor chosen = tensor(tokens[1..].Select(id => (long)id).ToArray(), [length - 1, 1], device: decoder.Device);
        Tensor found = all.narrow(0, 0, length - 1).gather(-1, chosen).squeeze(-1);
        (Tensor values, Tensor ids) = all[length - 1].topk(Math.Min(most, model.Config.VocabularySize));
        Tensor raw = logits[length - 1].gather(-1, ids);
        return new TextLogits(
            tokens, [.. found.cpu().data<float>().Select(one => (double)one)],
            [.. ids.cpu().data<long>().Zip(raw.cpu().data<float>(), values.cpu().data<float>()).Select(one =>
                new NextToken((int)one.First, TextOf(model, (int)one.First), one.Second, one.Third))]);
    }

    /// <summary>A larger vocabulary than the tokenizer's has places that mean nothing.</summary>
    private static string TextOf(LanguageModel model, int token) => token < model.Tokenizer.VocabularySize ? model.Tokenizer.Decode([token], skipSpecial: false) : "";
}

/// <summary>A token that may follow.</summary>
/// <param name="Token">Its id.</param>
/// <param name="Text">What it reads as.</param>
/// <param name="Logit">Its logit.</param>
/// <param name="LogProbability">Its ln p. Unit: nats.</param>
public sealed record NextToken(int Token, string Text, double Logit, double LogProbability);

using ThreeSpo.Randomness;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets a model write one answer, token by token, for somebody who watches.</summary>
/// <param name="model">The model.</param>
/// <param name="settings">Truncation and the longest answer. Constraints do not apply: the answer is free.</param>
/// <param name="temperature">T, at least 0; 0 takes the likeliest token.</param>
public sealed class WatchedAnswers(LanguageModel model, SamplingSettings settings, double temperature)
{
    private readonly SamplingSettings _settings = temperature > 0 ? settings : settings with { TopK = 1 };

    /// <summary>Writes an answer.</summary>
    /// <param name="prompt">Token ids, at least one.</param>
    /// <param name="draw">Decides what is drawn: the same prompt and draw make the same answer.</param>
    /// <param name="cancellation">Ends the answer where it stands.</param>
    /// <returns>Token ids as they are written, the one that ends the turn left out.</returns>
    /// <exception cref="NotSupportedException">Prompt and answer do not fit into the model.</exception>
    public IEnumerable<int> Write(int[] prompt, Draw draw, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfZero(prompt.Length);
        int room = model.Config.MaxPositions - prompt.Length;
        if (room < 1)
        {
            throw new NotSupportedException(
                $"What was said so far has {prompt.Length} tokens, but the model takes {model.Config.MaxPositions} with the answer. Begin a new conversation.");
        }

        return Tokens(prompt, draw, _settings with { AnswerTokens = Math.Min(room, _settings.AnswerTokens) }, cancellation);
    }

    private IEnumerable<int> Tokens(int[] prompt, Draw draw, SamplingSettings bounded, CancellationToken cancellation)
    {
        int[] ends = [.. model.Chat.Ends.Concat(model.Config.EndTokens).Distinct()];
        var writer = new AnswerWriter(place: null, draw, sample: 0, temperature > 0 ? temperature : 1, bounded, ends);
        using var answer = new OneAnswer(model.Decoder, prompt);
        while (writer.End is null && !cancellation.IsCancellationRequested)
        {
            writer.Write(answer.Read(writer.Tokens.Count == 0 ? prompt[^1] : writer.Tokens[^1]));
            if (writer.End is not AnswerEnd.Turn)
                yield return writer.Tokens[^1];
        }
    }

    /// <summary>A prompt that was read, and the answer to it so far.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly Decoder _decoder;
        private readonly PromptCache _prompt;
        private readonly AnswerCache[] _caches;
        private readonly int _length;
        private int _read;

        public OneAnswer(Decoder decoder, int[] prompt)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            _decoder = decoder;
            _length = prompt.Length - 1;
            _caches = [.. Enumerable.Range(0, decoder.Config.Layers).Select(_ => new AnswerCache())];
            _prompt = decoder.Encode(tensor(prompt[..^1].Select(id => (long)id).ToArray(), [1, _length], device: decoder.Device), [_length]);
        }

        /// <summary>Reads a token.</summary>
        /// <returns>The logits behind it, shape [V].</returns>
        public float[] Read(int token)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            Tensor tokens = tensor([(long)token], [1, 1, 1], device: _decoder.Device);
            Tensor positions = tensor([(long)_length + _read++], [1, 1, 1], device: _decoder.Device);
            AnswerBlock block = _decoder.Block(tokens, positions, zeros(1, 1, 1, _read, device: _decoder.Device));
            return _decoder.Logits(_decoder.Answer(block, _prompt, _caches)).to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        }

        public void Dispose()
        {
            _prompt.Dispose();
            foreach (AnswerCache cache in _caches)
                cache.Dispose();
        }
    }
}

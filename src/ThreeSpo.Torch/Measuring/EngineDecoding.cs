using ThreeSpo.Randomness;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Decoding by an engine, with the product's own choice of tokens.</summary>
/// <param name="engine">The engine; disposed of with this.</param>
/// <param name="room">Most tokens of an answer.</param>
/// <param name="tokensAtOnce">Most prompt tokens encoded at once.</param>
/// <param name="greedy">Whether the likeliest token is always written.</param>
internal sealed class EngineDecoding(IAnswerEngine engine, int room, int tokensAtOnce, bool greedy = false) : IDecoding
{
    private readonly SamplingSettings _settings = new() { Decoding = Decoding.Free, AnswerTokens = room, TopK = greedy ? 1 : 0 };
    private AnsweredPrompt[] _prompts = [];
    private AnswerWriter[][] _writers = [];

    public int Length => _prompts.Length == 0 ? 0 : _prompts[0].Tokens.Length + _writers[0][0].Tokens.Count;

    public void Begin(int[][] prompts, int answers)
    {
        Release();
        _prompts = [.. prompts.Select(tokens => new AnsweredPrompt(tokens, answers, room))];

        // No token ends the turn, so that every answer is equally long.
        _writers = [.. prompts.Select((_, i) => Enumerable.Range(0, answers)
            .Select(k => new AnswerWriter(null, new Draw(1, 0, i, 0), k, temperature: 1, _settings, ends: [])).ToArray())];
        int first = 0;
        foreach (AnsweredPrompt[] piece in _prompts.Chunk(Math.Max(1, tokensAtOnce / prompts[0].Length)))
        {
            using Logits logits = engine.Admit(piece);
            logits.Write([.. piece.SelectMany((_, i) => _writers[first + i].Select(writer => (i, writer)))]);
            first += piece.Length;
        }
    }

    public void Step()
    {
        List<AnswerRead> reads = [];
        List<(int Row, AnswerWriter Writer)> writers = [];
        for (int i = 0; i < _prompts.Length; i++)
        {
            for (int k = 0; k < _writers[i].Length; k++)
            {
                writers.Add((reads.Count, _writers[i][k]));
                reads.Add(new AnswerRead(_prompts[i], k, _writers[i][k].Unread.ToArray()));
            }
        }

        using Logits logits = engine.Read(reads);
        foreach ((_, AnswerWriter writer) in writers)
            writer.MarkRead();

        logits.Write(writers);
    }

    public void Finish()
    {
    }

    public int[][] Answers() => [.. _writers.SelectMany(row => row.Select(writer => writer.Tokens.ToArray()))];

    public void Dispose()
    {
        Release();
        engine.Dispose();
    }

    private void Release()
    {
        foreach (AnsweredPrompt prompt in _prompts)
            engine.Release(prompt);

        _prompts = [];
    }
}

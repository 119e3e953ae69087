using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets a model write several answers to each of several prompts: every prompt is encoded once.</summary>
/// <remarks>Letters: B prompts, n answers to each, P tokens of an answer that are read at once, C columns of the answers' cache.</remarks>
internal sealed class Answering : IDisposable
{
    private readonly Decoder _model;
    private readonly PromptCache _prompts;
    private readonly AnswerCache[] _caches;
    private readonly int _answers;
    private int[][] _promptTokens;
    private AnswerWriter[][] _writers;
    private List<bool>[] _columns;

    private Answering(Decoder model, int[][] prompts, AnswerWriter[][] writers)
    {
        _model = model;
        _promptTokens = prompts;
        _writers = writers;
        _answers = writers[0].Length;
        _columns = [.. Enumerable.Range(0, prompts.Length * _answers).Select(_ => new List<bool> { true })];
        _caches = [.. Enumerable.Range(0, model.Config.Layers).Select(_ => new AnswerCache())];
        int length = prompts.Max(prompt => prompt.Length) - 1;
        long[] tokens = new long[prompts.Length * length];
        for (int row = 0; row < prompts.Length; row++)
        {
            for (int i = 0; i < prompts[row].Length - 1; i++)
                tokens[(row * length) + i] = prompts[row][i];
        }

        _prompts = model.Encode(tensor(tokens, [prompts.Length, length], device: model.Device), [.. prompts.Select(prompt => prompt.Length - 1)]);
    }

    /// <summary>Writes answers to their ends.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Token ids of the prompts; at least one of at least one token each.</param>
    /// <param name="writers">The answers to each prompt, equally many for all.</param>
    public static void Run(Decoder model, int[][] prompts, AnswerWriter[][] writers)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        using var answering = new Answering(model, prompts, writers);
        answering.Begin();
        while (answering.DropEnded())
            answering.Step();
    }

    public void Dispose()
    {
        _prompts.Dispose();
        foreach (AnswerCache cache in _caches)
            cache.Dispose();
    }

    /// <summary>Reads the last token of every prompt; all answers to a prompt begin with what follows it.</summary>
    private void Begin()
    {
        using var scope = NewDisposeScope();
        long batch = _promptTokens.Length;
        Tensor tokens = tensor(_promptTokens.Select(prompt => (long)prompt[^1]).ToArray(), [batch, 1, 1], device: _model.Device);
        Tensor positions = tensor(_promptTokens.Select(prompt => (long)prompt.Length - 1).ToArray(), [batch, 1, 1], device: _model.Device);
        AnswerBlock block = _model.Block(tokens, positions, zeros(1, 1, 1, 1, device: _model.Device));
        float[] logits = Numbers(_model.Logits(_model.Answer(block, _prompts, _caches)));
        int width = _model.Config.VocabularySize;
        for (int row = 0; row < batch; row++)
        {
            foreach (AnswerWriter writer in _writers[row])
                writer.Write(logits.AsSpan(row * width, width));
        }

        foreach (AnswerCache cache in _caches)
            cache.Fork(_answers);
    }

    /// <summary>Reads what was written since, and lets every answer that goes on write its next token.</summary>
    private void Step()
    {
        using var scope = NewDisposeScope();
        AnswerWriter[] writers = [.. _writers.SelectMany(row => row)];
        int unread = writers.Max(writer => writer.End is null ? writer.Unread.Length : 0);
        (Tensor tokens, Tensor positions, Tensor mask) = Block(writers, unread);
        Tensor stream = _model.Answer(_model.Block(tokens, positions, mask), _prompts, _caches); // [B, n, P, D]

        int[] open = [.. Enumerable.Range(0, writers.Length).Where(row => writers[row].End is null)];
        Tensor last = tensor(open.Select(row => ((long)row * unread) + writers[row].Unread.Length - 1).ToArray(), device: _model.Device);
        float[] logits = Numbers(_model.Logits(stream.reshape(-1, _model.Config.HiddenSize).index_select(0, last)));
        int width = _model.Config.VocabularySize;
        for (int i = 0; i < open.Length; i++)
        {
            writers[open[i]].MarkRead();
            writers[open[i]].Write(logits.AsSpan(i * width, width));
        }
    }

    private (Tensor Tokens, Tensor Positions, Tensor Mask) Block(AnswerWriter[] writers, int unread)
    {
        int before = _columns[0].Count;
        int columns = before + unread;
        long[] tokens = new long[writers.Length * unread];
        long[] positions = new long[writers.Length * unread];
        float[] mask = new float[writers.Length * unread * columns];
        mask.AsSpan().Fill(float.NegativeInfinity);
        for (int row = 0; row < writers.Length; row++)
        {
            ReadOnlySpan<int> next = writers[row].End is null ? writers[row].Unread : [];
            List<bool> filled = _columns[row];
            int position = _promptTokens[row / _answers].Length + writers[row].Tokens.Count - next.Length;
            for (int i = 0; i < unread; i++)
            {
                tokens[(row * unread) + i] = i < next.Length ? next[i] : 0;
                positions[(row * unread) + i] = position + i;
                Span<float> sees = mask.AsSpan(((row * unread) + i) * columns, columns);
                for (int column = 0; column < before; column++)
                    sees[column] = filled[column] ? 0 : float.NegativeInfinity;

                sees.Slice(before, Math.Min(i + 1, next.Length)).Clear();
            }

            for (int i = 0; i < unread; i++)
                filled.Add(i < next.Length);
        }

        long batch = _writers.Length;
        return (
            tensor(tokens, [batch, _answers, unread], device: _model.Device), tensor(positions, [batch, _answers, unread], device: _model.Device),
            tensor(mask, [batch, _answers, unread, columns], device: _model.Device));
    }

    /// <summary>Drops prompts whose answers have all ended, once they are half of what is left.</summary>
    /// <returns>Whether anything goes on.</returns>
    private bool DropEnded()
    {
        int[] open = [.. Enumerable.Range(0, _writers.Length).Where(row => _writers[row].Any(writer => writer.End is null))];
        if (open.Length == 0 || open.Length > _writers.Length / 2)
            return open.Length > 0;

        using var scope = NewDisposeScope();
        Tensor rows = tensor(open.Select(row => (long)row).ToArray(), device: _model.Device);
        _prompts.Keep(rows);
        foreach (AnswerCache cache in _caches)
            cache.Keep(rows);

        _columns = [.. open.SelectMany(row => _columns.Skip(row * _answers).Take(_answers))];
        _promptTokens = [.. open.Select(row => _promptTokens[row])];
        _writers = [.. open.Select(row => _writers[row])];
        return true;
    }

    private static float[] Numbers(Tensor tensor) => tensor.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
}

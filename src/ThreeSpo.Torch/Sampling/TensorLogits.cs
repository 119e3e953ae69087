using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>The stream behind some places, of which logits are made as far as the answers ask for them.</summary>
/// <remarks>
/// Answers that are held to few tokens take the head's rows of those tokens alone. Over the whole of a large vocabulary, and on a GPU, tokens are
/// chosen where the logits are (<see cref="DeviceChoice"/>): what comes back is a token and a number, and not a vocabulary.
/// </remarks>
internal sealed class TensorLogits : Logits
{
    /// <summary>From this vocabulary on, choosing with tensors is faster on the processor too.</summary>
    private const int LargeVocabulary = 16_384;

    /// <summary>Most logits at once: bounds memory. Unit: numbers.</summary>
    private const int MostLogits = 1 << 22;

    private readonly Decoder _model;
    private readonly Tensor _stream;

    /// <summary>The normalised stream, shape [rows, D].</summary>
    internal Tensor Stream => _stream;

    /// <summary>Takes the stream.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">The normalised stream, shape [rows, D]; taken over.</param>
    public TensorLogits(Decoder model, Tensor stream) => (_model, _stream) = (model, stream.DetachFromDisposeScope());

    /// <summary>Whether tokens are chosen on the device even where the processor could.</summary>
    internal bool AlwaysOnDevice { get; init; }

    private int Vocabulary => _model.Config.VocabularySize;

    private bool OnDevice => AlwaysOnDevice || Vocabulary >= LargeVocabulary || _model.Device.type is not TorchSharp.DeviceType.CPU;

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<(int Row, AnswerWriter Writer)> writers)
    {
        using var guard = no_grad();
        foreach (IGrouping<object, (int Row, AnswerWriter Writer)> kind in writers.GroupBy(one => KindOf(one.Writer.NextAllowed)))
        {
            (int Row, AnswerWriter Writer)[] some = [.. kind];
            if (ReferenceEquals(kind.Key, Kind.Forced))
                WriteForced(some);
            else if (ReferenceEquals(kind.Key, Kind.Few))
                WriteAmongFew(some);
            else
                WriteAmongMost(some, kind.Key as TokenSet);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _stream.Dispose();

    private static void WriteForced((int Row, AnswerWriter Writer)[] writers)
    {
        foreach ((_, AnswerWriter writer) in writers)
            writer.WriteForced();
    }

    private void WriteAmongFew((int Row, AnswerWriter Writer)[] writers)
    {
        int[] union = [.. writers.SelectMany(one => one.Writer.NextAllowed!.Ids.ToArray()).Distinct().Order()];
        if (union.Length > Vocabulary / 4 && !OnDevice)
        {
            WriteAmongMost(writers, null);
            return;
        }

        using var scope = NewDisposeScope();
        (Tensor rows, int[] rowOf) = Rows(writers);
        Tensor ids = tensor(union.Select(id => (long)id).ToArray(), device: _model.Device);
        float[] logits = Numbers(_model.LogitsOf(rows, ids)); // [rows, U]
        float[] among = new float[union.Length];
        for (int i = 0; i < writers.Length; i++)
        {
            ReadOnlySpan<int> allowed = writers[i].Writer.NextAllowed!.Ids;
            for (int k = 0, at = 0; k < allowed.Length; k++)
            {
                while (union[at] != allowed[k])
                    at++;

                among[k] = logits[(rowOf[i] * union.Length) + at];
            }

            writers[i].Writer.WriteAmong(among.AsSpan(0, allowed.Length));
        }
    }

    private void WriteAmongMost((int Row, AnswerWriter Writer)[] writers, TokenSet? shared)
    {
        foreach ((int Row, AnswerWriter Writer)[] some in writers.Chunk(Math.Max(1, MostLogits / Vocabulary)))
        {
            using var scope = NewDisposeScope();
            (Tensor rows, int[] rowOf) = Rows(some);
            Tensor logits = _model.Logits(rows).to(ScalarType.Float32); // [rows, V]
            if (OnDevice)
            {
                DeviceChoice.Write(logits, [.. some.Select((one, i) => (rowOf[i], one.Writer))], shared);
                continue;
            }

            float[] numbers = Numbers(logits);
            for (int i = 0; i < some.Length; i++)
                some[i].Writer.Write(numbers.AsSpan(rowOf[i] * Vocabulary, Vocabulary));
        }
    }

    /// <summary>The rows that some answers ask for, each once, and which of them is each answer's.</summary>
    private (Tensor Rows, int[] RowOf) Rows((int Row, AnswerWriter Writer)[] writers)
    {
        int[] rows = [.. writers.Select(one => one.Row).Distinct().Order()];
        int[] rowOf = [.. writers.Select(one => Array.BinarySearch(rows, one.Row))];
        return rows.Length == _stream.shape[0]
            ? (_stream, rowOf)
            : (_stream.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: _model.Device)), rowOf);
    }

    /// <summary>What can be chosen together: the shared set itself, or a kind.</summary>
    private static object KindOf(TokenSet? allowed) =>
        allowed is null ? Kind.All : allowed.Count == 1 ? Kind.Forced : allowed.IsShared ? allowed : Kind.Few;

    private static float[] Numbers(Tensor tensor) => tensor.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private static class Kind
    {
        public static readonly object All = new();
        public static readonly object Forced = new();
        public static readonly object Few = new();
    }
}

namespace ThreeSpo.Torch.Sampling;

/// <summary>Logits of several places at once, wherever they lie.</summary>
internal abstract class Logits : IDisposable
{
    /// <summary>Lets answers write their next token.</summary>
    /// <param name="writers">The answers, each with its row; several may share one.</param>
    public abstract void Write(IReadOnlyList<(int Row, AnswerWriter Writer)> writers);

    public abstract void Dispose();
}

/// <summary>Logits in the memory of the processor.</summary>
/// <param name="numbers">Shape [rows, V], at least.</param>
/// <param name="vocabulary">V.</param>
internal sealed class HostLogits(float[] numbers, int vocabulary) : Logits
{
    /// <summary>One row, shape [V].</summary>
    public ReadOnlySpan<float> Row(int row) => numbers.AsSpan(row * vocabulary, vocabulary);

    public override void Write(IReadOnlyList<(int Row, AnswerWriter Writer)> writers)
    {
        foreach ((int row, AnswerWriter writer) in writers)
            writer.Write(Row(row));
    }

    public override void Dispose()
    {
    }
}

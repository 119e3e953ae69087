using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Fused;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Lessons side by side, each prompt once, as the decoder takes them.</summary>
/// <remarks>Letters: B lessons, n most answers of a lesson, T longest prompt less its last token, R longest answer, N = B·n, L live tokens.</remarks>
internal sealed class PackedBatch
{
    private readonly long[] _prompts;
    private readonly int[] _lengths;
    private readonly long[] _answers;
    private readonly long[] _positions;
    private readonly List<LiveToken> _live = [];
    private readonly int _promptLength;
    private PackedRows? _rows;

    /// <summary>Packs lessons.</summary>
    /// <param name="lessons">At least one.</param>
    public PackedBatch(IReadOnlyList<Lesson> lessons)
    {
        Lessons = lessons;
        MostAnswers = lessons.Max(lesson => lesson.Answers.Count);
        Length = lessons.Max(lesson => lesson.Answers.Max(answer => answer.Tokens.Length));
        _promptLength = lessons.Max(lesson => lesson.Prompt.Length) - 1;
        _prompts = new long[lessons.Count * _promptLength];
        _lengths = [.. lessons.Select(lesson => lesson.Prompt.Length - 1)];
        _answers = new long[Answers * Length];
        _positions = new long[Answers * Length];
        for (int lesson = 0; lesson < lessons.Count; lesson++)
            Place(lessons[lesson], lesson);
    }

    /// <summary>The lessons, B of them.</summary>
    public IReadOnlyList<Lesson> Lessons { get; }

    /// <summary>n.</summary>
    public int MostAnswers { get; }

    /// <summary>R.</summary>
    public int Length { get; }

    /// <summary>N: rows of a matrix with one row per answer; rows of answers that a lesson does not have stay empty.</summary>
    public int Answers => Lessons.Count * MostAnswers;

    /// <summary>L: whether anything can be learned.</summary>
    public int LiveTokens => _live.Count;

    /// <summary>ln π of every live token, and the entropy of what it was chosen from; 0 elsewhere.</summary>
    /// <param name="model">The decoder.</param>
    /// <param name="withEntropy">Whether the entropy is wanted; it stays 0 otherwise.</param>
    /// <returns>Shape [N, R] each, in single precision at least. Unit: nats.</returns>
    public (Tensor LogProbabilities, Tensor Entropy) Evaluate(Decoder model, bool withEntropy = true)
    {
        (Tensor logProbabilities, Tensor entropy, _) = Evaluate(model, withEntropy, head: null);
        return (logProbabilities, entropy);
    }

    /// <summary>As above, and V of every prompt.</summary>
    /// <param name="model">The decoder.</param>
    /// <param name="withEntropy">Whether the entropy is wanted; it stays 0 otherwise.</param>
    /// <param name="head">The critic's head; null where values are not wanted.</param>
    /// <returns>Shapes [N, R], [N, R] and [B].</returns>
    public (Tensor LogProbabilities, Tensor Entropy, Tensor? Values) Evaluate(Decoder model, bool withEntropy, ValueHead? head)
    {
        using var scope = NewDisposeScope();
        PackedRows? rows = model.TakesRows ? Rows() : null;
        Tensor stream = rows is null ? Padded(model) : model.Learn(rows); // [S, D]
        ScalarType type = stream.dtype is ScalarType.BFloat16 ? ScalarType.Float32 : stream.dtype;
        Tensor logProbabilities = zeros(Answers * Length, type, model.Device);
        Tensor entropy = zeros(Answers * Length, type, model.Device);
        foreach (IGrouping<object, LiveToken> kind in _live.GroupBy(TokenHead.KindOf))
        {
            LiveToken[] live = [.. kind];
            Tensor places = tensor(live.Select(one => one.Place).ToArray(), device: model.Device);
            Tensor from = rows is null ? places : tensor(live.Select(one => RowOf(rows, one)).ToArray());
            (Tensor found, Tensor? spread) = TokenHead.Of(model, stream.index_select(0, from), live, withEntropy); // [L]
            logProbabilities = logProbabilities.index_add(0, places, found, 1);
            if (spread is not null)
                entropy = entropy.index_add(0, places, spread, 1);
        }

        return (
            logProbabilities.reshape(Answers, Length).MoveToOuterDisposeScope(), entropy.reshape(Answers, Length).MoveToOuterDisposeScope(),
            head?.Of(stream.index_select(0, Ends(rows, model))).MoveToOuterDisposeScope());
    }

    /// <summary>Spreads numbers of each answer's tokens over a matrix, shape [N, R].</summary>
    /// <param name="value">The number of a token, by lesson, answer and place.</param>
    /// <param name="like">A tensor of the wanted type and device.</param>
    public Tensor Matrix(Func<int, int, int, double> value, Tensor like)
    {
        double[] matrix = new double[Answers * Length];
        for (int lesson = 0; lesson < Lessons.Count; lesson++)
        {
            for (int answer = 0; answer < Lessons[lesson].Answers.Count; answer++)
            {
                int row = ((lesson * MostAnswers) + answer) * Length;
                for (int token = 0; token < Lessons[lesson].Answers[answer].Tokens.Length; token++)
                    matrix[row + token] = value(lesson, answer, token);
            }
        }

        return tensor(matrix, [Answers, Length]).to(like.dtype).to(like.device);
    }

    private PackedRows Rows() => _rows ??= new PackedRows(
        [.. Lessons.Select(lesson => (lesson.Prompt, (IReadOnlyList<int[]>)[.. lesson.Answers.Select(answer => answer.Tokens)]))]);

    /// <summary>The row of the stream at the last token of every prompt: the one that an answer's first token is chosen from, shape [B].</summary>
    private Tensor Ends(PackedRows? rows, Decoder model) => tensor(
        Enumerable.Range(0, Lessons.Count).Select(lesson =>
            rows is null ? (long)lesson * MostAnswers * Length : rows.Groups[lesson].TreeStart - rows.PromptRows).ToArray(),
        device: model.Device);

    /// <summary>The row of the stream that a token was chosen from.</summary>
    private static long RowOf(PackedRows rows, LiveToken live)
    {
        RowGroup group = rows.Groups[live.Lesson];
        return group.TreeStart - rows.PromptRows + group.Rows[live.Answer][live.Index];
    }

    /// <summary>The stream of answers side by side, padded to the longest, shape [N·R, D].</summary>
    private Tensor Padded(Decoder model)
    {
        using var scope = NewDisposeScope();
        Device device = model.Device;
        AnswerBlock block = model.Block(
            tensor(_answers, [Lessons.Count, MostAnswers, Length], device: device),
            tensor(_positions, [Lessons.Count, MostAnswers, Length], device: device),
            full(Length, Length, float.NegativeInfinity, device: device).triu(1).reshape(1, 1, Length, Length));
        Tensor prompts = tensor(_prompts, [Lessons.Count, _promptLength], device: device);
        return model.Learn(prompts, _lengths, block).reshape(-1, model.Config.HiddenSize).MoveToOuterDisposeScope();
    }

    private void Place(Lesson lesson, int index)
    {
        for (int i = 0; i < lesson.Prompt.Length - 1; i++)
            _prompts[(index * _promptLength) + i] = lesson.Prompt[i];

        for (int answer = 0; answer < MostAnswers; answer++)
        {
            int row = ((index * MostAnswers) + answer) * Length;
            LessonAnswer? it = answer < lesson.Answers.Count ? lesson.Answers[answer] : null;
            for (int i = 0; i < Length; i++)
            {
                // The prompt's last token is the first input; its output is the answer's first token.
                _answers[row + i] = i == 0 ? lesson.Prompt[^1] : it is not null && i <= it.Tokens.Length ? it.Tokens[i - 1] : 0;
                _positions[row + i] = lesson.Prompt.Length - 1 + i;
                if (it is not null && i < it.Tokens.Length && it.IsLive(i))
                    _live.Add(new LiveToken(row + i, index, answer, i, it.Tokens[i], it.Allowed[i], it.Temperature));
            }
        }
    }
}

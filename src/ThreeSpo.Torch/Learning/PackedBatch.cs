using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
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
    private readonly List<(long Place, int Token, TokenSet? Allowed, double Temperature)> _live = [];
    private readonly int _promptLength;

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
        _answers = new long[Rows * Length];
        _positions = new long[Rows * Length];
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
    public int Rows => Lessons.Count * MostAnswers;

    /// <summary>L: whether anything can be learned.</summary>
    public int LiveTokens => _live.Count;

    /// <summary>ln π of every live token, and the entropy of what it was chosen from; 0 elsewhere.</summary>
    /// <param name="model">The decoder.</param>
    /// <param name="withEntropy">Whether the entropy is wanted; it stays 0 otherwise.</param>
    /// <returns>Shape [N, R] each. Unit: nats.</returns>
    public (Tensor LogProbabilities, Tensor Entropy) Evaluate(Decoder model, bool withEntropy = true)
    {
        using var scope = NewDisposeScope();
        Device device = model.Device;
        using PromptCache prompts = model.Encode(tensor(_prompts, [Lessons.Count, _promptLength], device: device), _lengths);
        AnswerBlock block = model.Block(
            tensor(_answers, [Lessons.Count, MostAnswers, Length], device: device),
            tensor(_positions, [Lessons.Count, MostAnswers, Length], device: device),
            full(Length, Length, float.NegativeInfinity, device: device).triu(1).reshape(1, 1, Length, Length));
        Tensor stream = model.Answer(block, prompts, null).reshape(-1, model.Config.HiddenSize); // [N·R, D]

        Tensor logProbabilities = zeros(Rows * Length, stream.dtype, device);
        Tensor entropy = zeros(Rows * Length, stream.dtype, device);
        foreach (IGrouping<object, (long Place, int Token, TokenSet? Allowed, double Temperature)> kind in _live.GroupBy(KindOf))
        {
            (long Place, int Token, TokenSet? Allowed, double Temperature)[] live = [.. kind];
            Tensor places = tensor(live.Select(one => one.Place).ToArray(), device: device);
            (Tensor logits, Tensor chosen) = Choices(model, stream.index_select(0, places), live); // [L, A], [L]
            if (withEntropy)
            {
                (Tensor found, Tensor spread) = TokenDistribution.Of(logits, chosen); // [L]
                logProbabilities = logProbabilities.index_add(0, places, found, 1);
                entropy = entropy.index_add(0, places, spread, 1);
            }
            else
            {
                logProbabilities = logProbabilities.index_add(0, places, TokenDistribution.LogProbabilities(logits, chosen), 1);
            }
        }

        return (logProbabilities.reshape(Rows, Length).MoveToOuterDisposeScope(), entropy.reshape(Rows, Length).MoveToOuterDisposeScope());
    }

    /// <summary>Spreads numbers of each answer's tokens over a matrix, shape [N, R].</summary>
    /// <param name="value">The number of a token, by lesson, answer and place.</param>
    /// <param name="like">A tensor of the wanted type and device.</param>
    public Tensor Matrix(Func<int, int, int, double> value, Tensor like)
    {
        double[] matrix = new double[Rows * Length];
        for (int lesson = 0; lesson < Lessons.Count; lesson++)
        {
            for (int answer = 0; answer < Lessons[lesson].Answers.Count; answer++)
            {
                int row = ((lesson * MostAnswers) + answer) * Length;
                for (int token = 0; token < Lessons[lesson].Answers[answer].Tokens.Length; token++)
                    matrix[row + token] = value(lesson, answer, token);
            }
        }

        return tensor(matrix, [Rows, Length]).to(like.dtype).to(like.device);
    }

    /// <summary>Logits of what each live token was chosen from, at its temperature, and which of them it is.</summary>
    private static (Tensor Logits, Tensor Chosen) Choices(
        Decoder model, Tensor stream, (long Place, int Token, TokenSet? Allowed, double Temperature)[] live)
    {
        Tensor logits = model.Logits(stream); // [L, V]
        Tensor temperatures = tensor(live.Select(one => one.Temperature).ToArray(), [live.Length, 1]).to(logits.dtype).to(logits.device);
        if (live[0].Allowed is null or { IsShared: true })
        {
            Tensor scaled = logits / temperatures;
            Tensor tokens = tensor(live.Select(one => (long)one.Token).ToArray(), device: logits.device);
            return live[0].Allowed is { } shared ? (scaled + Bars(shared, logits), tokens) : (scaled, tokens);
        }

        int widest = live.Max(one => one.Allowed!.Count);
        if ((long)live.Length * widest > Array.MaxLength)
        {
            throw new NotSupportedException(
                $"{live.Length} tokens were chosen from up to {widest} others each, more than can be learned from at once. Lower learnTokens or topP.");
        }

        long[] allowed = new long[live.Length * widest];
        float[] barred = new float[live.Length * widest];
        long[] chosen = new long[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            ReadOnlySpan<int> set = live[i].Allowed!.Ids;
            for (int k = 0; k < set.Length; k++)
                allowed[(i * widest) + k] = set[k];

            barred.AsSpan((i * widest) + set.Length, widest - set.Length).Fill(float.NegativeInfinity);
            chosen[i] = live[i].Allowed!.IndexOf(live[i].Token);
        }

        Tensor among = logits.gather(1, tensor(allowed, [live.Length, widest], device: logits.device)) / temperatures; // [L, A]
        Tensor bars = tensor(barred, [live.Length, widest]).to(logits.dtype).to(logits.device);
        return (among + bars, tensor(chosen, device: logits.device));
    }

    /// <summary>What can be looked at together: tokens from the whole vocabulary, from one shared set, or from sets of their own.</summary>
    private static object KindOf((long Place, int Token, TokenSet? Allowed, double Temperature) live) =>
        live.Allowed is { IsShared: true } shared ? shared : live.Allowed is null;

    /// <summary>A shared set is most of the vocabulary: what is not in it is barred, once for all tokens, shape [1, V].</summary>
    private static Tensor Bars(TokenSet shared, Tensor like)
    {
        int vocabulary = (int)like.shape[^1];
        return tensor(shared.Bars(vocabulary), [1, vocabulary]).to(like.dtype).to(like.device);
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
                    _live.Add((row + i, it.Tokens[i], it.Allowed[i], it.Temperature));
            }
        }
    }
}

using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Measures encoding, decoding and sampling, engine by engine.</summary>
internal sealed class WritingRows(LanguageModel model, BenchSettings settings, Timing timing, MachinePeaks peaks, int workers)
{
    /// <summary>Tokens of an answer that is decoded; then all begin anew.</summary>
    private const int Room = 128;

    /// <summary>Tokens of each answer between two looks at the clock.</summary>
    private const int Stride = 8;

    private static readonly int[] Batches = [1, 8, 16, 64];

    private readonly DecoderConfig _config = model.Config;
    private readonly Lazy<VectorWeights> _weights = new(() => new VectorWeights(model.Decoder));

    /// <summary>Memory of an engine's prompts and answers: what was looked up before, shared by all workers. Unit: bytes.</summary>
    private long Budget => (long)Math.Min(long.MaxValue, Machine.FreeBytes(model.Decoder.Device) / 2 / workers);

    /// <summary>Most prompt tokens encoded at once: the default of sampleTokens on the processor; a GPU wants more.</summary>
    private int TokensAtOnce => TokenBudget.Sampled(0, model.Place == "cpu");

    private int Prompts => settings.Prompts > 0 ? settings.Prompts : model.Place == "cpu" ? 8 : 64;

    /// <summary>Every measurement, with what to call it meanwhile.</summary>
    public IEnumerable<(string Name, Func<BenchRow> Measure)> All(IReadOnlyList<BenchSubject> subjects)
    {
        foreach ((string engine, Func<int, IDecoding> open) in Engines())
        {
            if (subjects.Contains(BenchSubject.Prefill))
                yield return ($"prefill, {engine}", () => Guarded(Empty(BenchSubject.Prefill, engine, Prompts, 1), row => Prefill(row, open)));

            foreach (int batch in subjects.Contains(BenchSubject.Decode) ? Batches : [])
                yield return ($"decode B={batch}, {engine}", () => Guarded(Empty(BenchSubject.Decode, engine, batch, 1), row => Decode(row, open)));

            if (!subjects.Contains(BenchSubject.Sampling))
                continue;

            yield return ($"sampling, {engine}", () => Guarded(Empty(BenchSubject.Sampling, engine, Prompts, 1), row => Sample(row, open)));
            if (engine != nameof(BenchEngine.Plain))
                yield return ($"sampling n={settings.Answers}, {engine}", () => Guarded(Empty(BenchSubject.Sampling, engine, Prompts, settings.Answers), row => Sample(row, open)));
        }
    }

    private IEnumerable<(string Name, Func<int, IDecoding> Open)> Engines()
    {
        if (Asks(BenchEngine.Tensor))
            yield return (nameof(BenchEngine.Tensor), room => new EngineDecoding(new TensorEngine(model.Decoder, Budget), room, TokensAtOnce));

        // It computes in single precision on the processor, whatever the model's type is.
        if (Asks(BenchEngine.Vector) && model.Place == "cpu" && settings.Precision is BenchPrecision.Fp32)
            yield return (nameof(BenchEngine.Vector), room => new EngineDecoding(new VectorEngine(_weights.Value), room, TokensAtOnce));

        if (Asks(BenchEngine.Plain))
            yield return (nameof(BenchEngine.Plain), room => new PlainDecoding(model.Decoder, room));
    }

    private bool Asks(BenchEngine engine) => settings.Engine is BenchEngine.All || settings.Engine == engine;

    private BenchRow Prefill(BenchRow row, Func<int, IDecoding> open)
    {
        int[][] prompts = Tokens(row.Prompts);
        using var fleet = new Fleet(() => open(1), workers);
        double time = timing.Median(() => fleet.Begin(prompts, 1));
        return Timed(row, time, (double)row.Prompts * settings.PromptTokens, row.Prompts * Work.Prompt(_config, settings.PromptTokens));
    }

    private BenchRow Decode(BenchRow row, Func<int, IDecoding> open)
    {
        int[][] prompts = Tokens(row.Prompts);
        using var fleet = new Fleet(() => open(Room), workers);
        List<int> lengths = [];
        double time = timing.Median(() => fleet.Steps(Stride), () =>
        {
            if (fleet.Length == 0 || fleet.Length + Stride > settings.PromptTokens + Room)
                fleet.Begin(prompts, 1);

            lengths.Add(fleet.Length);
        });
        double seen = lengths.Average() + ((Stride - 1) / 2.0);
        double tokens = (double)row.Prompts * Stride;
        BenchRow measured = Timed(row, time, tokens, tokens * Work.Token(_config, seen));
        double bytes = Stride * Work.Bytes(_config, row.Prompts, seen, model.Decoder.NumberSize) / time;
        return measured with { BytesPerSecond = bytes, CopyShare = bytes / peaks.Copy };
    }

    private BenchRow Sample(BenchRow row, Func<int, IDecoding> open)
    {
        int[][] prompts = Tokens(row.Prompts);
        using var fleet = new Fleet(() => open(settings.AnswerTokens), workers);
        double time = timing.Median(() =>
        {
            fleet.Begin(prompts, row.Answers);
            fleet.Steps(settings.AnswerTokens - 1);
        });
        double answers = (double)row.Prompts * row.Answers;
        double further = answers * (settings.AnswerTokens - 1) * Work.Token(_config, settings.PromptTokens + (settings.AnswerTokens / 2.0));
        BenchRow measured = Timed(row, time, answers * settings.AnswerTokens, (row.Prompts * Work.Prompt(_config, settings.PromptTokens)) + further);
        return measured with { AnswersPerSecond = answers / time };
    }

    private BenchRow Timed(BenchRow row, double time, double tokens, double work) => row with
    {
        TokensPerSecond = tokens / time,
        FlopPerSecond = work / time,
        PeakShare = work / time / peaks.Of(model.Decoder.Embedding.dtype),
        Seconds = time,
        Repeats = timing.Repeats,
    };

    private BenchRow Empty(BenchSubject what, string engine, int prompts, int answers) =>
        new(what, engine.ToLowerInvariant(), settings.Precision, prompts, answers);

    /// <summary>A row that does not fit the device says so; the others are measured all the same.</summary>
    private BenchRow Guarded(BenchRow row, Func<BenchRow, BenchRow> measure)
    {
        double wanted = (double)row.Prompts * row.Answers * (settings.PromptTokens + Room) * _config.Layers * 2 * _config.KeyValueHeads * _config.HeadSize
            * model.Decoder.NumberSize;
        return BenchRoom.Refusal(wanted, model.Decoder.Device) is { } refusal ? row with { Problem = refusal } : measure(row);
    }

    /// <summary>Prompts that have nothing in common.</summary>
    private int[][] Tokens(int count) => [.. Enumerable.Range(0, count).Select(i => RandomTokens.Of(_config, settings.PromptTokens, i))];
}

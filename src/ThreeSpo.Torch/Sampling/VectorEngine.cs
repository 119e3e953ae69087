using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Answers prompts on the processor by plain loops over vectors: for models so small that a tensor operation costs more than its arithmetic.</summary>
/// <remarks>
/// Single precision. Rows of logits are bit for bit the same whatever else is admitted or read with them, in whichever order and pieces
/// (<see cref="VectorDecoder"/>). Weights are a snapshot; make another engine after an update.
/// </remarks>
internal sealed class VectorEngine : IAnswerEngine
{
    /// <summary>Shared stretches shorter than this are read again for each prompt: a page of its own costs about as much.</summary>
    private const int ShortestShared = 16;

    private readonly DecoderConfig _config;
    private readonly VectorDecoder _decoder;
    private readonly PageStore _store;
    private readonly List<TokenRun> _runs = [];
    private float[] _logits = [];
    private long _branches;

    /// <summary>Makes an engine.</summary>
    /// <param name="weights">The weights; engines of other threads may have them too.</param>
    /// <param name="kernels">The width of vectors; null for the machine's widest.</param>
    public VectorEngine(VectorWeights weights, VectorKernels? kernels = null)
    {
        _config = weights.Config;
        _decoder = new VectorDecoder(weights, kernels ?? VectorKernels.Widest);
        _store = new PageStore(new KeyValueShape(_config.Layers, _config.KeyValueHeads, _config.HeadSize));
    }

    /// <summary>Pages of keys and values made so far, and how many of them nobody uses.</summary>
    public (int Made, int Free) Pages => (_store.Made, _store.Free);

    /// <summary>Memory of those pages. Unit: bytes.</summary>
    public long Bytes => _store.Bytes;

    public Logits Admit(IReadOnlyList<AnsweredPrompt> prompts)
    {
        (PrefixStretch[] stretches, int[] last) = PrefixTree.Of([.. prompts.Select(prompt => prompt.Tokens)], ShortestShared);
        var branches = new KeyValueBranch[stretches.Length];
        int[] rows = new int[stretches.Length];
        Array.Fill(rows, -1);
        for (int i = 0; i < last.Length; i++)
            rows[last[i]] = i;

        _runs.Clear();
        for (int i = 0; i < stretches.Length; i++)
        {
            PrefixStretch stretch = stretches[i];
            branches[i] = new KeyValueBranch(stretch.Parent < 0 ? null : branches[stretch.Parent]) { Number = _branches++ };
            branches[i].Grow(stretch.End - stretch.Start, _store);
            _runs.Add(new TokenRun(prompts[stretch.Prompt].Tokens.AsMemory(stretch.Start, stretch.End - stretch.Start), branches[i], rows[i]));
        }

        HostLogits logits = Run(prompts.Count);
        for (int i = 0; i < last.Length; i++)
        {
            KeyValueBranch end = branches[last[i]];
            for (KeyValueBranch? branch = end; branch is not null; branch = branch.Parent)
                branch.Users++;

            prompts[i].State = new Admitted(end, new KeyValueBranch?[prompts[i].Answers]);

            // Equal prompts end in one stretch, whose row one of them has.
            if (rows[last[i]] != i)
                Array.Copy(_logits, rows[last[i]] * _config.VocabularySize, _logits, i * _config.VocabularySize, _config.VocabularySize);
        }

        return logits;
    }

    public Logits Read(IReadOnlyList<AnswerRead> reads)
    {
        _runs.Clear();
        for (int i = 0; i < reads.Count; i++)
        {
            AnswerRead read = reads[i];
            Admitted state = StateOf(read.Prompt);
            KeyValueBranch answer = state.Answers[read.Answer] ??= new KeyValueBranch(state.End);
            answer.Grow(read.Tokens.Length, _store);
            _runs.Add(new TokenRun(read.Tokens, answer, i));
        }

        // Answers to one prompt side by side go over its keys as one.
        _runs.Sort((left, right) => left.Branch.Parent!.Number.CompareTo(right.Branch.Parent!.Number));
        return Run(reads.Count);
    }

    public void Release(AnsweredPrompt prompt)
    {
        Admitted state = StateOf(prompt);
        foreach (KeyValueBranch? answer in state.Answers)
            answer?.Free(_store);

        for (KeyValueBranch? branch = state.End; branch is not null; branch = branch.Parent)
        {
            branch.Users--;
            if (branch.Users == 0)
                branch.Free(_store);
        }

        prompt.State = null;
    }

    public long BytesFor(AnsweredPrompt prompt) =>
        _store.BytesFor(prompt.Tokens.Length) + (prompt.Answers * _store.BytesFor(prompt.LongestAnswer));

    public void Dispose()
    {
    }

    private HostLogits Run(int rows)
    {
        int count = rows * _config.VocabularySize;
        if (_logits.Length < count)
            _logits = new float[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)];

        _decoder.Read(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_runs), _logits);
        _runs.Clear();
        return new HostLogits(_logits, _config.VocabularySize);
    }

    private static Admitted StateOf(AnsweredPrompt prompt) => prompt.State as Admitted
        ?? throw new InvalidOperationException("The prompt is not admitted. Admit it before reading its answers, and release it once.");

    /// <summary>What is kept of a prompt.</summary>
    /// <param name="End">Its last stretch.</param>
    /// <param name="Answers">Its answers; null where nothing of one was read.</param>
    private sealed record Admitted(KeyValueBranch End, KeyValueBranch?[] Answers);
}

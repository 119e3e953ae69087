using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>An engine without a model: logits are always the same, and everything that is asked of it is noted and checked.</summary>
/// <param name="vocabulary">V: all tokens are equally likely.</param>
/// <param name="budget">Most memory of prompts under way. Unit: bytes, one per token of prompts and room of answers.</param>
/// <param name="answers">Most answers read at once where several prompts are under way.</param>
internal sealed class ScriptedEngine(int vocabulary, long budget, int answers) : IAnswerEngine
{
    private readonly Dictionary<(AnsweredPrompt Prompt, int Answer), List<int>> _read = [];
    private readonly List<AnsweredPrompt> _underWay = [];

    /// <summary>Which prompts were admitted together, in order.</summary>
    public List<AnsweredPrompt[]> Admitted { get; } = [];

    /// <summary>The largest memory of prompts under way that there was.</summary>
    public long Most { get; private set; }

    /// <summary>What was under way before each read, and whether any of it did not read.</summary>
    public List<AnsweredPrompt[]> Reads { get; } = [];

    public IReadOnlyList<AnsweredPrompt> UnderWay => _underWay;

    public Logits Admit(IReadOnlyList<AnsweredPrompt> prompts)
    {
        Admitted.Add([.. prompts]);
        foreach (AnsweredPrompt prompt in prompts)
        {
            Assert.Null(prompt.State);
            prompt.State = this;
            _underWay.Add(prompt);
        }

        long bytes = _underWay.Sum(BytesFor);
        Most = Math.Max(Most, bytes);
        Assert.True(bytes <= budget, $"{bytes} of {budget} bytes are under way.");
        return Even(prompts.Count);
    }

    public Logits Read(IReadOnlyList<AnswerRead> reads)
    {
        Reads.Add([.. _underWay]);
        Assert.Equal(reads.Count, reads.Select(read => (read.Prompt, read.Answer)).Distinct().Count());
        Assert.Equal(_underWay.Order(ByIdentity), reads.Select(read => read.Prompt).Distinct().Order(ByIdentity));
        Assert.True(_underWay.Count == 1 || reads.Count <= answers, $"{reads.Count} answers of {_underWay.Count} prompts are read at once, allowed {answers}.");
        foreach (AnswerRead read in reads)
        {
            Assert.False(read.Tokens.IsEmpty);
            if (!_read.TryGetValue((read.Prompt, read.Answer), out List<int>? before))
                _read.Add((read.Prompt, read.Answer), before = []);

            before.AddRange(read.Tokens.Span);
            Assert.True(before.Count < read.Prompt.LongestAnswer);
        }

        return Even(reads.Count);
    }

    public void Release(AnsweredPrompt prompt)
    {
        Assert.True(_underWay.Remove(prompt));
        prompt.State = null;
    }

    public long BytesFor(AnsweredPrompt prompt) => prompt.Tokens.Length + ((long)prompt.Answers * prompt.LongestAnswer);

    /// <summary>What an answer has read.</summary>
    public IReadOnlyList<int> ReadBy(AnsweredPrompt prompt, int answer) => _read.GetValueOrDefault((prompt, answer), []);

    public void Dispose() => Assert.Empty(_underWay);

    private static Comparer<AnsweredPrompt> ByIdentity { get; } =
        Comparer<AnsweredPrompt>.Create((left, right) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(left).CompareTo(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(right)));

    private HostLogits Even(int rows) => new(new float[rows * vocabulary], vocabulary);
}

using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Decoding on all of a machine's workers, as sampling does it: each has a share of the prompts.</summary>
/// <param name="open">Makes a decoding for a worker.</param>
/// <param name="workers">Workers, at least one.</param>
internal sealed class Fleet(Func<IDecoding> open, int workers) : IDisposable
{
    private readonly List<IDecoding> _decodings = [];
    private int _busy;

    /// <summary>Tokens of prompt and answer so far.</summary>
    public int Length => _busy == 0 ? 0 : _decodings[0].Length;

    /// <summary>Encodes prompts and writes every answer's first token.</summary>
    public void Begin(int[][] prompts, int answers)
    {
        _busy = Math.Min(workers, prompts.Length);
        while (_decodings.Count < _busy)
            _decodings.Add(open());

        Each(i =>
        {
            _decodings[i].Begin([.. prompts.Where((_, prompt) => prompt % _busy == i)], answers);
            _decodings[i].Finish();
        });
    }

    /// <summary>Writes so many further tokens of every answer.</summary>
    public void Steps(int count) => Each(i =>
    {
        for (int step = 0; step < count; step++)
            _decodings[i].Step();

        _decodings[i].Finish();
    });

    public void Dispose()
    {
        foreach (IDecoding decoding in _decodings)
            decoding.Dispose();
    }

    private void Each(Action<int> act) => InParallel.For(_busy, _busy, act, CancellationToken.None);
}

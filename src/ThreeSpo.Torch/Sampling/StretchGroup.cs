using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Consecutive queries of one prompt: where they begin, and where its keys lie.</summary>
/// <param name="Place">The prompt's slot.</param>
/// <param name="Start">Position of the first query.</param>
/// <param name="Count">How many they are.</param>
/// <param name="FirstRow">Which row of the pass the first is.</param>
internal readonly record struct QueryRun(RoomPlace Place, int Start, int Count, int FirstRow);

/// <summary>Runs of queries of similar length that attend at once, each padded to the longest: a GPU waits for launches, not for arithmetic.</summary>
/// <remarks>Letters besides the usual: g runs, c queries of the longest, K key heads, Q queries per key head, T keys of the longest.</remarks>
internal sealed class StretchGroup
{
    /// <summary>Most numbers of a mask.</summary>
    private const long MostMasked = 1 << 24;

    private readonly DecoderConfig _config;
    private readonly AnswerRoom _room;
    private readonly Tensor _slots;
    private readonly Tensor _rows;
    private readonly Tensor? _bars;
    private readonly long _runs;
    private readonly long _queries;
    private readonly long _keys;

    private StretchGroup(Decoder model, QueryRun[] runs)
    {
        _config = model.Config;
        _room = runs[0].Place.Room;
        _runs = runs.Length;
        _queries = runs.Max(run => run.Count);
        bool areRoots = runs.All(run => run.Start == 0);
        _keys = areRoots ? _queries : runs.Max(run => run.Start + run.Count);
        long[] rows = new long[_runs * _queries];
        long[] last = new long[_runs * _queries];
        for (int i = 0; i < runs.Length; i++)
        {
            for (int query = 0; query < _queries; query++)
            {
                int real = Math.Min(query, runs[i].Count - 1);
                rows[(i * _queries) + query] = runs[i].FirstRow + real;
                last[(i * _queries) + query] = runs[i].Start + real;
            }
        }

        _slots = tensor(runs.Select(run => (long)run.Place.Slot).ToArray(), device: model.Device);
        _rows = tensor(rows, device: model.Device);

        // Padding stands behind the real ones, so that causal order alone hides it.
        _bars = areRoots ? null : Bars(model, tensor(last, [_runs, _queries, 1], device: model.Device));
        Runs = runs;
    }

    /// <summary>The runs, in the order in which their results come.</summary>
    public IReadOnlyList<QueryRun> Runs { get; }

    /// <summary>Rows of the result: padding included.</summary>
    public long Rows => _runs * _queries;

    /// <summary>c: a run's results begin at multiples of it.</summary>
    public long Length => _queries;

    /// <summary>Puts runs into groups. Their tensors belong to the caller's scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<StretchGroup> Of(Decoder model, IReadOnlyList<QueryRun> runs)
    {
        List<StretchGroup> groups = [];
        foreach (IGrouping<(AnswerRoom Room, bool IsRoot), QueryRun> alike in runs.GroupBy(run => (run.Place.Room, run.Start == 0 && run.Count > 1)))
        {
            List<QueryRun> group = [];
            long keys = 0;
            foreach (QueryRun run in alike.OrderBy(run => run.Count).ThenBy(run => run.FirstRow))
            {
                long longest = Math.Max(keys, run.Start + run.Count);
                long padded = (group.Count + 1L) * run.Count;
                bool fits = group.Count == 0
                    || (padded <= (group.Sum(one => (long)one.Count) + run.Count) * 5 / 4 && padded * longest <= MostMasked);
                if (!fits)
                {
                    groups.Add(new StretchGroup(model, [.. group]));
                    group.Clear();
                    longest = run.Start + run.Count;
                }

                group.Add(run);
                keys = longest;
            }

            groups.Add(new StretchGroup(model, [.. group]));
        }

        return groups;
    }

    /// <summary>Lets the queries attend to what their prompts have in the room up to themselves.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="queries">Shape [M, H, d].</param>
    /// <returns>Shape [g·c, H·d].</returns>
    public Tensor Attend(int layer, Tensor queries)
    {
        using DisposeScope scope = NewDisposeScope();
        (long heads, long perKey, long width) = (_config.KeyValueHeads, _config.QueriesPerKey, _config.HeadSize);
        Tensor asking = queries.index_select(0, _rows).view(_runs, _queries, heads, perKey, width)
            .permute(0, 2, 3, 1, 4).reshape(_runs * heads, perKey, _queries, width); // [gK, Q, c, d]
        Tensor mixed = nn.functional.scaled_dot_product_attention(
            asking, Seen(_room.Keys[layer]), Seen(_room.Values[layer]), _bars!, is_casual: _bars is null && _queries > 1);
        return mixed.view(_runs, heads, perKey, _queries, width).permute(0, 3, 1, 2, 4).reshape(_runs * _queries, heads * perKey * width)
            .MoveToOuterDisposeScope();
    }

    /// <summary>What the prompts have so far, for each of the queries that share a key head, shape [gK, Q, T, d].</summary>
    private Tensor Seen(Tensor room)
    {
        (long heads, long width) = (_config.KeyValueHeads, _config.HeadSize);
        return room.narrow(2, 0, _keys).index_select(0, _slots).view(_runs * heads, 1, _keys, width).expand(_runs * heads, _config.QueriesPerKey, _keys, width);
    }

    /// <summary>0 up to each query's own position and −∞ beyond, shape [gK, 1, c, T].</summary>
    private Tensor Bars(Decoder model, Tensor last)
    {
        Tensor hidden = last.lt(arange(_keys, ScalarType.Int64, model.Device)); // [g, c, T]
        return zeros(hidden.shape, model.Type, model.Device).masked_fill(hidden, float.NegativeInfinity)
            .unsqueeze(1).expand(_runs, _config.KeyValueHeads, _queries, _keys).reshape(_runs * _config.KeyValueHeads, 1, _queries, _keys);
    }
}

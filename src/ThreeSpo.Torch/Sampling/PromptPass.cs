using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Encodes prompts in one pass: what several of them begin with goes through every layer once.</summary>
/// <remarks>
/// The rows are the tokens of all stretches, one after another. A stretch attends to the whole prompt that it belongs to, whose slot holds the
/// keys of the stretches before it as soon as this layer has written them. Behind the last layer the last token of each prompt is wanted alone.
/// </remarks>
internal sealed class PromptPass : IRowAttention
{
    /// <summary>Shared stretches shorter than this are encoded by each prompt for itself. Unit: tokens.</summary>
    private const int ShortestShared = 8;

    /// <summary>Most queries of a stretch at once: bounds the masks. Unit: tokens.</summary>
    private const int MostQueries = 256;

    private readonly DecoderConfig _config;
    private readonly PrefixStretch[] _stretches;
    private readonly int[] _firstRows;
    private readonly RoomPlace[] _places;
    private readonly int[] _last;
    private readonly List<(AnswerRoom Room, Tensor Slots, Tensor Rows, long Length)> _writes = [];
    private readonly Tensor? _bars;
    private readonly int _longest;

    /// <summary>Prepares the pass. Its tensors belong to the caller's scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts, each with a <see cref="RoomPlace"/>.</param>
    public PromptPass(Decoder model, IReadOnlyList<AnsweredPrompt> prompts)
    {
        _config = model.Config;
        int[] last;
        (_stretches, last) = PrefixTree.Of([.. prompts.Select(prompt => prompt.Tokens)], ShortestShared);
        _places = [.. prompts.Select(prompt => (RoomPlace)prompt.State!)];
        _longest = prompts.Max(prompt => prompt.Tokens.Length);
        _firstRows = new int[_stretches.Length];
        List<long> tokens = [];
        List<long> positions = [];
        for (int i = 0; i < _stretches.Length; i++)
        {
            PrefixStretch stretch = _stretches[i];
            _firstRows[i] = tokens.Count;
            for (int position = stretch.Start; position < stretch.End; position++)
            {
                tokens.Add(prompts[stretch.Prompt].Tokens[position]);
                positions.Add(position);
            }
        }

        _last = [.. last.Distinct().Order()];
        Tokens = tensor(tokens.ToArray(), device: model.Device);
        Positions = tensor(positions.ToArray(), device: model.Device);
        Wanted = tensor(_last.Select(one => (long)(_firstRows[one] + _stretches[one].End - _stretches[one].Start - 1)).ToArray(), device: model.Device);
        RowOfPrompt = tensor(last.Select(one => (long)Array.BinarySearch(_last, one)).ToArray(), device: model.Device);
        foreach (IGrouping<AnswerRoom, int> room in Enumerable.Range(0, prompts.Count).GroupBy(i => _places[i].Room))
            _writes.Add(Write(room.Key, [.. room], last, model.Device));

        if (_stretches.Any(one => one.Start > 0 || one.End - one.Start > MostQueries))
            _bars = full(MostQueries, _longest + MostQueries, float.NegativeInfinity, device: model.Device).triu(_longest + 1).to(model.Type);
    }

    /// <summary>Token ids of the rows, shape [M].</summary>
    public Tensor Tokens { get; }

    /// <summary>Their positions, shape [M].</summary>
    public Tensor Positions { get; }

    /// <summary>One more than the largest position.</summary>
    public long Longest => _longest;

    /// <inheritdoc/>
    public Tensor Wanted { get; }

    /// <summary>Which of the wanted rows is each prompt's, int64, shape [prompts]: equal prompts have one.</summary>
    public Tensor RowOfPrompt { get; }

    /// <inheritdoc/>
    public Tensor Mix(int layer, Tensor queries, Tensor keys, Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((AnswerRoom room, Tensor slots, Tensor rows, long length) in _writes)
        {
            Fill(room.Keys[layer], keys);
            Fill(room.Values[layer], values);

            void Fill(Tensor to, Tensor from) => to.narrow(2, 0, length).index_copy_(
                0, slots, from.index_select(0, rows).reshape(slots.shape[0], length, _config.KeyValueHeads, _config.HeadSize).transpose(1, 2)); // [g, K, T', d]
        }

        bool isLast = layer == _config.Layers - 1;
        List<Tensor> mixed = [];
        for (int i = 0; i < (isLast ? _last.Length : _stretches.Length); i++)
        {
            PrefixStretch stretch = _stretches[isLast ? _last[i] : i];
            RoomPlace place = _places[stretch.Prompt];
            Tensor seenKeys = place.Room.Keys[layer][place.Slot];
            Tensor seenValues = place.Room.Values[layer][place.Slot];
            if (isLast)
            {
                mixed.Add(Attend(queries.narrow(0, i, 1), seenKeys, seenValues, stretch.End - 1));
                continue;
            }

            for (int start = stretch.Start; start < stretch.End; start += MostQueries)
            {
                int count = Math.Min(MostQueries, stretch.End - start);
                mixed.Add(Attend(queries.narrow(0, _firstRows[i] + start - stretch.Start, count), seenKeys, seenValues, start));
            }
        }

        return (mixed.Count == 1 ? mixed[0] : cat(mixed, 0)).MoveToOuterDisposeScope();
    }

    /// <summary>Queries at consecutive positions, each seeing everything up to itself.</summary>
    /// <param name="queries">Shape [c, H, d].</param>
    /// <param name="keys">Shape [K, T, d].</param>
    /// <param name="values">Shape [K, T, d].</param>
    /// <param name="start">Position of the first.</param>
    private Tensor Attend(Tensor queries, Tensor keys, Tensor values, int start)
    {
        long count = queries.shape[0];
        long end = start + count;
        (long heads, long perKey, long width) = (_config.KeyValueHeads, _config.QueriesPerKey, _config.HeadSize);
        Tensor asking = queries.reshape(count, heads, perKey, width).permute(1, 2, 0, 3); // [K, Q, c, d]
        Tensor Seen(Tensor all) => all.narrow(1, 0, end).unsqueeze(1).expand(heads, perKey, end, width);

        // A window of one large mask: its row i sees the columns up to i + longest, so moved by longest − start it sees those up to i + start.
        Tensor? bars = start == 0 || count == 1 ? null : _bars!.narrow(0, 0, count).narrow(1, _longest - start, end);
        Tensor mixed = nn.functional.scaled_dot_product_attention(asking, Seen(keys), Seen(values), bars!, is_casual: start == 0 && count > 1);
        return mixed.permute(2, 0, 1, 3).reshape(count, heads * perKey * width);
    }

    /// <summary>Which rows the slots of some prompts are filled with, up to the longest of them; beyond their ends with any.</summary>
    private (AnswerRoom Room, Tensor Slots, Tensor Rows, long Length) Write(AnswerRoom room, int[] prompts, int[] last, Device device)
    {
        int length = prompts.Max(prompt => _places[prompt].Length);
        long[] rows = new long[prompts.Length * length];
        for (int i = 0; i < prompts.Length; i++)
        {
            for (int at = last[prompts[i]]; at >= 0; at = _stretches[at].Parent)
            {
                for (int position = _stretches[at].Start; position < _stretches[at].End; position++)
                    rows[(i * length) + position] = _firstRows[at] + position - _stretches[at].Start;
            }
        }

        long[] slots = [.. prompts.Select(prompt => (long)_places[prompt].Slot)];
        return (room, tensor(slots, device: device), tensor(rows, device: device), length);
    }
}

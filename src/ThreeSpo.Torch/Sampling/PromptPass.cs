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
    private readonly IReadOnlyList<StretchGroup> _groups;
    private readonly IReadOnlyList<StretchGroup> _lastGroups;
    private readonly Tensor _back;
    private readonly Tensor _lastBack;
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

        (_groups, _back) = Grouped(model, _stretches.SelectMany((stretch, i) => RunsOf(stretch, _firstRows[i])));
        (_lastGroups, _lastBack) = Grouped(
            model, _last.Select((end, row) => new QueryRun(_places[_stretches[end].Prompt], _stretches[end].End - 1, 1, row)));
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
        IReadOnlyList<StretchGroup> groups = isLast ? _lastGroups : _groups;
        Tensor mixed = groups.Count == 1 ? groups[0].Attend(layer, queries) : cat([.. groups.Select(group => group.Attend(layer, queries))], 0);
        return mixed.index_select(0, isLast ? _lastBack : _back).MoveToOuterDisposeScope();
    }

    /// <summary>A stretch as runs that are not too long.</summary>
    private IEnumerable<QueryRun> RunsOf(PrefixStretch stretch, int firstRow)
    {
        // A root is one run however long it is: nothing has to be masked for it.
        int most = stretch.Start == 0 ? stretch.End : MostQueries;
        for (int start = stretch.Start; start < stretch.End; start += most)
            yield return new QueryRun(_places[stretch.Prompt], start, Math.Min(most, stretch.End - start), firstRow + start - stretch.Start);
    }

    /// <summary>Runs in groups, and where the result of each row is, int64, shape [M].</summary>
    private static (IReadOnlyList<StretchGroup> Groups, Tensor Back) Grouped(Decoder model, IEnumerable<QueryRun> runs)
    {
        IReadOnlyList<StretchGroup> groups = StretchGroup.Of(model, [.. runs]);
        long[] back = new long[groups.Sum(group => group.Runs.Sum(run => run.Count))];
        long first = 0;
        foreach (StretchGroup group in groups)
        {
            for (int i = 0; i < group.Runs.Count; i++)
            {
                QueryRun run = group.Runs[i];
                for (int query = 0; query < run.Count; query++)
                    back[run.FirstRow + query] = first + (i * group.Length) + query;
            }

            first += group.Rows;
        }

        return (groups, tensor(back, device: model.Device));
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

using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Attention of the answers in one room, all slots at once.</summary>
/// <remarks>
/// Answers form a grid of S slots, N answers of a slot and P tokens that are read at once; the cells of those that read nothing repeat another
/// row, and what comes out of them goes nowhere. The n answers to a prompt are further queries to its keys: nothing of the prompt is copied.
/// Letters besides the usual: M rows of this room, K key heads, Q queries per key head, T longest prompt, L longest answer so far.
/// </remarks>
internal sealed class RoomPass
{
    private readonly DecoderConfig _config;
    private readonly AnswerRoom _room;
    private readonly int _first;
    private readonly int _rows;
    private readonly long _slots;
    private readonly long _tokens;
    private readonly long _longestPrompt;
    private readonly long _longestAnswer;
    private readonly Range _writeAt;
    private readonly Range _cellsAt;
    private readonly Range _backAt;
    private readonly Range _lengthsAt;
    private readonly Range _limitsAt;
    private Tensor _write = null!;
    private Tensor _cells = null!;
    private Tensor _back = null!;
    private Tensor _promptBars = null!;
    private Tensor _answerBars = null!;

    /// <summary>Notes what goes where, and that the answers have read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="room">The room.</param>
    /// <param name="reads">What answers in it read.</param>
    /// <param name="first">The first row of the room in the pass.</param>
    /// <param name="rows">M.</param>
    /// <param name="upload">Takes the numbers that the device needs.</param>
    public RoomPass(Decoder model, AnswerRoom room, IReadOnlyList<AnswerRead> reads, int first, int rows, Upload upload)
    {
        (_config, _room, _first, _rows) = (model.Config, room, first, rows);
        (int heads, int answers) = (_config.KeyValueHeads, room.Size.Answers);
        int slots = room.Used;
        int tokens = reads.Max(read => read.Tokens.Length);
        (_slots, _tokens) = (slots, tokens);
        Span<long> write = upload.Take(rows * heads, out _writeAt);
        Span<long> cells = upload.Take(slots * heads * answers * tokens, out _cellsAt);
        Span<long> back = upload.Take(rows * heads, out _backAt);
        Span<long> lengths = upload.Take(slots, out _lengthsAt);
        Span<long> limits = upload.Take(slots * answers * tokens, out _limitsAt);
        for (int slot = 0; slot < slots; slot++)
            lengths[slot] = room.At(slot)?.Length ?? 1;

        int row = 0;
        foreach (AnswerRead read in reads)
        {
            var place = (RoomPlace)read.Prompt.State!;
            int before = place.Read[read.Answer];
            for (int token = 0; token < read.Tokens.Length; token++, row++)
            {
                limits[(((place.Slot * answers) + read.Answer) * tokens) + token] = before + token;
                for (int head = 0; head < heads; head++)
                {
                    int answer = (((place.Slot * heads) + head) * answers) + read.Answer;
                    write[(row * heads) + head] = ((long)answer * room.Size.Answer) + before + token;
                    cells[(answer * tokens) + token] = (row * heads) + head;
                    back[(row * heads) + head] = (answer * tokens) + token;
                }
            }

            place.Read[read.Answer] += read.Tokens.Length;
            _longestAnswer = Math.Max(_longestAnswer, place.Read[read.Answer]);
        }

        foreach (long length in lengths)
            _longestPrompt = Math.Max(_longestPrompt, length);
    }

    /// <summary>Takes the numbers from the device, and makes masks of them there.</summary>
    public void Prepare(Tensor all)
    {
        using DisposeScope scope = NewDisposeScope();
        (long heads, long perKey, long answers) = (_config.KeyValueHeads, _config.QueriesPerKey, _room.Size.Answers);
        _write = Upload.At(all, _writeAt);
        _cells = Upload.At(all, _cellsAt);
        _back = Upload.At(all, _backAt);
        Tensor lengths = Upload.At(all, _lengthsAt).unsqueeze(1); // [S, 1]
        _promptBars = Bars(lengths.le(arange(_longestPrompt, ScalarType.Int64, all.device))) // [S, T]
            .reshape(_slots, 1, 1, _longestPrompt).expand(_slots, heads, 1, _longestPrompt).reshape(_slots * heads, 1, _longestPrompt);
        Tensor limits = Upload.At(all, _limitsAt).reshape(_slots, answers, _tokens, 1);
        _answerBars = Bars(limits.lt(arange(_longestAnswer, ScalarType.Int64, all.device))) // [S, N, P, L]
            .reshape(_slots, 1, answers, _tokens, 1, _longestAnswer).expand(_slots, heads, answers, _tokens, perKey, _longestAnswer)
            .reshape(_slots * heads * answers, _tokens * perKey, _longestAnswer);
        foreach (Tensor kept in new[] { _write, _cells, _back, _promptBars, _answerBars })
            kept.MoveToOuterDisposeScope().MoveToOuterDisposeScope();
    }

    /// <summary>The rows of this room.</summary>
    public Tensor Of(Tensor rows) => rows.narrow(0, _first, _rows);

    /// <summary>Keeps what is new of the answers, and lets them attend to their prompts and to themselves.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="queries">Shape [M, H, d].</param>
    /// <param name="keys">Shape [M, K, d].</param>
    /// <param name="values">Shape [M, K, d].</param>
    /// <returns>Shape [M, H·d].</returns>
    public Tensor Mix(int layer, Tensor queries, Tensor keys, Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        (long heads, long perKey, long width, long answers) = (_config.KeyValueHeads, _config.QueriesPerKey, _config.HeadSize, _room.Size.Answers);
        _room.OwnKeys[layer].view(-1, width).index_copy_(0, _write, keys.reshape(-1, width));
        _room.OwnValues[layer].view(-1, width).index_copy_(0, _write, values.reshape(-1, width));

        Tensor asking = queries.reshape(_rows * heads, perKey * width).index_select(0, _cells); // [S·K·N·P, Q·d]
        long perSlot = answers * _tokens * perKey;
        float scale = (float)(1 / Math.Sqrt(width));
        Tensor onPrompt = Added(
            _promptBars, asking.view(_slots * heads, perSlot, width), Slots(_room.Keys[layer], _longestPrompt).transpose(1, 2), scale); // [S·K, NPQ, T]
        Tensor onOwn = Added(
            _answerBars, asking.view(-1, _tokens * perKey, width), Own(_room.OwnKeys[layer]).transpose(1, 2), scale); // [S·K·N, PQ, L]
        Tensor weights = cat([onPrompt, onOwn.view(_slots * heads, perSlot, _longestAnswer)], -1); // [S·K, NPQ, T + L]
        weights = asking.dtype is ScalarType.Float32 ? weights.softmax(-1) : weights.softmax(-1, ScalarType.Float32).to(asking.dtype);

        Tensor fromPrompt = weights.narrow(2, 0, _longestPrompt).bmm(Slots(_room.Values[layer], _longestPrompt)); // [S·K, NPQ, d]
        Tensor own = weights.narrow(2, _longestPrompt, _longestAnswer).view(_slots * heads * answers, _tokens * perKey, _longestAnswer);
        Tensor mixed = Added(fromPrompt.view(-1, _tokens * perKey, width), own, Own(_room.OwnValues[layer]), 1); // [S·K·N, PQ, d]
        return mixed.view(-1, perKey * width).index_select(0, _back).view(_rows, heads * perKey * width).MoveToOuterDisposeScope();
    }

    /// <summary>What the prompts of all slots have up to the longest of them, shape [S·K, T, d].</summary>
    private Tensor Slots(Tensor room, long length) =>
        room.narrow(0, 0, _slots).view(_slots * _config.KeyValueHeads, _room.Size.Prompt, _config.HeadSize).narrow(1, 0, length);

    /// <summary>What all answers have so far, shape [S·K·N, L, d].</summary>
    private Tensor Own(Tensor room) =>
        room.narrow(0, 0, _slots).view(-1, _room.Size.Answer, _config.HeadSize).narrow(1, 0, _longestAnswer);

    /// <summary>to + scale · left·right in one operation.</summary>
    private static Tensor Added(Tensor to, Tensor left, Tensor right, float scale) =>
        left.baddbmm(right, to, beta: 1, alpha: scale); // The binding takes the factors first and what is added last, whatever its parameters are called.

    /// <summary>−∞ where something must not be seen, else 0.</summary>
    private Tensor Bars(Tensor hidden) => zeros(hidden.shape, _room.Keys[0].dtype, hidden.device).masked_fill(hidden, float.NegativeInfinity);
}

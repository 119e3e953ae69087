using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets answers under way read what they have written: rows of any number of answers to any prompts.</summary>
internal sealed class AnswerPass : IRowAttention
{
    private readonly DecoderConfig _config;
    private readonly List<RoomPass> _rooms = [];

    /// <summary>Prepares the pass, and notes that the answers have read. Its tensors belong to the caller's scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reads">The reads; prompts have a <see cref="RoomPlace"/>.</param>
    public AnswerPass(Decoder model, IReadOnlyList<AnswerRead> reads)
    {
        _config = model.Config;
        int rows = reads.Sum(read => read.Tokens.Length);
        var upload = new Upload();
        Span<long> tokens = upload.Take(rows, out Range tokensAt);
        Span<long> positions = upload.Take(rows, out Range positionsAt);
        Span<long> last = upload.Take(reads.Count, out Range lastAt);
        int row = 0;

        // Rows of one room lie together, so that attention takes them without a copy.
        foreach (IGrouping<AnswerRoom, int> room in Enumerable.Range(0, reads.Count).GroupBy(i => ((RoomPlace)reads[i].Prompt.State!).Room))
        {
            int[] some = [.. room];
            int first = row;
            foreach (int i in some)
            {
                var place = (RoomPlace)reads[i].Prompt.State!;
                for (int k = 0; k < reads[i].Tokens.Length; k++, row++)
                {
                    tokens[row] = reads[i].Tokens.Span[k];
                    positions[row] = place.Length + place.Read[reads[i].Answer] + k;
                    Longest = Math.Max(Longest, positions[row] + 1);
                }

                last[i] = row - 1;
            }

            _rooms.Add(new RoomPass(model, room.Key, [.. some.Select(i => reads[i])], first, row - first, upload));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor all = upload.To(model.Device);
        Tokens = Upload.At(all, tokensAt).MoveToOuterDisposeScope();
        Positions = Upload.At(all, positionsAt).MoveToOuterDisposeScope();
        Wanted = Upload.At(all, lastAt).MoveToOuterDisposeScope();
        foreach (RoomPass room in _rooms)
            room.Prepare(all);
    }

    /// <summary>Token ids of the rows, shape [M].</summary>
    public Tensor Tokens { get; }

    /// <summary>Their positions, shape [M].</summary>
    public Tensor Positions { get; }

    /// <summary>One more than the largest position.</summary>
    public long Longest { get; }

    /// <summary>The last row of each read, in the order of the reads.</summary>
    public Tensor Wanted { get; }

    /// <summary>In the last layer too every row asks: answers have few rows beside their last, and one shape serves all layers.</summary>
    Tensor? IRowAttention.Wanted => null;

    /// <inheritdoc/>
    public Tensor Mix(int layer, Tensor queries, Tensor keys, Tensor values)
    {
        if (_rooms.Count == 1)
            return _rooms[0].Mix(layer, queries, keys, values);

        using DisposeScope scope = NewDisposeScope();
        return cat([.. _rooms.Select(room => room.Mix(layer, room.Of(queries), room.Of(keys), room.Of(values)))], 0).MoveToOuterDisposeScope();
    }
}

using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Keys and values of answers under way, one layer: room that grows by doubling.</summary>
internal sealed class AnswerCache : IDisposable
{
    private Tensor? _keys;
    private Tensor? _values;
    private long _length;

    /// <summary>Adds a block and returns everything so far.</summary>
    /// <param name="keys">Shape [B, K, n, R, d].</param>
    /// <param name="values">Shape [B, K, n, R, d].</param>
    /// <returns>Views of shape [B, K, n, R', d] each.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        long added = keys.shape[3];
        _keys = Room(_keys, keys, _length + added);
        _values = Room(_values, values, _length + added);
        _keys.narrow(3, _length, added).copy_(keys);
        _values.narrow(3, _length, added).copy_(values);
        _length += added;
        return (_keys.narrow(3, 0, _length), _values.narrow(3, 0, _length));
    }

    /// <summary>Makes every answer so far the beginning of n answers.</summary>
    public void Fork(long count)
    {
        _keys = Forked(_keys!, count);
        _values = Forked(_values!, count);
    }

    /// <summary>Keeps the answers to some of the prompts.</summary>
    /// <param name="rows">Their indices, int64, shape [B'].</param>
    public void Keep(Tensor rows)
    {
        _keys = Swapped(_keys!, _keys!.index_select(0, rows));
        _values = Swapped(_values!, _values!.index_select(0, rows));
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _values?.Dispose();
    }

    private Tensor Room(Tensor? room, Tensor like, long length)
    {
        if (room is not null && room.shape[3] >= length)
            return room;

        long[] shape = like.shape;
        shape[3] = Math.Max(8, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)length));
        Tensor larger = empty(shape, like.dtype, like.device).DetachFromDisposeScope();
        if (room is null)
            return larger;

        larger.narrow(3, 0, _length).copy_(room.narrow(3, 0, _length));
        room.Dispose();
        return larger;
    }

    private static Tensor Forked(Tensor room, long count)
    {
        long[] shape = room.shape;
        shape[2] = count;
        return Swapped(room, room.expand(shape).contiguous());
    }

    private static Tensor Swapped(Tensor old, Tensor made)
    {
        made.DetachFromDisposeScope();
        old.Dispose();
        return made;
    }
}

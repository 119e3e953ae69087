using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Keys and values of prompts and of their answers under way, all of the same room, in slots.</summary>
/// <remarks>
/// Letters besides the usual: S slots, K key heads, T room of a prompt, N of answers, R of an answer's tokens. Nothing is moved or copied from
/// step to step; what is beyond a prompt's or an answer's end is finite, and masked.
/// </remarks>
internal sealed class AnswerRoom : IDisposable
{
    private readonly Decoder _model;
    private RoomPlace?[] _places = [];

    public AnswerRoom(Decoder model, RoomSize size)
    {
        _model = model;
        Size = size;
        BytesPerSlot = size.Bytes(model.Config, model.NumberSize);
        int layers = model.Config.Layers;
        (Keys, Values, OwnKeys, OwnValues) = (new Tensor[layers], new Tensor[layers], new Tensor[layers], new Tensor[layers]);
    }

    public RoomSize Size { get; }

    /// <summary>Keys of the prompts in each layer, shape [S, K, T, d].</summary>
    public Tensor[] Keys { get; }

    /// <summary>Values of the prompts in each layer, shape [S, K, T, d].</summary>
    public Tensor[] Values { get; }

    /// <summary>Keys of the answers in each layer, shape [S, K, N, R, d].</summary>
    public Tensor[] OwnKeys { get; }

    /// <summary>Values of the answers in each layer, shape [S, K, N, R, d].</summary>
    public Tensor[] OwnValues { get; }

    /// <summary>S.</summary>
    public int Slots => _places.Length;

    /// <summary>Slots that are taken.</summary>
    public int Occupied { get; private set; }

    /// <summary>One more than the last slot that is taken.</summary>
    public int Used => Array.FindLastIndex(_places, place => place is not null) + 1;

    /// <summary>Memory of a slot. Unit: bytes.</summary>
    public long BytesPerSlot { get; }

    /// <summary>What is in a slot; null where it is free.</summary>
    public RoomPlace? At(int slot) => _places[slot];

    /// <summary>Takes the first free slot; there must be one.</summary>
    public RoomPlace Take(AnsweredPrompt prompt)
    {
        var place = new RoomPlace(this, prompt) { Slot = Array.IndexOf(_places, null) };
        _places[place.Slot] = place;
        Occupied++;
        return place;
    }

    public void Free(RoomPlace place)
    {
        _places[place.Slot] = null;
        Occupied--;
    }

    /// <summary>Makes so many slots, those that are taken first.</summary>
    /// <param name="slots">At least as many as are taken.</param>
    public void Resize(int slots)
    {
        RoomPlace[] taken = [.. _places.OfType<RoomPlace>()];
        using var scope = NewDisposeScope();
        Tensor? from = taken.Length == 0 ? null : tensor(taken.Select(place => (long)place.Slot).ToArray(), device: _model.Device);
        (long heads, long width) = (_model.Config.KeyValueHeads, _model.Config.HeadSize);
        for (int layer = 0; layer < Keys.Length; layer++)
        {
            Resize(ref Keys[layer], [slots, heads, Size.Prompt, width], from);
            Resize(ref Values[layer], [slots, heads, Size.Prompt, width], from);
            Resize(ref OwnKeys[layer], [slots, heads, Size.Answers, Size.Answer, width], from);
            Resize(ref OwnValues[layer], [slots, heads, Size.Answers, Size.Answer, width], from);
        }

        _places = new RoomPlace?[slots];
        for (int slot = 0; slot < taken.Length; slot++)
            (_places[slot], taken[slot].Slot) = (taken[slot], slot);
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in Keys.Concat(Values).Concat(OwnKeys).Concat(OwnValues))
            tensor?.Dispose();
    }

    private void Resize(ref Tensor room, long[] shape, Tensor? from)
    {
        // Zeros and not merely room: what is masked must still be a number.
        Tensor made = zeros(shape, _model.Type, _model.Device).DetachFromDisposeScope();
        if (from is not null)
            made.narrow(0, 0, from.shape[0]).copy_(room.index_select(0, from));

        room?.Dispose();
        room = made;
    }
}

/// <summary>The slot of a prompt, and how far its answers are read.</summary>
/// <param name="room">Where the slot is.</param>
/// <param name="prompt">The prompt.</param>
internal sealed class RoomPlace(AnswerRoom room, AnsweredPrompt prompt)
{
    public AnswerRoom Room => room;

    /// <summary>Length of the prompt. Unit: tokens.</summary>
    public int Length => prompt.Tokens.Length;

    public int Slot { get; set; }

    /// <summary>Tokens of each answer that were read, shape [n].</summary>
    public int[] Read { get; } = new int[prompt.Answers];
}

using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Answers prompts with tensors, on the processor or a GPU, in the type of the model's numbers.</summary>
/// <param name="model">The model, which must not change while prompts are under way.</param>
/// <param name="budget">What keys and values may take; room of prompts that have left is kept for the next ones within it. Unit: bytes.</param>
/// <remarks>
/// Linear layers see the tokens that are alive and no others. Attention goes over slots of equal room (<see cref="RoomSize"/>), whose keys and
/// values stay where they are; a single copy of a prompt's serves all its answers. Room is made once a prompt comes, not as its answers grow.
/// </remarks>
internal sealed class TensorEngine(Decoder model, long budget) : IAnswerEngine
{
    private readonly Dictionary<RoomSize, AnswerRoom> _rooms = [];

    /// <summary>Whether tokens are chosen on the device even where the processor could.</summary>
    public bool ChoosesOnDevice { get; init; }

    private long Held => _rooms.Values.Sum(room => room.Slots * room.BytesPerSlot);

    /// <inheritdoc/>
    public Logits Admit(IReadOnlyList<AnsweredPrompt> prompts)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        foreach (IGrouping<RoomSize, AnsweredPrompt> size in prompts.GroupBy(RoomSize.Of))
            Place(size.Key, [.. size]);

        var pass = new PromptPass(model, prompts);
        Tensor stream = model.Rows(pass.Tokens, pass.Positions, pass.Longest, pass); // [W, D]
        return Logits(stream.index_select(0, pass.RowOfPrompt));
    }

    /// <inheritdoc/>
    public Logits Read(IReadOnlyList<AnswerRead> reads)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var pass = new AnswerPass(model, reads);
        Tensor stream = model.Rows(pass.Tokens, pass.Positions, pass.Longest, pass); // [M, D]
        return Logits(stream.index_select(0, pass.Wanted));
    }

    /// <inheritdoc/>
    public void Release(AnsweredPrompt prompt)
    {
        var place = (RoomPlace)prompt.State!;
        prompt.State = null;
        place.Room.Free(place);
        if (place.Room.Occupied == 0)
            Drop(place.Room);
        else if (place.Room.Occupied <= place.Room.Used / 2)
            Fit(place.Room, place.Room.Occupied);
    }

    /// <inheritdoc/>
    public long BytesFor(AnsweredPrompt prompt) => RoomSize.Of(prompt).Bytes(model.Config, model.NumberSize);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AnswerRoom room in _rooms.Values)
            room.Dispose();

        _rooms.Clear();
    }

    private TensorLogits Logits(Tensor stream) => new(model, stream) { AlwaysOnDevice = ChoosesOnDevice };

    private void Place(RoomSize size, AnsweredPrompt[] prompts)
    {
        if (!_rooms.TryGetValue(size, out AnswerRoom? room))
            _rooms.Add(size, room = new AnswerRoom(model, size));

        int needed = room.Occupied + prompts.Length;
        if (needed > room.Slots)
        {
            // Half as many again where the budget allows, so that a room that fills up is not moved for every prompt.
            int generous = Math.Max(needed, room.Slots + (room.Slots / 2));
            bool fits = Held + ((generous - room.Slots) * room.BytesPerSlot) <= budget;
            foreach (AnswerRoom other in fits ? [] : _rooms.Values.Where(other => other != room && other.Occupied < other.Slots).ToArray())
                Fit(other, other.Occupied);

            Fit(room, fits ? generous : needed);
        }

        foreach (AnsweredPrompt prompt in prompts)
            prompt.State = room.Take(prompt);
    }

    private void Fit(AnswerRoom room, int slots)
    {
        using var guard = no_grad();
        if (slots == 0)
            Drop(room);
        else
            room.Resize(slots);
    }

    private void Drop(AnswerRoom room)
    {
        room.Dispose();
        _rooms.Remove(room.Size);
    }
}

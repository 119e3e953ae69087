namespace ThreeSpo.History;

/// <summary>Numbers keys in the order of their first meeting: 0, 1, 2… Files refer to states by these numbers.</summary>
public sealed class StateNumbers
{
    private readonly Dictionary<StateKey, int> _numbers = [];

    /// <summary>How many keys were met.</summary>
    public int Count => _numbers.Count;

    /// <summary>A checksum over keys and numbers, whatever order they came in.</summary>
    public ulong Sum { get; private set; }

    /// <summary>Whether a key was met.</summary>
    public bool Contains(StateKey key) => _numbers.ContainsKey(key);

    /// <summary>The number of a key, which is met by this where it was not before.</summary>
    public int Meet(StateKey key)
    {
        ref int number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out bool known);
        if (known)
            return number;

        number = _numbers.Count - 1;
        Sum += Mixing.Of(key, (ulong)number);
        return number;
    }

    /// <summary>Puts back a key that was met before the run was saved.</summary>
    /// <exception cref="InvalidDataException">The key has another number already.</exception>
    public void Restore(StateKey key, int number)
    {
        if (_numbers.TryAdd(key, number))
            Sum += Mixing.Of(key, (ulong)number);
        else if (_numbers[key] != number)
            throw new InvalidDataException($"A saved run is damaged: state {key} has the numbers {_numbers[key]} and {number}. Use the checkpoint before.");
    }
}

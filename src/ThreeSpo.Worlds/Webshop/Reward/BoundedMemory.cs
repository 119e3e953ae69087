using System.Collections.Concurrent;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Remembers what was made of keys, and forgets all of it where it would become too much. Safe to share between threads.</summary>
/// <param name="most">The most keys remembered, about. At least 1.</param>
/// <param name="make">Makes a key's value; called again for a key that was forgotten.</param>
/// <param name="equality">Which keys are the same.</param>
internal sealed class BoundedMemory<TKey, TValue>(int most, Func<TKey, TValue> make, IEqualityComparer<TKey>? equality = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _made = new(equality);
    private int _count;

    /// <summary>A key's value.</summary>
    public TValue Of(TKey key)
    {
        if (_made.TryGetValue(key, out TValue? known))
            return known;

        TValue value = make(key);
        if (!_made.TryAdd(key, value) || Interlocked.Increment(ref _count) <= most)
            return value;

        _made.Clear();
        Interlocked.Exchange(ref _count, 0);
        return value;
    }
}

using System.Collections;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>A list that equals another with equal items, so that records which hold it are equal too.</summary>
/// <param name="items">The items; nobody changes them any more.</param>
internal sealed class EqualList<T>(T[] items) : IReadOnlyList<T>
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    public override bool Equals(object? obj) => obj is EqualList<T> other && items.AsSpan().SequenceEqual(other.AsSpan(), comparer: null);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in items)
            hash.Add(item);

        return hash.ToHashCode();
    }

    private ReadOnlySpan<T> AsSpan() => items;

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

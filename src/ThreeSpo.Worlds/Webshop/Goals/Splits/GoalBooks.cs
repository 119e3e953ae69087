using System.Collections.Concurrent;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The books of one catalogue, each drawn when it is first asked for. Safe for several threads.</summary>
/// <param name="catalogue">The catalogue.</param>
public sealed class GoalBooks(Catalogue catalogue)
{
    private readonly ConcurrentDictionary<(GoalKind Kind, long Seed), Lazy<GoalBook>> _books = [];

    /// <summary>The catalogue.</summary>
    public Catalogue Catalogue { get; } = catalogue;

    /// <summary>The book of a seed.</summary>
    /// <exception cref="InvalidDataException">A product can be chosen in too many ways, or has an instruction without attributes.</exception>
    public GoalBook Of(GoalKind kind, long seed) =>
        _books.GetOrAdd((kind, seed), key => new(() => GoalBook.Draw(Catalogue, key.Kind, key.Seed))).Value;

    /// <summary>The goal of a task.</summary>
    /// <exception cref="ArgumentException">The book has no such place.</exception>
    public Goal Goal(WebshopTaskId id)
    {
        GoalBook book = Of(id.Kind, id.Seed);
        return id.Index >= 0 && id.Index < book.Count ? book[id.Index] : throw new ArgumentException(
            $"There is no task '{id}': the catalogue '{ThreeSpo.Outside.Printable.Line(Catalogue.Name, 100)}' makes {book.Count} goals of this kind, numbered from 0. Use the catalogue that the task was made with.",
            nameof(id));
    }
}

using System.Globalization;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>How many things of a class the rooms of a kind have, and where those lie.</summary>
/// <param name="Class">The object class.</param>
/// <param name="Presence">Share of rooms that have any. Unit: percent.</param>
/// <param name="Min">Fewest in a room that has any.</param>
/// <param name="Mean">Mean in a room that has any; from <paramref name="Min"/> to <paramref name="Max"/>.</param>
/// <param name="Max">Most in a room that has any.</param>
/// <param name="Nowhere">Share of the things that lie in no receptacle, so that nobody can take them. Unit: percent.</param>
/// <param name="Places">Receptacle classes with weights, as "fridge 10, countertop 5"; a weight holds where the class is present.</param>
internal sealed record ThingRow(string Class, int Presence, int Min, double Mean, int Max, int Nowhere, string Places)
{
    /// <summary><see cref="Places"/>, read.</summary>
    public IReadOnlyList<(string Receptacle, int Weight)> Weights { get; } = Read(Places);

    private static (string Receptacle, int Weight)[] Read(string places) =>
    [
        .. places.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(place => place.Split(' '))
            .Select(words => (words[0], int.Parse(words[1], CultureInfo.InvariantCulture))),
    ];
}

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>How many receptacles of a class the rooms of a kind have.</summary>
/// <param name="Class">The receptacle class.</param>
/// <param name="Presence">Share of rooms that have any. Unit: percent.</param>
/// <param name="Min">Fewest in a room that has any.</param>
/// <param name="Mean">Mean in a room that has any; from <paramref name="Min"/> to <paramref name="Max"/>.</param>
/// <param name="Max">Most in a room that has any.</param>
internal sealed record ReceptacleRow(string Class, int Presence, int Min, double Mean, int Max)
{
    /// <summary>How many of a hundred have a door: the rest stand open for good.</summary>
    public int OpenablePercent => Class switch
    {
        "fridge" or "microwave" => 100,
        "safe" => 87,
        "drawer" => 84,
        "cabinet" => 82,
        _ => 0,
    };
}

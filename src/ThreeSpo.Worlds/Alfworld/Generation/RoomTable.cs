namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What the rooms of a kind contain.</summary>
/// <param name="Receptacles">The furniture.</param>
/// <param name="Things">What can be taken, and small things that cannot be reached.</param>
/// <param name="Scenery">What belongs to the room and cannot be taken.</param>
/// <remarks>
/// All four tables hold figures rounded from 3,827 official games: a presence is the share of games, a mean that of the games
/// that have the class, and a weight is the number of placements divided by the presence of the receptacle, scaled to about
/// 50 for a row. Placements that round to nothing are left out. So are those that the container table does not allow, except
/// what lies on a television stand, rolls of paper, a teddy bear in bed and bottles in the garbage: they can be taken, not put
/// back.
/// </remarks>
internal sealed record RoomTable(
    IReadOnlyList<ReceptacleRow> Receptacles, IReadOnlyList<ThingRow> Things, IReadOnlyList<ThingRow> Scenery)
{
    /// <summary>The table of a kind of room.</summary>
    public static RoomTable Of(RoomKind room) => room switch
    {
        RoomKind.Kitchen => KitchenTable.Table,
        RoomKind.LivingRoom => LivingRoomTable.Table,
        RoomKind.Bedroom => BedroomTable.Table,
        RoomKind.Bathroom => BathroomTable.Table,
        _ => throw new ArgumentOutOfRangeException(nameof(room), room, "There is no table for this kind of room; add one to RoomTable.Of."),
    };
}

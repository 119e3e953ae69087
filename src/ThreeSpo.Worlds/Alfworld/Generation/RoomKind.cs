namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>The four kinds of room in which games take place.</summary>
public enum RoomKind
{
    /// <summary>The only room with a microwave, a fridge and a stove.</summary>
    Kitchen,

    /// <summary>A room with a sofa, and sometimes a desk lamp.</summary>
    LivingRoom,

    /// <summary>A room with a bed, and usually a desk lamp.</summary>
    Bedroom,

    /// <summary>A room with a sink basin and a toilet.</summary>
    Bathroom,
}

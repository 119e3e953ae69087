namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What can be done with an object.</summary>
[Flags]
public enum Affordances
{
    /// <summary>Nothing: scenery.</summary>
    None = 0,

    /// <summary>It can be taken.</summary>
    Pickupable = 1,

    /// <summary>It can be cleaned in a sink basin.</summary>
    Cleanable = 2,

    /// <summary>It can be heated in a microwave.</summary>
    Heatable = 4,

    /// <summary>It can be cooled in a fridge.</summary>
    Coolable = 8,

    /// <summary>It can be turned on.</summary>
    Toggleable = 16,

    /// <summary>It can be sliced.</summary>
    Sliceable = 32,

    /// <summary>Other objects can lie in it.</summary>
    Receptacle = 64,
}

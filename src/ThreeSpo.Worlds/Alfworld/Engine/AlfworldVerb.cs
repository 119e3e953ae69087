namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What a command does.</summary>
public enum AlfworldVerb
{
    /// <summary>Look around.</summary>
    Look,

    /// <summary>See what is held.</summary>
    Inventory,

    /// <summary>Read the list of commands (not in 2.1.1).</summary>
    Help,

    /// <summary>Walk to a receptacle.</summary>
    GoTo,

    /// <summary>Open a receptacle.</summary>
    Open,

    /// <summary>Close a receptacle.</summary>
    Close,

    /// <summary>Take an object out of a receptacle.</summary>
    Take,

    /// <summary>Put the held object into a receptacle: "move … to …", in 2.1.1 "put … in/on …".</summary>
    Move,

    /// <summary>Clean the held object in a sink basin.</summary>
    Clean,

    /// <summary>Heat the held object with a microwave.</summary>
    Heat,

    /// <summary>Cool the held object with a fridge.</summary>
    Cool,

    /// <summary>Turn an object on.</summary>
    Use,

    /// <summary>Slice an object with the held knife.</summary>
    Slice,

    /// <summary>Read a receptacle's contents, or what is special about the held object.</summary>
    Examine,
}

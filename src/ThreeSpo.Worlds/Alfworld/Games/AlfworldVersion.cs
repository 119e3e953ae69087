namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Which texts a game uses.</summary>
public enum AlfworldVersion
{
    /// <summary>Release 2.1.1: "put X in/on Y", arrivals name the location, no help.</summary>
    V211,

    /// <summary>Releases 2.1.2 and 2.1.3: "move X to Y", arrivals name the receptacle, help is an action.</summary>
    V213,
}

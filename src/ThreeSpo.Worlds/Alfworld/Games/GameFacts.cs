namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game as its initial facts: what every reader and the generator produce, and all that the engine needs.</summary>
/// <remarks>Names and numbers of things are not facts: the engine derives them from the order of ids.</remarks>
public sealed record GameFacts
{
    /// <summary>The game's own name, for example "valid_unseen/pick_heat…-10/trial_T2019…".</summary>
    public required string Id { get; init; }

    /// <summary>Which texts it uses.</summary>
    public required AlfworldVersion Version { get; init; }

    /// <summary>When it is won.</summary>
    public required AlfworldGoal Goal { get; init; }

    /// <summary>The location where the agent starts.</summary>
    public required string AgentLocation { get; init; }

    /// <summary>Furniture that holds things.</summary>
    public required IReadOnlyList<ReceptacleFacts> Receptacles { get; init; }

    /// <summary>Things, those that cannot be taken included.</summary>
    public required IReadOnlyList<ObjectFacts> Objects { get; init; }

    /// <summary>Which object classes fit into which receptacle classes: canContain(receptacle class, object class).</summary>
    public required IReadOnlySet<(string Receptacle, string Object)> CanContain { get; init; }

    /// <summary>Ids of objects that are cool at the start.</summary>
    public IReadOnlyList<string> Cool { get; init; } = [];

    /// <summary>Objects that lie in other objects at the start, by id.</summary>
    public IReadOnlyList<(string Inner, string Outer)> InObject { get; init; } = [];

    /// <summary>Locations named by facts that concern nothing else; they count when locations are numbered.</summary>
    public IReadOnlyList<string> OtherLocations { get; init; } = [];
}

/// <summary>One receptacle.</summary>
/// <param name="Id">Lower-case mangled id, for example "cabinet_bar__plus_00_dot_65…".</param>
/// <param name="Class">Its type, lower-case, for example "cabinet".</param>
/// <param name="Location">Where the agent stands to reach it.</param>
/// <param name="Openable">Whether it has a door; everything starts closed.</param>
public sealed record ReceptacleFacts(string Id, string Class, string Location, bool Openable);

/// <summary>One object.</summary>
/// <param name="Id">Lower-case mangled id.</param>
/// <param name="Class">Its type, lower-case.</param>
/// <param name="Affordances">What can be done with it.</param>
/// <param name="In">Indexes of the receptacles it lies in, into <see cref="GameFacts.Receptacles"/>: none to a few.</param>
/// <param name="Locations">Its own nearest locations; often not those of its receptacles.</param>
public sealed record ObjectFacts(
    string Id, string Class, Affordances Affordances, IReadOnlyList<int> In, IReadOnlyList<string> Locations);

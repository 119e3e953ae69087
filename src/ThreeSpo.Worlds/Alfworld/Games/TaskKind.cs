namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The six task types, in the benchmark's order.</summary>
public enum TaskKind
{
    /// <summary>pick_and_place_simple: put an object somewhere.</summary>
    Simple,

    /// <summary>look_at_obj_in_light: hold an object where a lamp is on.</summary>
    Look,

    /// <summary>pick_clean_then_place_in_recep.</summary>
    Clean,

    /// <summary>pick_heat_then_place_in_recep.</summary>
    Heat,

    /// <summary>pick_cool_then_place_in_recep.</summary>
    Cool,

    /// <summary>pick_two_obj_and_place: two objects of a class into one receptacle.</summary>
    Two,
}

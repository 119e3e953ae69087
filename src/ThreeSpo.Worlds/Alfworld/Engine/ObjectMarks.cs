namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What has been done to an object.</summary>
[Flags]
internal enum ObjectMarks : byte
{
    None = 0,
    Clean = 1,
    Hot = 2,
    Cool = 4,
    Sliced = 8,
    Toggled = 16,
}

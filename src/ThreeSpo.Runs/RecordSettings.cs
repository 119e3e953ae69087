using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Runs;

/// <summary>What of a run is written down, and how often it is saved. Nothing here changes what is learned.</summary>
[Description("what is recorded and saved; changes nothing that is learned")]
public sealed record RecordSettings
{
    /// <summary>Seconds between checkpoints, which are made between two waves; 0 makes one after every wave.</summary>
    [Description("seconds between checkpoints; a run that is killed goes on from the last one")]
    [Range(0.0, 1e6)]
    public double CheckpointSeconds { get; init; } = 30;

    /// <summary>How many of the newest checkpoints are kept; the best one that was measured is kept besides.</summary>
    [Description("newest checkpoints that are kept, besides the best one that was measured")]
    [Range(1, 10_000)]
    public int KeepCheckpoints { get; init; } = 3;

    /// <summary>Of every how many iterations the trees are recorded, node by node; 0 records none.</summary>
    [Description("of every how many iterations the trees are recorded; 0 = of none")]
    [Range(0, 1_000_000)]
    public int RecordTrees { get; init; } = 1;

    /// <summary>Of how many of the last iterations the recorded trees are kept; 0 keeps all.</summary>
    [Description("of how many of the last iterations recorded trees are kept; 0 = of all")]
    [Range(0, 1_000_000_000)]
    public int KeepTrees { get; init; } = 500;

    /// <summary>Whether observations and answers are recorded as texts; their keys are in any case.</summary>
    [Description("whether observations and answers are recorded as texts; states are told apart without them too")]
    public bool RecordTexts { get; init; } = true;

    /// <summary>Whether TensorBoard can follow the run, in the folder "tensorboard" of the run.</summary>
    [Description("whether TensorBoard can follow the run in its folder")]
    public bool TensorBoard { get; init; }
}

using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;

namespace ThreeSpo.Cli.Policies;

/// <summary>A policy as the verbs see it: it acts, it learns, it is saved.</summary>
internal interface IPolicy : IRunPolicy, IDisposable
{
    /// <summary>What it is, for screens and results: its kind and size.</summary>
    string Description { get; }

    IActor Actor(double temperature);

    /// <summary>Makes its learner; once a run.</summary>
    /// <param name="settings">How it learns.</param>
    /// <param name="start">Folder of the policy that the run started from; null where it stands there still.</param>
    ILearner Learner(LearnerSettings settings, string? start = null);

    /// <summary>Whether the policy that a run starts from must be kept to go on with it.</summary>
    bool NeedsStart(LearnerSettings settings);

    /// <summary>What learning needs of memory, in a line; null where it is not worth one.</summary>
    string? MemoryNeeded(LearnerSettings settings) => null;

    /// <summary>What was used of it, in a line; null where it is not worth one.</summary>
    string? MemoryUsed(LearnerSettings settings) => null;
}

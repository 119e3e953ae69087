using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Cli.Policies;

/// <summary>A policy as the verbs see it: it acts, it learns, it is saved.</summary>
internal interface IPolicy : IDisposable
{
    /// <summary>What it is, for screens and results: its kind and size.</summary>
    string Description { get; }

    IActor Actor(double temperature);

    /// <summary>Its learner; made once a run, the frozen start is the policy as it stands then.</summary>
    ILearner Learner(LearnerSettings settings);

    /// <summary>Writes it into a run folder.</summary>
    void Save(RunFolder folder);
}

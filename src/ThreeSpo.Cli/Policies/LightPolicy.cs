using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Cli.Policies;

/// <summary>The log-linear policy.</summary>
internal sealed class LightPolicy(LightWeights weights, IActionFeatures features, int threads = 1) : IPolicy
{
    /// <summary>Its file in a run folder or checkpoint.</summary>
    public const string FileName = "policy.light";

    private const string LearnerFile = "learner.bin";

    private LightLearner? _learner;

    public string Description => $"light policy, {LightWeights.Size:N0} weights";

    public IProposalFormat Proposals { get; } = new LightProposalFormat();

    public IActor Actor(double temperature) => new LightActor(weights, features, temperature, threads);

    public ILearner Learner(LearnerSettings settings, string? start = null) => _learner = new LightLearner(
        weights, start is null ? weights.Copy() : LightPolicyFile.Load(Path.Combine(start, FileName), features.Name), settings, features);

    /// <summary>It is a quarter of a megabyte: kept in any case, so that a run can also be begun anew.</summary>
    public bool NeedsStart(LearnerSettings settings) => true;

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        LightPolicyFile.Save(Path.Combine(folder, FileName), weights, features.Name);
    }

    public void SaveLearner(string folder)
    {
        using FileStream file = File.Create(Path.Combine(folder, LearnerFile));
        using var to = new StateWriter(file);
        _learner!.Save(to);
    }

    public void LoadLearner(string folder)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, LearnerFile));
        using var from = new StateReader(file);
        _learner!.Load(from);
    }

    public void Dispose()
    {
    }
}

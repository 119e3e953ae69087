using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Cli.Policies;

/// <summary>The log-linear policy.</summary>
internal sealed class LightPolicy(LightWeights weights, IActionFeatures features) : IPolicy
{
    public string Description => $"light policy, {LightWeights.Size:N0} weights";

    public IActor Actor(double temperature) => new LightActor(weights, features, temperature);

    public ILearner Learner(LearnerSettings settings) => new LightLearner(weights, weights.Copy(), settings);

    public void Save(RunFolder folder) => LightPolicyFile.Save(Path.Combine(folder.Path, RunFolder.LightFile), weights, features.Name);

    public void Dispose()
    {
    }
}

using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Optimization.Light;

/// <summary>An action that the light policy chose.</summary>
/// <param name="Action">Its text.</param>
/// <param name="LogProbability">ln π_old of it. Unit: nats.</param>
/// <param name="Choices">What it was chosen from.</param>
/// <param name="Index">Its place among them.</param>
/// <param name="Temperature">The temperature it was sampled at.</param>
public sealed record LightProposal(string Action, double LogProbability, Choices Choices, int Index, double Temperature)
    : Proposal(Action, LogProbability);

/// <summary>Samples from the light policy.</summary>
/// <param name="weights">The weights, as they stand at each call.</param>
/// <param name="features">Describes the actions.</param>
/// <param name="temperature">T: above 0; 1 samples from the policy as it is learned.</param>
/// <param name="threads">Most threads; 0 for as many as there are processors. Any number samples the same.</param>
public sealed class LightActor(LightWeights weights, IActionFeatures features, double temperature, int threads = 1) : IActor
{
    /// <summary>Fewer nodes than this are sampled sooner than a second thread is woken.</summary>
    private const int FewestForThreads = 64;

    private readonly int _threads = threads > 0 ? threads : Environment.ProcessorCount;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        cancellation.ThrowIfCancellationRequested();

        var proposals = new IReadOnlyList<Proposal>[requests.Count];
        InParallel.For(proposals.Length, proposals.Length < FewestForThreads ? 1 : _threads, i => proposals[i] = Propose(requests[i]), cancellation);
        return new(proposals);
    }

    private LightProposal[] Propose(ProposalRequest request)
    {
        // A node that is expanded again has been described before: its first branch still holds the description.
        Choices choices = request.Node.Branches is [{ Proposal: LightProposal earlier }, ..]
            ? earlier.Choices
            : features.Describe(request.Node);

        double[] logProbabilities = new double[choices.Count];
        weights.LogProbabilities(choices, temperature, logProbabilities);

        var proposals = new LightProposal[request.Count];
        for (int k = 0; k < proposals.Length; k++)
        {
            int index = Sample(logProbabilities, request.Draw.Uniform(Use.Action + request.FirstSample + k));
            proposals[k] = new LightProposal(choices.Actions[index], logProbabilities[index], choices, index, temperature);
        }

        return proposals;
    }

    private static int Sample(double[] logProbabilities, double draw)
    {
        double upTo = 0;
        for (int a = 0; a < logProbabilities.Length; a++)
        {
            upTo += Math.Exp(logProbabilities[a]);
            if (draw < upTo)
                return a;
        }

        // Rounding can leave the sum a hair below 1: the last action takes what is left.
        return logProbabilities.Length - 1;
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Groups for the light policy to learn from: one state, a few actions, two features each.</summary>
internal static class LightGroups
{
    /// <summary>Four actions over features 1 to 5; some are shared, and one action has a feature twice.</summary>
    public static Choices Choices { get; } = new(["a", "b", "c", "d"], [1, 2, 2, 3, 4, 4, 5, 1], Width: 2);

    /// <summary>Weights that are multiples of 1/64, so that small exact steps can be taken from them.</summary>
    public static LightWeights Weights(int number)
    {
        var weights = new LightWeights();
        for (int i = 0; i < 8; i++)
            weights.Values[i] = (new Draw(7, number, 0, i).Below(129, Use.Action) - 64) / 64f;

        return weights;
    }

    /// <summary>A group whose actions were sampled from the weights given.</summary>
    public static CreditedGroup Sampled(LightWeights old, double temperature, params (int Index, double Advantage)[] samples)
    {
        double[] logProbabilities = new double[Choices.Count];
        old.LogProbabilities(Choices, temperature, logProbabilities);
        var hand = new HandTree();
        Branch[] branches = [.. samples.Select(sample => new Branch(
            new LightProposal(Choices.Actions[sample.Index], logProbabilities[sample.Index], Choices, sample.Index, temperature),
            hand.Root, Ending.None, 0, Valid: true))];
        double[] advantages = [.. samples.Select(sample => sample.Advantage)];
        return new CreditedGroup(hand.Root, branches, advantages, advantages);
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Optimization;

public sealed class GroupGradientTests
{
    private static readonly (int Index, double Advantage)[] Samples = [(0, 1.5), (2, -0.5), (0, 0.25), (3, -1.25)];

    [Theory]
    [InlineData(Objective.Clipped, 0, 1)]
    [InlineData(Objective.Clipped, 0.5, 1)]
    [InlineData(Objective.Clipped, 0.5, 0.4)]
    [InlineData(Objective.Reinforce, 0, 1)]
    [InlineData(Objective.Reinforce, 0.5, 2)]
    [InlineData(Objective.Dpo, 0, 1)]
    [InlineData(Objective.Dpo, 0.5, 0.4)]
    public void The_gradient_is_the_slope_of_the_loss(Objective objective, double klWeight, double temperature)
    {
        var settings = new LearnerSettings { Objective = objective, KlWeight = klWeight, DpoBeta = 0.7, Clip = 0.2 };
        for (int number = 0; number < 5; number++)
        {
            LightWeights weights = LightGroups.Weights(number);
            LightWeights reference = LightGroups.Weights(number + 1000);
            CreditedGroup group = LightGroups.Sampled(LightGroups.Weights(number + 2000), temperature, Samples);
            float[] gradient = Gradient(group, weights, reference, settings);

            for (int i = 0; i < 8; i++)
            {
                double slope = Slope(group, weights, reference, settings, i);
                Assert.Equal(slope, gradient[i], 1e-5 * Math.Max(1, Math.Abs(slope)));
            }
        }
    }

    [Theory]
    [InlineData(0.2, 0.28, 3, 1)]
    [InlineData(0.2, 0.9, 0, 0.5)]
    [InlineData(0.05, 0.05, 1.2, 2)]
    public void The_gradient_is_the_slope_of_the_loss_under_every_clip(double clip, double high, double dual, double temperature) =>
        Check(new LearnerSettings { Clip = clip, ClipHigh = high, DualClip = dual }, temperature, (group, _) => group);

    /// <summary>A weight that is a constant to the gradient has to stay where it is while the loss's slope is taken: so it goes into the advantage.</summary>
    [Theory]
    [InlineData(1, 0.2, false, 1)]
    [InlineData(0.2, 0.2, false, 0.5)]
    [InlineData(0.2, 0.28, true, 1)]
    [InlineData(0.01, 0.01, true, 2)]
    public void The_gradient_of_cispo_is_the_slope_of_a_loss_whose_weight_stands_still(double clip, double high, bool masked, double temperature)
    {
        var settings = new LearnerSettings { Objective = Objective.Cispo, Clip = clip, ClipHigh = high, ClipMask = masked, KlWeight = 0.1 };
        Check(settings, temperature, (group, weights) => group with
        {
            Advantages = [.. group.Branches.Zip(group.Advantages, (branch, advantage) =>
            {
                double[] now = new double[LightGroups.Choices.Count];
                weights.LogProbabilities(LightGroups.Choices, temperature, now);
                var proposal = (LightProposal)branch.Proposal;
                double ratio = Math.Exp(now[proposal.Index] - proposal.LogProbability);
                bool isDropped = masked && (advantage > 0 ? ratio > 1 + high : ratio < 1 - clip);
                return isDropped ? 0 : Math.Clamp(ratio, 1 - clip, 1 + high) * advantage;
            })],
        }, settings with { Objective = Objective.Reinforce });
    }

    [Fact]
    public void The_gradient_is_scaled_by_the_size_of_the_batch()
    {
        LightWeights weights = LightGroups.Weights(0);
        CreditedGroup group = LightGroups.Sampled(weights, 1, Samples);
        float[] whole = Gradient(group, weights, weights, new LearnerSettings());
        float[] quarter = Gradient(group, weights, weights, new LearnerSettings(), scale: 0.25);

        Assert.All(whole.Zip(quarter), pair => Assert.Equal(pair.First / 4, pair.Second, 6));
    }

    [Fact]
    public void Features_that_no_action_has_get_no_slope()
    {
        LightWeights weights = LightGroups.Weights(0);
        float[] gradient = Gradient(LightGroups.Sampled(weights, 1, (0, 1), (1, -2)), weights, weights, new LearnerSettings());

        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(0, LightWeights.Size).Where(i => gradient[i] != 0));
    }

    /// <summary>Compares gradients with slopes of a loss that may be another one, of groups made from the same.</summary>
    private static void Check(
        LearnerSettings settings, double temperature, Func<CreditedGroup, LightWeights, CreditedGroup> other, LearnerSettings? otherSettings = null)
    {
        int moved = 0;
        for (int number = 0; number < 5; number++)
        {
            LightWeights weights = LightGroups.Weights(number);
            LightWeights reference = LightGroups.Weights(number + 1000);
            CreditedGroup group = LightGroups.Sampled(LightGroups.Weights(number + 2000), temperature, Samples);
            float[] gradient = Gradient(group, weights, reference, settings);
            CreditedGroup twin = other(group, weights);
            for (int i = 0; i < 8; i++)
            {
                double slope = Slope(twin, weights, reference, otherSettings ?? settings, i);
                Assert.Equal(slope, gradient[i], 1e-5 * Math.Max(1, Math.Abs(slope)));
                moved += Math.Abs(slope) > 1e-3 ? 1 : 0;
            }
        }

        Assert.True(moved > 5, $"Only {moved} slopes are not 0: this says little.");
    }

    private static float[] Gradient(CreditedGroup group, LightWeights weights, LightWeights reference, LearnerSettings settings, double scale = 1)
    {
        float[] gradient = new float[LightWeights.Size];
        var loss = new BatchLoss();
        GroupGradient.Add(group, weights, reference, settings, scale, gradient, ref loss);
        return gradient;
    }

    /// <summary>(L(w + h) − L(w − h)) / 2h.</summary>
    private static double Slope(CreditedGroup group, LightWeights weights, LightWeights reference, LearnerSettings settings, int i)
    {
        const float Step = 1f / 4096;
        LightWeights more = weights.Copy();
        LightWeights less = weights.Copy();
        more.Values[i] += Step;
        less.Values[i] -= Step;
        return (Loss(group, more, reference, settings) - Loss(group, less, reference, settings)) / (2 * Step);
    }

    private static double Loss(CreditedGroup group, LightWeights weights, LightWeights reference, LearnerSettings settings)
    {
        var loss = new BatchLoss();
        GroupGradient.Add(group, weights, reference, settings, 1, new float[LightWeights.Size], ref loss);
        return loss.Loss;
    }
}

using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Optimization;

public sealed class LightLearnerTests
{
    private readonly LightWeights _weights = LightGroups.Weights(1);

    [Fact]
    public async Task The_first_update_is_exactly_on_policy()
    {
        UpdateReport report = await LearnAsync(new(), Group((0, 1), (1, -0.5), (3, 0.25)));

        // At ratio 1 the loss is minus the mean advantage, and nothing is clipped.
        Assert.Equal((3, 1, 0), (report.Actions, report.Steps, report.Skipped));
        Assert.Equal(-0.25, report.Loss, 12);
        Assert.Equal(0, report.ClipFraction);
    }

    [Fact]
    public async Task Learning_makes_good_actions_likelier_and_bad_ones_rarer()
    {
        double[] before = Probabilities();
        await LearnAsync(new(), Group((0, 1), (1, -1)));

        Assert.True(Probabilities()[0] > before[0]);
        Assert.True(Probabilities()[1] < before[1]);
    }

    [Theory]
    [InlineData(Objective.Clipped)]
    [InlineData(Objective.Reinforce)]
    [InlineData(Objective.Dpo)]
    public async Task Groups_without_spread_leave_the_weights_as_they_are(Objective objective)
    {
        var learner = new LightLearner(_weights, _weights.Copy(), new() { Objective = objective, KlWeight = 0.1 });
        await UpdateAsync(learner, Group((0, 1), (1, -1)));
        float[] learned = [.. _weights.Values];
        UpdateReport report = await UpdateAsync(learner, Group((0, 0), (1, 0)), Group((2, 0)));

        // Not even the momentum of the update before moves them.
        Assert.Equal(default, report);
        Assert.Equal(learned, _weights.Values);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_gradient_that_is_not_finite_is_skipped_and_reported(double advantage)
    {
        float[] before = [.. _weights.Values];
        UpdateReport report = await LearnAsync(new(), Group((0, advantage), (1, 1)));

        Assert.Equal((0, 1), (report.Steps, report.Skipped));
        Assert.Equal(before, _weights.Values);
    }

    [Theory]
    [InlineData(4, 1, 3)]
    [InlineData(1, 1, 6)]
    [InlineData(1000, 1, 1)]
    [InlineData(1000, 5, 5)]
    public async Task Groups_are_kept_whole_in_mini_batches_and_passed_over_as_often_as_asked(int miniBatch, int passes, int steps)
    {
        CreditedGroup[] groups = [.. Enumerable.Range(0, 6).Select(i => Group((0, 1), (i % 3, -1 - i)))];
        UpdateReport report = await LearnAsync(new() { MiniBatch = miniBatch, Passes = passes }, groups);

        Assert.Equal(steps, report.Steps);
        Assert.Equal(12 * passes, report.Actions);
    }

    [Fact]
    public async Task A_large_gradient_is_scaled_down_to_the_norm_allowed()
    {
        LightWeights free = _weights.Copy();
        LightWeights bound = _weights.Copy();
        var group = Group((0, 1e6), (1, -1e6));
        await UpdateAsync(new LightLearner(free, free.Copy(), new()), group);
        UpdateReport report = await UpdateAsync(new LightLearner(bound, bound.Copy(), new() { MaxGradientNorm = 1e-9 }), group);

        // Adam's step does not depend on the slope's size until that comes near its ε.
        Assert.Equal(1, report.Steps);
        Assert.True(Math.Abs(bound.Values[1] - _weights.Values[1]) < Math.Abs(free.Values[1] - _weights.Values[1]) / 5);
    }

    [Fact]
    public async Task The_divergence_from_the_start_is_reported_where_it_is_asked_for()
    {
        var learner = new LightLearner(_weights, LightGroups.Weights(99), new() { KlWeight = 0.01 });
        UpdateReport report = await UpdateAsync(learner, Group((0, 1), (1, -1)));

        Assert.True(report.Divergence > 0);
        Assert.Equal(0.01 * report.Divergence, report.Loss, 12);
    }

    [Fact]
    public async Task A_cancelled_update_says_so()
    {
        var learner = new LightLearner(_weights, _weights.Copy(), new());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await learner.UpdateAsync([Group((0, 1), (1, -1))], default, new CancellationToken(canceled: true)));
    }

    private CreditedGroup Group(params (int Index, double Advantage)[] samples) => LightGroups.Sampled(_weights, 1, samples);

    private async Task<UpdateReport> LearnAsync(LearnerSettings settings, params CreditedGroup[] groups) =>
        await UpdateAsync(new LightLearner(_weights, _weights.Copy(), settings), groups);

    private static async Task<UpdateReport> UpdateAsync(LightLearner learner, params CreditedGroup[] groups) =>
        await learner.UpdateAsync(groups, new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);

    private double[] Probabilities()
    {
        double[] logProbabilities = new double[LightGroups.Choices.Count];
        _weights.LogProbabilities(LightGroups.Choices, 1, logProbabilities);
        return [.. logProbabilities.Select(Math.Exp)];
    }
}

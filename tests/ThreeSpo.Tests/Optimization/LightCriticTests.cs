using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Optimization;

public sealed class LightCriticTests
{
    private static readonly LearnerSettings Settings = new() { ValueRate = 0.01, KlWeight = 0 };

    private readonly LightWeights _weights = LightGroups.Weights(1);

    [Fact]
    public async Task A_critic_that_learned_nothing_foresees_nothing()
    {
        LightLearner learner = Learner();

        Assert.Equal(0, Assert.Single(await ValuesAsync(learner)));
    }

    /// <summary>
    /// Of four actions with two features each, features 1, 2 and 4 occur twice and 3 and 5 once: their means are ½, ½, ¼, ½, ¼. Adam's first step moves
    /// every weight by the step size, so V moves by 2 step sizes; the loss before it was (0 − 1)².
    /// </summary>
    [Fact]
    public async Task A_value_is_linear_in_the_mean_of_the_actions_features()
    {
        LightLearner learner = Learner();
        UpdateReport report = await UpdateAsync(learner, Valued(0, 1, (0, 1), (1, -1)));

        Assert.Equal(0.02, (await ValuesAsync(learner))[0], 6);
        Assert.Equal((1, 1.0), (report.Values, report.ValueLoss));
    }

    [Fact]
    public async Task States_are_told_apart_and_their_returns_learned()
    {
        LightLearner learner = Learner(Settings with { ValueClip = 0 });
        var other = new Choices(["e"], [3, 8], Width: 2);
        for (int i = 0; i < 500; i++)
            await UpdateAsync(learner, Valued(0, 1, (0, 1)), With(Valued(0, -0.5, (0, 1)), other));

        double[] values = await ValuesAsync(learner, LightGroups.Choices, other);
        Assert.Equal(1, values[0], 2e-2);
        Assert.Equal(-0.5, values[1], 2e-2);
    }

    [Fact]
    public async Task A_group_without_spread_teaches_the_critic_and_not_the_policy()
    {
        float[] before = [.. _weights.Values];
        LightLearner learner = Learner();
        UpdateReport report = await UpdateAsync(learner, Valued(0, 1, (0, 0)));

        Assert.Equal(1, report.Values);
        Assert.True((await ValuesAsync(learner))[0] > 0);
        Assert.Equal(before, _weights.Values);
    }

    [Fact]
    public async Task A_value_that_has_moved_by_its_clip_stays_there_for_the_update()
    {
        LightLearner learner = Learner(Settings with { Passes = 200, ValueClip = 0.1 });
        await UpdateAsync(learner, Valued(0, 1, (0, 1)));

        // Momentum carries it a little beyond, nothing pulls it further.
        Assert.InRange((await ValuesAsync(learner))[0], 0.1, 0.35);
    }

    [Fact]
    public async Task The_policy_learns_the_same_with_a_critic_and_without()
    {
        LightWeights other = _weights.Copy();
        CreditedGroup group = Valued(0, 1, (0, 1), (1, -1));
        await UpdateAsync(Learner(), group);
        await UpdateAsync(new LightLearner(other, other.Copy(), Settings), group);

        Assert.Equal(other.Values, _weights.Values);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_target_that_is_not_finite_skips_the_step_of_both(double target)
    {
        float[] before = [.. _weights.Values];
        LightLearner learner = Learner();
        UpdateReport report = await UpdateAsync(learner, Valued(0, target, (0, 1), (1, -1)));

        Assert.Equal((0, 1), (report.Steps, report.Skipped));
        Assert.Equal(before, _weights.Values);
        Assert.Equal(0, Assert.Single(await ValuesAsync(learner)));
    }

    [Fact]
    public async Task It_comes_back_from_a_checkpoint_bit_for_bit_and_goes_on_alike()
    {
        LearnerSettings adapting = Settings with { KlWeight = 0.1, KlTarget = 0.001, KlHorizon = 10 };
        LightLearner saved = Learner(adapting);
        CreditedGroup group = Valued(0, 1, (0, 1), (1, -1));
        await UpdateAsync(saved, group);
        await UpdateAsync(saved, group);

        LightWeights later = _weights.Copy();
        LightLearner loaded = new(later, LightGroups.Weights(99), adapting, new TabularFeatures());
        Load(loaded, Saved(saved));
        UpdateReport one = await UpdateAsync(saved, group);
        UpdateReport two = await UpdateAsync(loaded, group);

        Assert.Equal(one, two);
        Assert.NotEqual(0.1, two.KlWeight);
        Assert.Equal(_weights.Values, later.Values);
        Assert.Equal(await ValuesAsync(saved), await ValuesAsync(loaded));
    }

    [Fact]
    public async Task A_checkpoint_from_before_there_were_critics_is_still_read_and_still_written()
    {
        LightLearner without = Learner(features: false);
        LightLearner unused = Learner();
        CreditedGroup group = LightGroups.Sampled(_weights, 1, (0, 1), (1, -1));
        await UpdateAsync(without, group);
        LightWeights other = LightGroups.Weights(1);
        LightLearner idle = new(other, other.Copy(), Settings, new TabularFeatures());
        await UpdateAsync(idle, LightGroups.Sampled(other, 1, (0, 1), (1, -1)));

        Assert.Equal(Saved(without), Saved(idle));
        Load(unused, Saved(without));
        Assert.Equal(Saved(without), Saved(unused));
    }

    [Fact]
    public async Task A_policy_without_a_critic_refuses_a_checkpoint_that_holds_one()
    {
        LightLearner saved = Learner();
        await UpdateAsync(saved, Valued(0, 1, (0, 1)));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Load(Learner(features: false), Saved(saved)));
        Assert.Contains("A critic was saved with the policy", fault.Message, StringComparison.Ordinal);
    }

    private LightLearner Learner(LearnerSettings? settings = null, bool features = true) =>
        new(_weights, LightGroups.Weights(99), settings ?? Settings, features ? new TabularFeatures() : null);

    private CreditedGroup Valued(double old, double target, params (int Index, double Advantage)[] samples) =>
        LightGroups.Sampled(_weights, 1, samples) with { Value = new ValueLesson(old, target) };

    /// <summary>The same group at a state with other actions.</summary>
    private static CreditedGroup With(CreditedGroup group, Choices choices) => group with
    {
        Branches = [.. group.Branches.Select(branch => branch with { Proposal = (LightProposal)branch.Proposal with { Choices = choices, Index = 0 } })],
    };

    private static ValueTask<double[]> ValuesAsync(LightLearner learner, params Choices[] states) => learner.Critic!.ValuesAsync(
        [.. (states.Length > 0 ? states : [LightGroups.Choices]).Select(NodeWith)], TestContext.Current.CancellationToken);

    /// <summary>A node that was expanded, so that its first branch holds its description.</summary>
    private static TreeNode NodeWith(Choices choices)
    {
        var hand = new HandTree();
        hand.Root.Add(new Branch(new LightProposal(choices.Actions[0], 0, choices, 0, 1), hand.Root, Ending.None, 0, Valid: true));
        return hand.Root;
    }

    private static async Task<UpdateReport> UpdateAsync(LightLearner learner, params CreditedGroup[] groups) =>
        await learner.UpdateAsync(groups, new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);

    private static byte[] Saved(LightLearner learner)
    {
        using var file = new MemoryStream();
        using (var to = new StateWriter(file))
            learner.Save(to);

        return file.ToArray();
    }

    private static void Load(LightLearner learner, byte[] saved)
    {
        using var from = new StateReader(new MemoryStream(saved));
        learner.Load(from);
    }
}

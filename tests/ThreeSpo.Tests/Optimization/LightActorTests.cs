using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Optimization;

public sealed class LightActorTests
{
    private readonly LightWeights _weights = new();
    private readonly HandTree _hand = new();

    [Fact]
    public void Probabilities_sum_to_one_and_stay_finite_however_large_the_weights()
    {
        foreach (float size in (float[])[0, 1, 100, 1e30f])
        {
            for (int number = 0; number < 50; number++)
            {
                LightWeights weights = LightGroups.Weights(number);
                for (int i = 0; i < 8; i++)
                    weights.Values[i] *= size;

                double[] logProbabilities = new double[LightGroups.Choices.Count];
                weights.LogProbabilities(LightGroups.Choices, 0.4, logProbabilities);
                Assert.Equal(1, logProbabilities.Sum(Math.Exp), 12);
                Assert.All(logProbabilities, one => Assert.True(one <= 0 && double.IsFinite(one)));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.4)]
    public async Task The_log_probability_of_a_sample_is_the_one_that_learning_computes_again(double temperature)
    {
        for (int i = 0; i < LightWeights.Size; i++)
            _weights.Values[i] = (float)new Draw(3, 0, 0, i).Uniform(Use.Action) - 0.5f;

        foreach (LightProposal proposal in await SampleAsync(temperature, 50))
        {
            double[] again = new double[proposal.Choices.Count];
            _weights.LogProbabilities(proposal.Choices, proposal.Temperature, again);
            Assert.Equal(again[proposal.Index], proposal.LogProbability, 1e-12);
            Assert.Equal(proposal.Choices.Actions[proposal.Index], proposal.Action);
        }
    }

    [Fact]
    public async Task Actions_are_sampled_as_often_as_they_are_probable()
    {
        Prefer("right", (float)Math.Log(2)); // 1 : 2 : 1
        LightProposal[] samples = await SampleAsync(1, 8000);

        Assert.Equal(0.5, samples.Count(sample => sample.Action == "right") / 8000.0, 0.02);
        Assert.Equal(0.25, samples.Count(sample => sample.Action == "left") / 8000.0, 0.02);
    }

    [Fact]
    public async Task A_low_temperature_takes_the_likeliest_action()
    {
        Prefer("stay", 1);

        Assert.All(await SampleAsync(0.01, 100), sample => Assert.Equal("stay", sample.Action));
    }

    [Fact]
    public async Task Further_samples_at_a_node_do_not_repeat_the_draws_of_earlier_ones()
    {
        LightProposal[] all = await SampleAsync(1, 20);
        LightProposal[] later = await SampleAsync(1, 10, first: 10);

        Assert.Equal(all[10..].Select(sample => sample.Action), later.Select(sample => sample.Action));
    }

    [Fact]
    public async Task Every_request_of_a_wave_gets_as_many_actions_as_it_asks_for()
    {
        IReadOnlyList<IReadOnlyList<Proposal>> wave = await new LightActor(_weights, new TabularFeatures(), 1).ProposeAsync(
            [Request(1), Request(5), Request(2)], TestContext.Current.CancellationToken);

        Assert.Equal([1, 5, 2], wave.Select(one => one.Count));
    }

    private ProposalRequest Request(int count, int first = 0) => new(_hand.Root, count, new Draw(5, 0, 0, 0), first);

    private async Task<LightProposal[]> SampleAsync(double temperature, int count, int first = 0)
    {
        IReadOnlyList<IReadOnlyList<Proposal>> wave = await new LightActor(_weights, new TabularFeatures(), temperature).ProposeAsync(
            [Request(count, first)], TestContext.Current.CancellationToken);
        return [.. wave[0].Cast<LightProposal>()];
    }

    private void Prefer(string action, float weight)
    {
        Choices choices = new TabularFeatures().Describe(_hand.Root);
        int index = Enumerable.Range(0, choices.Count).First(i => choices.Actions[i] == action);
        _weights.Values[LightWeights.Slot(choices.Of(index)[0])] = weight;
    }
}

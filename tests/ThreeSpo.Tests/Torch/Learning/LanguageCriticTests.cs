using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models.Lora;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

public sealed class LanguageCriticTests : IDisposable
{
    private static readonly LearnerSettings Settings = new() { LearningRate = 1e-3, ValueRate = 1e-2 };
    private static readonly LanguageLearnerSettings Language = new() { WeightDecay = 0, LearnTokens = 60 };

    private readonly TemporaryFolder _folder = new();
    private readonly LanguageModel _model = SmallModel.Create();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_critic_that_learned_nothing_foresees_nothing()
    {
        using LanguageLearner learner = Learner(_model);

        Assert.All(await ValuesAsync(learner, Talk.Node(2), Talk.Node(5)), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task States_are_told_apart_and_their_returns_learned()
    {
        using LanguageLearner learner = Learner(_model, Settings with { ValueClip = 0 });
        CreditedGroup[] groups = [await Group(Talk.Node(2), 1), await Group(Talk.Node(5), -0.5)];
        double first = 0;
        UpdateReport last = default;
        for (int i = 0; i < 150; i++)
        {
            last = await Update(learner, groups);
            first = i == 0 ? last.ValueLoss : first;
        }

        double[] values = await ValuesAsync(learner, Talk.Node(2), Talk.Node(5));
        Assert.Equal((2, (1 + 0.25) / 2), (last.Values, first));
        Assert.Equal(1, values[0], 0.05);
        Assert.Equal(-0.5, values[1], 0.05);
    }

    [Fact]
    public async Task What_is_foreseen_is_what_learning_computes_whatever_is_asked_beside_it()
    {
        using LanguageLearner learner = await Taught(_model);
        TreeNode[] nodes = [.. Enumerable.Range(1, 9).Select(words => Talk.Node(words))];
        double[] together = await ValuesAsync(learner, nodes);
        for (int i = 0; i < nodes.Length; i++)
            Assert.Equal((await ValuesAsync(learner, nodes[i]))[0], together[i], 1e-5);

        // With the old value as target, the loss of the first step is the distance between both ways.
        CreditedGroup group = await Group(nodes[4], 0);
        UpdateReport report = await Update(learner, group with { Value = new ValueLesson(together[4], together[4]) });
        Assert.NotInRange(together[4], -1e-3, 1e-3);
        Assert.InRange(report.ValueLoss, 0, 1e-10);
    }

    [Fact]
    public async Task Padded_prompts_and_packed_rows_foresee_the_same()
    {
        using LanguageLearner learner = await Taught(_model);
        TreeNode[] nodes = [.. Enumerable.Range(1, 9).Select(words => Talk.Node(words))];
        Assert.True(_model.Decoder.TakesRows);
        double[] rows = await ValuesAsync(learner, nodes);
        _model.Decoder.AlwaysPads = true;
        double[] padded = await ValuesAsync(learner, nodes);

        Assert.All(rows.Zip(padded), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void The_gradient_of_the_values_loss_is_what_finite_differences_say(bool isTied, bool isForced)
    {
        using var decoder = new Decoder(_model.Config with { TiedHead = isTied }, new Placement(ScalarType.Float64, CPU));
        Initialisation.Fill(decoder, seed: 1);
        using var head = new ValueHead(decoder);
        Draw draw = new(5, 0, 0, 0);
        using (no_grad())
            head.Parameters[0].copy_(tensor(Enumerable.Range(0, decoder.Config.HiddenSize).Select(i => draw.Uniform(i) - 0.5).ToArray(), [1, decoder.Config.HiddenSize]));

        // Lessons in pieces: some with values, some without, some whose answers were forced.
        Lesson[] lessons = [.. SomeLessons.Of(_model, 6).Select((lesson, i) =>
            (isForced ? lesson with { Answers = [.. lesson.Answers.Select(Forced)] } : lesson) with { Value = i % 3 == 2 ? null : new ValueLesson(0.3 * i, 1 - i) })];
        var update = new ActorUpdate(
            decoder, null!, Settings with { Objective = Objective.Reinforce, ValueWeight = 0.7, ValueClip = 0.5 }, Language with { LearnTokens = 20 }, answerLimit: 64, workers: 2)
        {
            Head = head,
        };

        Parameter[] all = [.. decoder.parameters(), .. head.Parameters];
        Tensor[] gradient = update.Gradient(lessons, TestContext.Current.CancellationToken).Gradient!;
        using var scope = NewDisposeScope();
        double largest = gradient.Max(slope => slope.abs().max().item<double>());
        Assert.Equal(all.Select(one => one.shape), gradient.Select(slope => slope.shape));
        Assert.True(largest > 1e-3);
        foreach ((int number, Parameter parameter) in all.Index())
        {
            long at = new Draw(1, number, 0, 0).Below((int)parameter.numel(), use: 0);
            double slope = (Loss(parameter, at, 1e-5) - Loss(parameter, at, -1e-5)) / 2e-5;

            // The head's weight has no part in its own step size: Adam divides by the slope's size.
            Assert.Equal(slope, gradient[number].reshape(-1)[at].item<double>(), 1e-7 * Math.Max(1, largest));
        }

        foreach (Tensor slope in gradient)
            slope.Dispose();

        double Loss(Parameter parameter, long at, double step)
        {
            using (no_grad())
                parameter.view(-1)[at] += step;

            (StepReport report, Tensor[]? slopes) = update.Gradient(lessons, TestContext.Current.CancellationToken);
            foreach (Tensor one in slopes!)
                one.Dispose();

            using (no_grad())
                parameter.view(-1)[at] -= step;

            return report.Loss + (0.7 * report.ValueLoss);
        }
    }

    [Fact]
    public async Task A_group_without_spread_teaches_the_critic()
    {
        using LanguageLearner learner = Learner(_model);
        UpdateReport report = await Update(learner, await Group(Talk.Node(3), 1, advantage: 0));

        Assert.Equal((1, 1), (report.Values, report.Steps));
        Assert.True((await ValuesAsync(learner, Talk.Node(3)))[0] > 0);
    }

    [Fact]
    public async Task It_comes_back_from_a_checkpoint_bit_for_bit_and_goes_on_alike()
    {
        LearnerSettings adapting = Settings with { KlWeight = 0.1, KlTarget = 0.001, KlHorizon = 10 };
        using LanguageLearner saved = Learner(_model, adapting);
        CreditedGroup group = await Group(Talk.Node(3), 1);
        await Update(saved, group);
        await Update(saved, group);
        using LanguageModel later = _model.Copy();
        saved.Save(Path.Combine(_folder.Path, "learner"));
        _model.Save(Path.Combine(_folder.Path, "policy"), "talk/1");

        using LanguageLearner loaded = new(later, adapting, Language, answerLimit: 64, SmallModel.Create(), new Talk());
        loaded.Load(Path.Combine(_folder.Path, "learner"));
        Assert.Equal(await ValuesAsync(saved, Talk.Node(3), Talk.Node(6)), await ValuesAsync(loaded, Talk.Node(3), Talk.Node(6)));
        UpdateReport one = await Update(saved, group);
        UpdateReport two = await Update(loaded, group);

        Assert.Equal(one, two);
        Assert.NotEqual(0.1, two.KlWeight);
        Assert.Equal(SomeLessons.Bytes(_model), SomeLessons.Bytes(later));
        Assert.Equal(await ValuesAsync(saved, Talk.Node(3), Talk.Node(6)), await ValuesAsync(loaded, Talk.Node(3), Talk.Node(6)));

        // The model's own folder knows nothing of it.
        using LanguageModel alone = LanguageModel.Load(Path.Combine(_folder.Path, "policy"), ModelDevice.Cpu);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(_folder.Path, "policy")), file => file.Contains("value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_a_critic_is_saved_where_none_was_used()
    {
        using LanguageLearner learner = Learner(_model);
        CreditedGroup group = await Group(Talk.Node(3), 1);
        await Update(learner, group with { Value = null });
        learner.Save(_folder.Path);

        Assert.Equal(["optimiser.safetensors", "optimiser.steps"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Above_an_adapter_the_head_learns_and_so_does_the_adapter_from_the_values_alone()
    {
        _model.Adapt(AdaptedModel.Four, seed: 3);
        byte[] weights = SomeLessons.Bytes(_model);
        byte[] adapters = AdaptedModel.Bytes(_model);
        using LanguageLearner learner = Learner(_model);
        CreditedGroup group = await Group(Talk.Node(3), 1, advantage: 0);
        await Update(learner, group);
        byte[] afterOne = AdaptedModel.Bytes(_model);
        for (int i = 0; i < 20; i++)
            await Update(learner, group);

        // Above a head of zeros there is nothing to learn yet; from the second step on there is.
        Assert.Equal(adapters, afterOne);
        Assert.NotEqual(adapters, AdaptedModel.Bytes(_model));
        Assert.Equal(weights, SomeLessons.Bytes(_model));
        Assert.InRange((await ValuesAsync(learner, Talk.Node(3)))[0], 0.3, 1.5);
    }

    private static LanguageLearner Learner(LanguageModel model, LearnerSettings? settings = null) =>
        new(model, settings ?? Settings, Language, answerLimit: 64, start: null, new Talk());

    private async Task<LanguageLearner> Taught(LanguageModel model)
    {
        LanguageLearner learner = Learner(model);
        CreditedGroup[] groups = [await Group(Talk.Node(2), 1), await Group(Talk.Node(5), -0.5)];
        for (int i = 0; i < 10; i++)
            await Update(learner, groups);

        return learner;
    }

    private static LessonAnswer Forced(LessonAnswer answer) => answer with { Allowed = [.. answer.Tokens.Select(token => new TokenSet([token]))] };

    /// <summary>An action that was sampled at a node, and what the node should have been worth; the old value is 0.</summary>
    private async Task<CreditedGroup> Group(TreeNode node, double target, double advantage = 1)
    {
        var actor = new LanguageActor(_model, new Talk(), new SamplingSettings(), temperature: 1);
        IReadOnlyList<IReadOnlyList<Proposal>> sampled = await actor.ProposeAsync([Talk.Ask(node, 1)], TestContext.Current.CancellationToken);
        return new CreditedGroup(node, [new Branch(sampled[0][0], node, Ending.None, 0, Valid: true)], [advantage], [advantage]) { Value = new ValueLesson(0, target) };
    }

    private static ValueTask<UpdateReport> Update(LanguageLearner learner, params CreditedGroup[] groups) =>
        learner.UpdateAsync(groups, new Draw(1, 0, 0, 0), TestContext.Current.CancellationToken);

    private static ValueTask<double[]> ValuesAsync(LanguageLearner learner, params TreeNode[] nodes) =>
        learner.Critic!.ValuesAsync(nodes, TestContext.Current.CancellationToken);
}

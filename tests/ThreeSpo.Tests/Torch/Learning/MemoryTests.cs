using System.Diagnostics;
using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using TorchSharp;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Counts what the whole process holds: runs while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private const int WarmUp = 50;
    private const int Settled = 350;
    private const int Rounds = 1050;
    private const long MostGrowth = 20 << 20;

    [Theory]
    [InlineData(ModelPrecision.Float32, false)]
    [InlineData(ModelPrecision.Bfloat16, true)]
    public async Task A_thousand_rounds_of_sampling_and_learning_hold_no_more_than_fifty_did(ModelPrecision precision, bool recomputes)
    {
        using LanguageModel model = SmallModel.Create(layers: 1, precision: precision);
        var settings = new LearnerSettings { LearningRate = 1e-5, KlWeight = 0.01 };
        var language = new LanguageLearnerSettings { EntropyWeight = 0.01, CheckpointLayers = recomputes };
        using var learner = new LanguageLearner(model, settings, language, answerLimit: 64);
        LanguageActor[] actors =
        [
            new(model, new Talk(), new SamplingSettings(), temperature: 1),
            new(model, new Talk(), new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 2 }, temperature: 1),
        ];
        TreeNode node = Talk.Node(2);
        Dictionary<int, Holding> after = [];
        for (int round = 0; round <= Rounds; round++)
        {
            // Small native objects wait for the collector; collected at times, they do not look like growth.
            if (round % 50 == 0)
                after[round] = Holding.Now();

            await Round(actors[round % 2], learner, node, round);
        }

        Assert.Equal(Rounds + 1, model.Version);
        NoMore("tensors", WarmUp, one => one.Tensors, 0);
        NoMore("tensors in this thread's scopes", WarmUp, one => one.OfThread, 0);
        NoMore("managed bytes", WarmUp, one => one.Managed, MostGrowth);

        // Compiled code, and what the native library keeps for reuse, grow for a while longer than the number of tensors does.
        NoMore("other bytes", Settled, one => one.Native, MostGrowth);

        void NoMore(string what, int since, Func<Holding, long> amount, long growth) => Assert.True(
            amount(after[Rounds]) <= amount(after[since]) + growth,
            $"After {since} rounds {amount(after[since]):N0} {what} were held, and after {Rounds} {amount(after[Rounds]):N0}.");
    }

    private static async Task Round(LanguageActor actor, LanguageLearner learner, TreeNode node, int round)
    {
        ProposalRequest request = new(node, 2, new Draw(3, round, 0, 0), 0);
        IReadOnlyList<Proposal> sampled = (await actor.ProposeAsync([request], TestContext.Current.CancellationToken))[0];
        Branch[] branches = [.. sampled.Select(one => new Branch(one, node, Ending.None, 0, Valid: true))];
        await learner.UpdateAsync([new CreditedGroup(node, branches, [1, -1], [1, -1])], new Draw(3, round, 0, 0), TestContext.Current.CancellationToken);
    }

    /// <summary>What the process holds, its garbage left out.</summary>
    /// <param name="Tensors">Tensors of the whole process.</param>
    /// <param name="OfThread">Tensors in this thread's scopes.</param>
    /// <param name="Managed">What the collector keeps alive. Unit: bytes.</param>
    /// <param name="Native">The working set without the collector's heap, whose size is the collector's own affair. Unit: bytes.</param>
    private readonly record struct Holding(long Tensors, long OfThread, long Managed, long Native)
    {
        public static Holding Now()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            using Process process = Process.GetCurrentProcess();
            return new Holding(
                torch.Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount, GC.GetTotalMemory(forceFullCollection: false),
                process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes);
        }
    }
}

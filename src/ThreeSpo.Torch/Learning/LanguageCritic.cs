using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Foresees how an episode ends from what the language model makes of the prompt.</summary>
/// <param name="model">The model, as it stands at each call.</param>
/// <param name="prompts">Puts nodes into words.</param>
/// <param name="mostTokens">Most tokens that go through the decoder at once, per thread.</param>
internal sealed class LanguageCritic(LanguageModel model, IPrompts prompts, int mostTokens) : ICritic, IDisposable
{
    /// <summary>Its own weights; null until somebody asks, so that a run without a critic neither has nor saves any.</summary>
    public ValueHead? Head { get; private set; }

    /// <summary>Its own weights, made where there are none yet.</summary>
    public ValueHead Woken => Head ??= new ValueHead(model.Decoder);

    /// <inheritdoc/>
    /// <remarks>A prompt that the model does not take has the value 0: nothing is answered there either.</remarks>
    public ValueTask<double[]> ValuesAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ValueHead head = Woken;
        Lesson[] questions = new Lesson[nodes.Count];
        InParallel.For(questions.Length, model.Workers, i => questions[i] = new Lesson(PromptOf(nodes[i]), [Nothing]), cancellation);
        double[] values = new double[questions.Length];
        int[] taken = [.. Enumerable.Range(0, questions.Length).Where(i => questions[i].Prompt.Length is > 0 && questions[i].Prompt.Length < model.Config.MaxPositions)];
        Lesson[] asked = [.. taken.Select(i => questions[i])];
        IReadOnlyList<int[]> pieces = Pieces.Of(asked, mostTokens);
        InParallel.For(pieces.Count, model.Workers, piece =>
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            var batch = new PackedBatch([.. pieces[piece].Select(i => asked[i])]);
            double[] found = batch.Evaluate(model.Decoder, withEntropy: false, head).Values!.to(ScalarType.Float64).cpu().data<double>().ToArray();
            for (int i = 0; i < found.Length; i++)
                values[taken[pieces[piece][i]]] = found[i];
        }, cancellation);
        return new(values);
    }

    /// <inheritdoc/>
    public void Dispose() => Head?.Dispose();

    /// <summary>An answer of one token without alternative: what comes before it is all that is wanted.</summary>
    private static LessonAnswer Nothing { get; } = new([0], [new TokenSet([0])], [0], Temperature: 1, Advantage: 0);

    /// <summary>A node that was expanded has been put into words: its first branch still holds them.</summary>
    private int[] PromptOf(TreeNode node) =>
        node.Branches is [{ Proposal: LanguageProposal earlier }, ..] ? earlier.Prompt : model.Chat.Prompt(prompts.Describe(node));
}

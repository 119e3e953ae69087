using System.Globalization;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Cli.Policies;

/// <summary>A language model.</summary>
internal sealed class LanguagePolicy(LanguageModel model, IPrompts prompts, SamplingSettings sampling, LanguageLearnerSettings learning) : IPolicy
{
    /// <summary>Its folder in a run folder or checkpoint: a Hugging Face folder.</summary>
    public const string FolderName = "policy";

    private const string LearnerFolder = "learner";

    private LanguageLearner? _learner;

    public LanguageModel Model => model;

    public IPrompts Prompts => prompts;

    public IProposalFormat Proposals { get; } = new LanguageProposalFormat(model);

    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"language model, {model.Config.Parameters:N0} numbers, {model.Tokenizer.VocabularySize:N0} tokens, asked with {prompts.Name}, {(sampling.Decoding is Decoding.Free ? "free to write anything" : "held to the admissible actions")}, on {model.Place}");

    public IActor Actor(double temperature) => new LanguageActor(model, prompts, sampling, temperature);

    public ILearner Learner(LearnerSettings settings, string? start = null) => _learner ??= new LanguageLearner(
        model, settings, learning, sampling.AnswerTokens,
        start is not null && NeedsStart(settings) ? LanguageModel.Load(Path.Combine(start, FolderName), sampling.Device, sampling.Threads) : null);

    /// <summary>As large as the model: kept only where something is measured against it.</summary>
    public bool NeedsStart(LearnerSettings settings) => settings.ComparesWithStart;

    public void Save(string folder) => model.Save(Path.Combine(folder, FolderName), prompts.Name);

    public void SaveLearner(string folder) => _learner!.Save(Path.Combine(folder, LearnerFolder));

    public void LoadLearner(string folder) => _learner!.Load(Path.Combine(folder, LearnerFolder));

    public void Dispose()
    {
        _learner?.Dispose();
        model.Dispose();
    }
}

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
    /// <summary>Its folder in a run folder or checkpoint: a Hugging Face folder, or PEFT's of an adapter.</summary>
    public const string FolderName = "policy";

    private const string LearnerFolder = "learner";

    private LanguageLearner? _learner;

    public LanguageModel Model => model;

    public IPrompts Prompts => prompts;

    public IProposalFormat Proposals { get; } = new LanguageProposalFormat(model);

    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"language model, {model.Config.Parameters:N0} numbers{Adapted}, {model.Tokenizer.VocabularySize:N0} tokens, asked with {prompts.Name}, {(sampling.Decoding is Decoding.Free ? "free to write anything" : "held to the admissible actions")}, on {model.Place}");

    public IActor Actor(double temperature) => new LanguageActor(model, prompts, sampling, temperature);

    private string Adapted => model.Lora is not { } lora ? ""
        : string.Create(CultureInfo.InvariantCulture, $" and {model.Learning:N0} of a LoRA adapter of rank {lora.Rank}");

    public ILearner Learner(LearnerSettings settings, string? start = null)
    {
        if (_learner is not null)
            return _learner;

        string? kept = start is not null && NeedsStart(settings) ? Path.Combine(start, FolderName) : null;
        if (kept is not null && model.Lora is not null)
            model.RecallStart(kept);

        LanguageModel? whole = kept is null || model.Lora is not null ? null : LanguageModel.Load(kept, sampling.Device, sampling.Threads);
        return _learner = new LanguageLearner(model, settings, learning, sampling.AnswerTokens, whole);
    }

    /// <summary>As large as the model, where that has no adapter: kept only where something is measured against it.</summary>
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

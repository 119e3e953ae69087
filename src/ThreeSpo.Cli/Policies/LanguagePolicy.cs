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
        $"language model, {model.Config.Parameters:N0} numbers{Adapted}, {model.Tokenizer.VocabularySize:N0} tokens, asked with {prompts.Name}, {(sampling.Decoding is Decoding.Free ? "free to write anything" : "held to the admissible actions")}, on {model.Place}{(model.Precision is ModelPrecision.Bfloat16 ? ", in bfloat16" : "")}");

    private string Adapted => model.Lora is not { } lora ? ""
        : string.Create(CultureInfo.InvariantCulture, $" and {model.Learning:N0} of a LoRA adapter of rank {lora.Rank}");

    public string? MemoryNeeded(LearnerSettings settings) => $"memory: {PolicyMemory.Needed(EstimateOf(settings), model.Place)}";

    public string? MemoryUsed(LearnerSettings settings)
    {
        SamplingGap gap = _learner?.Gap ?? default;
        string apart = gap.Tokens == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; ln π sampled and learned differ by {gap.Mean:0.0e+0} nats, at most {gap.Most:0.0e+0}");
        return $"memory: {PolicyMemory.Peak(EstimateOf(settings), model.Place)}{apart}";
    }

    public IActor Actor(double temperature) => new LanguageActor(model, prompts, sampling, temperature);

    public ILearner Learner(LearnerSettings settings, string? start = null)
    {
        if (_learner is not null)
            return _learner;

        PolicyMemory.Check(EstimateOf(settings), model.Place);
        return _learner = new LanguageLearner(model, settings, learning, sampling.AnswerTokens, StartOf(settings, start), prompts);
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

    /// <summary>The model that a run began with, where it must be loaded: adapters recall their own start.</summary>
    private LanguageModel? StartOf(LearnerSettings settings, string? start)
    {
        if (start is null || !NeedsStart(settings))
            return null;

        string folder = Path.Combine(start, FolderName);
        if (model.Lora is null)
            return LanguageModel.Load(folder, sampling.Device, sampling.Threads, precision: learning.Precision);

        model.RecallStart(folder);
        return null;
    }

    private MemoryEstimate EstimateOf(LearnerSettings settings) => MemoryEstimate.Of(
        model.Config, model.Precision, model.Learning, learning, sampling.SampleTokens, NeedsStart(settings) && model.Lora is null, model.Workers, model.Place == "cpu");
}

using System.Globalization;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Cli.Policies;

/// <summary>A language model.</summary>
internal sealed class LanguagePolicy(LanguageModel model, IPrompts prompts, SamplingSettings sampling, LanguageLearnerSettings learning) : IPolicy
{
    private LanguageLearner? _learner;

    public LanguageModel Model => model;

    public IPrompts Prompts => prompts;

    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"language model, {model.Config.Parameters:N0} numbers, {model.Tokenizer.VocabularySize:N0} tokens, asked with {prompts.Name}, {(sampling.Decoding is Decoding.Free ? "free to write anything" : "held to the admissible actions")}, on {model.Place}");

    public IActor Actor(double temperature) => new LanguageActor(model, prompts, sampling, temperature);

    public ILearner Learner(LearnerSettings settings) => _learner ??= new LanguageLearner(model, settings, learning, sampling.AnswerTokens);

    public void Save(RunFolder folder) => model.Save(Path.Combine(folder.Path, RunFolder.ModelFolder), prompts.Name);

    public void Dispose()
    {
        _learner?.Dispose();
        model.Dispose();
    }
}

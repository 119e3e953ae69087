using System.Globalization;
using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Learns a language model from credited groups.</summary>
public sealed class LanguageLearner : ILearner, IDisposable
{
    private const string KlFile = "kl.weight";

    private readonly LanguageModel _model;
    private readonly LanguageModel? _reference;
    private readonly LearnerSettings _settings;
    private readonly LanguageLearnerSettings _language;
    private readonly AdamW _optimiser;
    private readonly ActorUpdate _update;
    private readonly KlController _divergence;
    private readonly LanguageCritic? _critic;

    /// <summary>Makes it.</summary>
    /// <param name="model">The model; changed.</param>
    /// <param name="settings">Objective, step size, mini-batches.</param>
    /// <param name="language">Entropy, decay, memory.</param>
    /// <param name="answerLimit">The longest answer allowed. Unit: tokens.</param>
    /// <param name="start">What divergence and preferences are measured against; null for the model as it stands. Disposed of with the learner.</param>
    /// <param name="prompts">What a critic puts states into words with; null for a policy without one.</param>
    public LanguageLearner(
        LanguageModel model, LearnerSettings settings, LanguageLearnerSettings language, int answerLimit, LanguageModel? start = null,
        IPrompts? prompts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(language);
        _model = model;
        _settings = settings;
        _language = language;

        // The frozen start costs as much memory as the model: it is kept only where something is measured against it, and where
        // adapters alone learn it is the model itself with those that it had.
        _reference = !settings.ComparesWithStart ? null : start ?? (model.Decoder.Adapters is null ? model.Copy() : null);
        if (settings.ComparesWithStart && model.Decoder.Adapters is { HasStart: false } adapters)
            adapters.KeepStart();

        _optimiser = new AdamW(model.Decoder.Trained, language.WeightDecay, workers: model.Workers);
        model.Decoder.Recomputes = language.CheckpointLayers;
        _update = new ActorUpdate(model.Decoder, _optimiser, settings, language, answerLimit, model.Workers);
        _divergence = new KlController(settings);
        _critic = prompts is null ? null : new LanguageCritic(model, prompts, MostTokens);
    }

    /// <inheritdoc/>
    public ICritic? Critic => _critic;

    /// <summary>How far what was sampled and what was learned from lay apart, over all updates since it was made.</summary>
    public SamplingGap Gap { get; private set; }

    /// <inheritdoc/>
    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return new(Learn([.. groups.Where(Teaches).Select(LessonOf)], draw, cancellation));
    }

    /// <summary>Saves the optimiser; the weight of the divergence where that adapts, and the critic where there is one in use.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    public void Save(string folder)
    {
        OptimiserFile.Save(folder, _optimiser);
        if (_divergence.Adapts)
            File.WriteAllText(Path.Combine(folder, KlFile), _divergence.Weight.ToString("R", CultureInfo.InvariantCulture));

        _critic?.Head?.Save(folder);
    }

    /// <summary>Puts back what was saved.</summary>
    /// <param name="folder">The folder that it was saved in.</param>
    /// <exception cref="InvalidDataException">It is damaged, or belongs to another model.</exception>
    public void Load(string folder)
    {
        OptimiserFile.Load(folder, _optimiser);
        _model.Version = _optimiser.Steps;
        if (_divergence.Adapts)
            LoadDivergence(Path.Combine(folder, KlFile));
        if (_critic is not null && ValueHead.IsIn(folder))
            _critic.Woken.Load(folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _critic?.Dispose();
        _reference?.Dispose();
    }

    /// <summary>Goes over lessons in mini-batches, as often as the settings say.</summary>
    internal UpdateReport Learn(Lesson[] lessons, Draw draw, CancellationToken cancellation)
    {
        UpdateReport report = default;
        _update.KlWeight = _divergence.Weight;
        _update.Head = lessons.Any(lesson => lesson.Value is not null) ? _critic?.Woken : null;
        if (_settings.ComparesWithStart && lessons.Length > 0)
            Remember(lessons, cancellation);

        for (int pass = 0; pass < _settings.Passes && lessons.Length > 0; pass++)
        {
            (draw with { Node = pass }).Shuffle<Lesson>(lessons, Use.BatchOrder);
            foreach (Range batch in MiniBatches.Of(lessons, lesson => lesson.Answers.Count, _settings.MiniBatch))
            {
                cancellation.ThrowIfCancellationRequested();
                report += Step(lessons[batch], isFirst: report.Actions == 0, cancellation);
            }
        }

        _divergence.Adapt(report.Divergence, report.Actions);
        return report;
    }

    private int MostTokens => TokenBudget.Learned(_language.LearnTokens, _model.Decoder.Device.type is TorchSharp.DeviceType.CPU);

    /// <summary>Whether there is anything to compare or to foresee, and anything was written: a prompt that was too long has no answers.</summary>
    private bool Teaches(CreditedGroup group) => group.Branches[0].Proposal.ResponseTokens > 0
        && (IsValued(group) || (group.HasSpread && (_settings.Objective is not Objective.Dpo || group.Branches.Count > 1)));

    private bool IsValued(CreditedGroup group) => _critic is not null && group.Value is not null;

    private void LoadDivergence(string path)
    {
        // Runs that begin to adapt the weight have none yet.
        if (!File.Exists(path))
            return;

        string text = new FileInfo(path).Length <= 40 ? File.ReadAllText(path) : "";
        _divergence.Resume(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) ? weight : double.NaN);
    }

    private UpdateReport Step(Lesson[] lessons, bool isFirst, CancellationToken cancellation)
    {
        double risen = _language.WarmupSteps == 0 ? 1 : Math.Min(1, (_optimiser.Steps + 1.0) / _language.WarmupSteps);
        StepReport step = _update.Step(lessons, _settings.LearningRate * risen, cancellation);

        // After the first step the model is another one than that which sampled.
        Gap += isFirst ? step.Gap : default;
        int actions = lessons.Sum(lesson => lesson.Answers.Count);
        int values = lessons.Count(lesson => _update.Head is not null && lesson.Value is not null);
        bool taught = step.LiveTokens > 0 || values > 0;
        bool applied = taught && double.IsFinite(step.GradientNorm);
        _model.Version += applied ? 1 : 0;
        return new UpdateReport(
            actions, applied ? 1 : 0, step.Loss, step.TotalDivergence / actions, step.LiveTokens == 0 ? 0 : step.Clipped / step.LiveTokens,
            taught && !applied ? 1 : 0, lessons.Sum(lesson => (long)lesson.Tokens))
        {
            Values = values,
            ValueLoss = step.ValueLoss,
            KlWeight = _update.KlWeight,
        };
    }

    /// <summary>Notes ln π_ref of every token, over the sets that it was chosen from.</summary>
    private void Remember(Lesson[] lessons, CancellationToken cancellation)
    {
        Decoder reference = (_reference ?? _model).Decoder;
        IReadOnlyList<int[]> pieces = Pieces.Of(lessons, MostTokens);
        InParallel.For(pieces.Count, _model.Workers, i =>
        {
            using var guard = no_grad();
            using AdapterScope? before = _reference is null ? AdapterScope.AtStart() : null;
            using var scope = NewDisposeScope();
            var batch = new PackedBatch([.. pieces[i].Select(index => lessons[index])]);
            double[] all = batch.Evaluate(reference, withEntropy: false).LogProbabilities.to(ScalarType.Float64).cpu().data<double>().ToArray();
            for (int lesson = 0; lesson < batch.Lessons.Count; lesson++)
            {
                for (int answer = 0; answer < batch.Lessons[lesson].Answers.Count; answer++)
                {
                    LessonAnswer it = batch.Lessons[lesson].Answers[answer];
                    int row = ((lesson * batch.MostAnswers) + answer) * batch.Length;
                    it.Reference = all[row..(row + it.Tokens.Length)];
                }
            }
        }, cancellation);
    }

    private Lesson LessonOf(CreditedGroup group)
    {
        var first = (LanguageProposal)group.Branches[0].Proposal;
        return new Lesson(first.Prompt, [.. group.Branches.Select((branch, i) =>
        {
            var proposal = (LanguageProposal)branch.Proposal;
            return new LessonAnswer(proposal.Answer, proposal.Allowed, proposal.LogProbabilities, proposal.Temperature, group.Advantages[i]);
        })])
        {
            Value = IsValued(group) ? group.Value : null,
        };
    }
}

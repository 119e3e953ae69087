using ThreeSpo.Credit;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Optimization.Light;

/// <summary>Foresees how an episode ends, linear in the mean over the admissible actions of the policy's own features.</summary>
/// <param name="features">Describes the actions.</param>
/// <param name="settings">Clip and step size.</param>
/// <remarks>V(s) = (1/A)·Σ_a w·φ(s, a), with weights w of its own, 0 at first. There are none until somebody asks.</remarks>
public sealed class LightCritic(IActionFeatures features, LearnerSettings settings) : ICritic
{
    private LightWeights? _weights;
    private Adam? _adam;
    private float[] _gradient = [];

    /// <summary>Whether it was ever asked or taught, so that there is something to save.</summary>
    public bool IsUsed => _weights is not null;

    /// <inheritdoc/>
    public ValueTask<double[]> ValuesAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        cancellation.ThrowIfCancellationRequested();
        Wake();
        return new([.. nodes.Select(node => Value(ChoicesAt(node)))]);
    }

    /// <summary>V(s) as it stands.</summary>
    /// <param name="choices">The actions at s; 0 where there are none.</param>
    public double Value(Choices choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (_weights is null || choices.Count == 0)
            return 0;

        double sum = 0;
        foreach (uint feature in choices.Features)
            sum += _weights.Values[LightWeights.Slot(feature)];

        return sum / choices.Count;
    }

    /// <summary>Takes up one lesson of a mini-batch.</summary>
    /// <param name="choices">The actions at the state.</param>
    /// <param name="lesson">What is to be learned there.</param>
    /// <param name="scale">What its slope is multiplied with: one over the lessons of the mini-batch.</param>
    /// <returns>The loss.</returns>
    public double Add(Choices choices, ValueLesson lesson, double scale)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(lesson);
        Wake();
        (double loss, double slope, _) = ValueObjective.Of(Value(choices), lesson.Old, lesson.Target, settings.ValueClip);
        if (choices.Count == 0)
            return loss;

        float step = (float)(slope * scale / choices.Count);
        foreach (uint feature in choices.Features)
            _gradient[LightWeights.Slot(feature)] += step;

        return loss;
    }

    /// <summary>Whether what was taken up can be learned from.</summary>
    public bool IsFinite => _gradient.All(float.IsFinite);

    /// <summary>Forgets what was taken up.</summary>
    public void Clear() => Array.Clear(_gradient);

    /// <summary>Takes one step down what was taken up.</summary>
    public void Step()
    {
        Wake();
        _adam!.Step(_weights!.Values, _gradient, settings.ValueRate);
    }

    /// <summary>Saves weights and optimiser.</summary>
    /// <exception cref="InvalidOperationException">It was never used: there is nothing to save.</exception>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (_weights is null || _adam is null)
            throw new InvalidOperationException("A critic that was never used has no weights. Ask whether it is used first.");

        to.Write(_weights.Values);
        _adam.Save(to);
    }

    /// <summary>Puts weights and optimiser back.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        float[] weights = from.Floats();
        if (weights.Length != LightWeights.Size || !weights.All(float.IsFinite))
            throw new InvalidDataException($"A saved critic has {weights.Length} weights, wanted {LightWeights.Size}, all finite. Use the checkpoint before.");

        Wake();
        weights.CopyTo(_weights!.Values, 0);
        _adam!.Load(from);
    }

    /// <summary>A node that was expanded has been described: its first branch still holds the description.</summary>
    private Choices ChoicesAt(TreeNode node) => node.Branches is [{ Proposal: LightProposal earlier }, ..] ? earlier.Choices : features.Describe(node);

    private void Wake()
    {
        if (_weights is not null)
            return;

        _weights = new LightWeights();
        _adam = new Adam(LightWeights.Size);
        _gradient = new float[LightWeights.Size];
    }
}

using ThreeSpo.Saving;

namespace ThreeSpo.Optimization;

/// <summary>Keeps the divergence from the frozen start near a target by its weight.</summary>
/// <param name="settings">The weight to begin with, target and horizon.</param>
public sealed class KlController(LearnerSettings settings)
{
    /// <summary>The name of what it saves.</summary>
    internal const string Part = "kl";

    /// <summary>Most that one update's error counts, either way.</summary>
    private const double MostError = 0.2;

    /// <summary>β as it stands.</summary>
    public double Weight { get; private set; } = settings.KlWeight;

    /// <summary>Whether it ever changes.</summary>
    public bool Adapts => settings.KlTarget > 0 && settings.KlWeight > 0;

    /// <summary>Takes in an update.</summary>
    /// <param name="divergence">The mean divergence that it saw. Unit: nats per action; one that is not finite changes nothing.</param>
    /// <param name="actions">Sampled actions that it saw.</param>
    /// <remarks>Ziegler et al. (arXiv 1909.08593) section 2.2: e = clip(KL/target − 1, −0.2, 0.2), β ← β·(1 + e·n/horizon).</remarks>
    public void Adapt(double divergence, long actions)
    {
        if (Adapts && double.IsFinite(divergence))
            Weight *= 1 + (Math.Clamp((divergence / settings.KlTarget) - 1, -MostError, MostError) * actions / settings.KlHorizon);
    }

    /// <summary>Saves the weight.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin(Part);
        to.Write(Weight);
    }

    /// <summary>Puts the weight back; the part's name was read.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Weight = Checked(from.Number());
    }

    /// <summary>Goes on with a weight.</summary>
    /// <exception cref="InvalidDataException">No weight is such.</exception>
    public void Resume(double weight) => Weight = Checked(weight);

    private static double Checked(double weight) => double.IsFinite(weight) && weight >= 0
        ? weight
        : throw new InvalidDataException($"A saved weight of the divergence is {weight}, wanted a finite number not below 0. Use the checkpoint before.");
}

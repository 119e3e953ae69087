namespace ThreeSpo.Optimization.Light;

/// <summary>The weights of a log-linear policy, one per hashed feature.</summary>
public sealed class LightWeights
{
    /// <summary>How many weights there are; features are hashed into them.</summary>
    public const int Size = 1 << 16;

    /// <summary>The weights, shape [65536]. Unit: nats.</summary>
    public float[] Values { get; } = new float[Size];

    /// <summary>A copy that does not change with this one.</summary>
    public LightWeights Copy()
    {
        var copy = new LightWeights();
        Values.CopyTo(copy.Values, 0);
        return copy;
    }

    /// <summary>Where a feature's weight lies.</summary>
    public static int Slot(uint feature) => (int)(feature % Size);

    /// <summary>ln π(a|s) of every action.</summary>
    /// <param name="choices">The actions.</param>
    /// <param name="temperature">T: above 0.</param>
    /// <param name="logProbabilities">Receives the log-probabilities, shape [A]. Unit: nats.</param>
    /// <remarks>π(a|s) = exp(w·φ(s, a)/T) / Σ_b exp(w·φ(s, b)/T).</remarks>
    public void LogProbabilities(Choices choices, double temperature, Span<double> logProbabilities)
    {
        ArgumentNullException.ThrowIfNull(choices);
        double largest = double.NegativeInfinity;
        for (int a = 0; a < choices.Count; a++)
        {
            double logit = 0;
            foreach (uint feature in choices.Of(a))
                logit += Values[Slot(feature)];

            logProbabilities[a] = logit / temperature;
            largest = Math.Max(largest, logProbabilities[a]);
        }

        double sum = 0;
        for (int a = 0; a < choices.Count; a++)
            sum += Math.Exp(logProbabilities[a] - largest);

        double total = largest + Math.Log(sum);
        for (int a = 0; a < choices.Count; a++)
            logProbabilities[a] -= total;
    }
}

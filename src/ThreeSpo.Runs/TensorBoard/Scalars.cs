using ThreeSpo.Training;

namespace ThreeSpo.Runs.TensorBoard;

/// <summary>A run's figures as TensorBoard draws them.</summary>
public static class Scalars
{
    /// <summary>The scalars of an iteration or an evaluation that just ended; their step is <see cref="Tally.Actions"/> of the run so far.</summary>
    /// <remarks>A value that is not finite stays what it is: a loss of NaN is a finding.</remarks>
    public static IEnumerable<(string Tag, double Value)> Of(RunProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        foreach (Figure figure in progress.Evaluation is null ? Figure.OfIterations : Figure.OfEvaluations)
        {
            if (figure.Tag is { } tag && figure.Of?.Invoke(progress) is { } value)
                yield return (tag, value);
        }
    }
}

using ThreeSpo.Randomness;

namespace ThreeSpo.Runs.Comparing;

/// <summary>How far two methods are apart, and how sure that is: seeds resampled, and tasks within each seed.</summary>
/// <param name="Mean">The difference of the means, one minus the other.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="P">Probability of a difference as far from none, were there none; two-sided. In (0, 1].</param>
public readonly record struct Difference(double Mean, double Low, double High, double P);

/// <summary>Resamples results to tell how much a difference owes to the seeds and the tasks at hand.</summary>
/// <remarks>
/// Percentile bootstrap in two stages: as many seeds as there are, with replacement; within each, as many tasks as there are, with
/// replacement. Paired results are drawn together. Draws are a pure function of the repeat, the seed's place and the task's place.
/// </remarks>
public static class HierarchicalBootstrap
{
    /// <summary>How often is resampled; the smallest p is 2 / (this + 1).</summary>
    public const int Repeats = 4000;

    private const double Level = 0.95;

    /// <summary>Compares where both have the same seeds and tasks: a row a seed, a column a task.</summary>
    /// <param name="one">Results of the one. [S][T].</param>
    /// <param name="other">Results of the other, in the same order. [S][T].</param>
    /// <param name="repeats">How often is resampled.</param>
    public static Difference Paired(IReadOnlyList<double[]> one, IReadOnlyList<double[]> other, int repeats = Repeats)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Count != other.Count || one.Where((seed, i) => seed.Length != other[i].Length).Any())
            throw new ArgumentException($"Paired results have as many seeds and tasks, but these have {one.Count} and {other.Count} seeds. Compare them unpaired.", nameof(other));

        double[][] apart = [.. one.Select((seed, i) => seed.Select((value, task) => value - other[i][task]).ToArray())];
        return Of(Mean(apart), repeats, repeat => Resampled(apart, repeat, side: 0));
    }

    /// <summary>Compares where they have not.</summary>
    /// <inheritdoc cref="Paired"/>
    public static Difference Unpaired(IReadOnlyList<double[]> one, IReadOnlyList<double[]> other, int repeats = Repeats) =>
        Of(Mean(one) - Mean(other), repeats, repeat => Resampled(one, repeat, side: 0) - Resampled(other, repeat, side: 1));

    private static Difference Of(double mean, int repeats, Func<int, double> resample)
    {
        double[] means = new double[repeats];
        for (int i = 0; i < repeats; i++)
            means[i] = resample(i);

        Array.Sort(means);
        int tail = Math.Min(means.Count(value => value <= 0), means.Count(value => value >= 0));
        double p = Math.Min(1, 2.0 * (tail + 1) / (repeats + 1));
        return new Difference(mean, Quantile(means, (1 - Level) / 2), Quantile(means, (1 + Level) / 2), p);
    }

    private static double Resampled(IReadOnlyList<double[]> seeds, int repeat, int side)
    {
        double sum = 0;
        for (int place = 0; place < seeds.Count; place++)
        {
            var draw = new Draw(0, repeat, place, side);
            double[] tasks = seeds[draw.Below(seeds.Count, Use.Bootstrap)];
            double within = 0;
            for (int task = 1; task <= tasks.Length; task++)
                within += tasks[draw.Below(tasks.Length, Use.Bootstrap + task)];

            sum += within / tasks.Length;
        }

        return sum / seeds.Count;
    }

    private static double Mean(IReadOnlyList<double[]> seeds) => seeds.Average(tasks => tasks.Average());

    /// <summary>Between the two values around the place, in proportion.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Draws tasks as the published training code does: each worker shuffles goals with a seed of its own, and all take places from one stream.</summary>
/// <remarks>
/// Places below 500 are for validation and the others for training, but a place means another goal to each worker. What is measured
/// is therefore trained on; <see cref="SplitLeak"/> says how much of it.
/// </remarks>
public static class PeerSplit
{
    /// <summary>Places below this one are for validation.</summary>
    public const int FirstTrain = 500;

    /// <summary>What is added to the seed for validation.</summary>
    public const int ValidationSeed = 1000;

    /// <summary>The tasks of one batch after another, without end: worker k has the book of seed + k.</summary>
    /// <param name="books">The books.</param>
    /// <param name="kind">Which goals.</param>
    /// <param name="seed">The seed. In [0, 2^32 - 10^6].</param>
    /// <param name="workers">Workers with different goals in a batch: 16 for training, where each goes eight times side by side.</param>
    /// <param name="validation">Whether to draw validation's tasks, otherwise training's.</param>
    /// <exception cref="InvalidDataException">The catalogue makes too few goals.</exception>
    public static IEnumerable<WebshopTaskId[]> Batches(GoalBooks books, GoalKind kind, long seed, int workers, bool validation)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed, uint.MaxValue - 1_000_000);

        int count = books.Of(kind, seed).Count;
        (int from, int to) = validation ? (0, FirstTrain) : (FirstTrain, count);
        if (count < FirstTrain || workers > to - from)
        {
            throw new InvalidDataException(
                $"The peer split takes {workers} goals at a time {(validation ? $"of the first {FirstTrain}" : $"beyond the first {FirstTrain}")}, " +
                $"but the catalogue makes {count} {WebshopTaskId.Word(kind)} goals. Use a larger catalogue, fewer tasks, or the split by product.");
        }

        return Draw(new NumpyRandomState((uint)(seed + (validation ? ValidationSeed : 0))));

        IEnumerable<WebshopTaskId[]> Draw(NumpyRandomState places)
        {
            long first = seed + (validation ? ValidationSeed : 0);
            while (true)
                yield return [.. places.ChooseDistinct(from, to, workers).Select((place, worker) => new WebshopTaskId(kind, first + worker, place))];
        }
    }

    /// <summary>Every goal that training may ever draw: for each worker, all places from 500 on.</summary>
    /// <inheritdoc cref="Batches"/>
    public static IEnumerable<Goal> TrainingPool(GoalBooks books, GoalKind kind, long seed, int workers)
    {
        ArgumentNullException.ThrowIfNull(books);
        return Enumerable.Range(0, workers).Select(worker => books.Of(kind, seed + worker))
            .SelectMany(book => Enumerable.Range(FirstTrain, Math.Max(0, book.Count - FirstTrain)).Select(place => book[place]));
    }
}

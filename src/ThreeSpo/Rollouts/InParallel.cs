using System.Runtime.ExceptionServices;

namespace ThreeSpo.Rollouts;

/// <summary>Pieces of work that do not depend on each other, on several threads.</summary>
public static class InParallel
{
    /// <summary>Does a piece for each number below a count; a fault comes out as itself, not wrapped.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="workers">Most threads. At least 1.</param>
    /// <param name="piece">Does one.</param>
    /// <param name="cancellation">Begins no further piece.</param>
    public static void For(int count, int workers, Action<int> piece, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (workers == 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                piece(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, piece);
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
    }
}

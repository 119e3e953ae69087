using System.Runtime.ExceptionServices;

namespace ThreeSpo.Torch;

/// <summary>Pieces of work on several threads, one tensor library thread each.</summary>
internal static class InParallel
{
    /// <summary>Does a piece for each number below a count; a fault comes out as itself, not wrapped.</summary>
    public static void For(int count, int workers, Action<int> piece, CancellationToken cancellation)
    {
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

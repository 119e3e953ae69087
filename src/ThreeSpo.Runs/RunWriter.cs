using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using ThreeSpo.History;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Writes a run's database on a thread of its own: training goes on meanwhile, and waits only where the disk is slower than it for long.</summary>
/// <remarks>A finished tree never changes again, so it is handed over as it is. Many iterations share a transaction; <see cref="Flush"/> ends it.</remarks>
public sealed class RunWriter : IDisposable
{
    /// <summary>Iterations that may wait to be written.</summary>
    private const int MostWaiting = 4;

    private readonly SqliteConnection _connection;
    private readonly string _folder;
    private readonly TimeSpan _longestTransaction;
    private readonly BlockingCollection<Action> _waiting = new(MostWaiting);
    private readonly IterationRows _rows;
    private readonly EvaluationRows _evaluations;
    private readonly CountRows _counts;
    private readonly Thread _thread;
    private SqliteTransaction? _transaction;
    private long _began;
    private Exception? _fault;

    /// <summary>Starts to write.</summary>
    /// <param name="connection">The database; disposed of with this.</param>
    /// <param name="folder">The run's folder, for messages.</param>
    /// <param name="settings">What is written.</param>
    /// <param name="memory">What the run remembers.</param>
    /// <param name="longestTransaction">After how long what was written is committed, for those who read; a second where none is given.</param>
    public RunWriter(SqliteConnection connection, string folder, RecordSettings settings, RunMemory memory, TimeSpan? longestTransaction = null)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _connection = connection;
        _folder = folder;
        _longestTransaction = longestTransaction ?? TimeSpan.FromSeconds(1);
        _rows = new IterationRows(connection, settings, memory.NodeHistory != memory.History);
        _evaluations = new EvaluationRows(connection);
        _counts = new CountRows(connection);
        _thread = new Thread(Work) { IsBackground = true, Name = "run writer" };
        _thread.Start();
    }

    /// <summary>Time that the thread has spent writing.</summary>
    public TimeSpan Busy { get; private set; }

    /// <summary>Time that training has waited for it.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Hands over a finished iteration or an evaluation.</summary>
    /// <exception cref="IOException">Something handed over earlier could not be written.</exception>
    public void Add(RunProgress progress, double seconds)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Enqueue(progress.Evaluation is null ? () => _rows.Write(progress, seconds) : () => _evaluations.Write(progress, seconds));
    }

    /// <summary>Waits until everything handed over is on the disk to stay.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Flush()
    {
        using var done = new ManualResetEventSlim();
        Enqueue(() =>
        {
            // Told only where it is done: a fault is noticed below once it is noted.
            Commit();
            done.Set();
        });
        long began = Stopwatch.GetTimestamp();
        while (!done.Wait(TimeSpan.FromMilliseconds(50)) && _fault is null)
        {
        }

        Waited += Stopwatch.GetElapsedTime(began);
        Rethrow();
    }

    /// <summary>Brings the counts in the tables of states up to the memory's, which must stand still. Call <see cref="Flush"/> before.</summary>
    public void WriteCounts(RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        (int, StateCounts, long)[] states = Take(_rows.Touched, memory.History);
        (int, StateCounts, long)[] nodes = Take(_rows.NodesTouched, memory.NodeHistory);
        Enqueue(() =>
        {
            _counts.Write(states, nodes);
            Commit();
        });
    }

    /// <summary>Writes what is left, and ends.</summary>
    public void Dispose()
    {
        if (_waiting.IsAddingCompleted)
            return;

        _waiting.CompleteAdding();
        _thread.Join();
        _transaction?.Dispose();
        _rows.Dispose();
        _evaluations.Dispose();
        _counts.Dispose();
        _connection.Dispose();
    }

    private static (int Id, StateCounts Counts, long Clock)[] Take(Dictionary<int, StateKey> touched, StateHistory history)
    {
        var counts = new (int, StateCounts, long)[touched.Count];
        int next = 0;
        foreach ((int id, StateKey key) in touched)
        {
            (StateCounts here, long clock) = history.Written(key);
            counts[next++] = (id, here, clock);
        }

        touched.Clear();
        return counts;
    }

    private void Enqueue(Action work)
    {
        Rethrow();
        long began = Stopwatch.GetTimestamp();
        _waiting.Add(work);
        Waited += Stopwatch.GetElapsedTime(began);
    }

    private void Rethrow()
    {
        if (_fault is SqliteException fault)
            throw RunDatabase.Explained(fault, _folder);
        if (_fault is not null)
            throw new InvalidOperationException($"The records of the run could not be written: {_fault.Message}", _fault);
    }

    private void Work()
    {
        while (!_waiting.IsCompleted)
        {
            // Where nothing comes for a while, what was written is committed all the same, for those who read.
            if (!DoNext() && _transaction is not null)
                DoUnlessBroken(Commit);
        }

        DoUnlessBroken(Commit);
    }

    /// <summary>Does what comes next; false where nothing does for a while.</summary>
    /// <remarks>A method of its own, so that an iteration's trees are let go of while the next is awaited: else they grow old, and collecting them takes a tenth of the run's time.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool DoNext()
    {
        if (!_waiting.TryTake(out Action? work, _longestTransaction))
            return false;

        DoUnlessBroken(work);
        return true;
    }

    /// <summary>After a fault nothing more is written: what is committed stays whole.</summary>
    private void DoUnlessBroken(Action work)
    {
        if (_fault is null)
            Do(work);
    }

    private void Do(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            if (_transaction is null)
            {
                _transaction = _connection.BeginTransaction();
                _began = began;
            }

            work();
            if (Stopwatch.GetElapsedTime(_began) > _longestTransaction)
                Commit();
        }
        catch (Exception fault)
        {
            _fault = fault;
        }

        Busy += Stopwatch.GetElapsedTime(began);
    }

    private void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
    }
}

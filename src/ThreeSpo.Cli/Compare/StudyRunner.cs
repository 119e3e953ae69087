using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Settings;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Compare;

/// <summary>Trains what is left of a study's runs, some at once. Nothing in a run depends on what runs beside it: draws have no state, and worlds are pure.</summary>
/// <param name="folder">The study's folder.</param>
/// <param name="unit">What budgets count.</param>
/// <param name="screen">Shows it.</param>
/// <param name="clock">For logs and times.</param>
internal sealed class StudyRunner(string folder, BudgetUnit unit, StudyScreen screen, TimeProvider clock)
{
    /// <summary>How long runs may take to finish the wave under way once they are asked to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _failed = [];

    /// <summary>Why runs failed, by their folder; those that were mended are gone.</summary>
    public IReadOnlyDictionary<string, string> Failed => _failed;

    /// <summary>What is known of a run now.</summary>
    public ComparedRun Look(PlannedRun run) =>
        ComparedRunReader.Read(Path.Combine(folder, run.Place), run.Known(unit, _failed.GetValueOrDefault(run.Place)), unit);

    /// <summary>Notes why runs failed before.</summary>
    public void Remember(IReadOnlyDictionary<string, string> failed)
    {
        foreach ((string place, string why) in failed)
            _failed[place] = why;
    }

    /// <summary>Trains every run that has not come to its end.</summary>
    /// <param name="runs">The runs, in the order in which they are begun.</param>
    /// <param name="playgrounds">The world of each part.</param>
    /// <param name="parallel">How many at once.</param>
    /// <param name="changed">Called after every run, one at a time.</param>
    /// <param name="asked">Asks all of them to pause.</param>
    public async Task RunAsync(
        IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, Playground> playgrounds, int parallel, Action changed, CancellationToken asked)
    {
        using var broken = new CancellationTokenSource();
        using CancellationTokenRegistration registration = asked.Register(() => broken.CancelAfter(Patience));
        try
        {
            await Parallel.ForEachAsync(
                runs.Where(run => !HasEnded(Look(run))),
                new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = asked },
                async (run, _) =>
                {
                    string? fault = await TrainAsync(run, playgrounds[run.Part.Name], asked, broken.Token);
                    lock (_lock)
                    {
                        if (fault is null)
                            _failed.Remove(run.Place);
                        else
                            _failed[run.Place] = fault;

                        screen.Ended(run, Look(run));
                        changed();
                    }
                });
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            // Every run that was under way has been saved: the study goes on from there.
        }
    }

    /// <summary>Whether nothing is left to do of a run. One that has ended with a smaller budget is unfinished and goes on.</summary>
    private static bool HasEnded(ComparedRun run) => run.State is "stopped" or "ended";

    /// <summary>Trains one run to its end, or to where it is asked to pause.</summary>
    /// <returns>Why it failed; null where it did not.</returns>
    private async Task<string?> TrainAsync(PlannedRun run, Playground playground, CancellationToken asked, CancellationToken broken)
    {
        RunSession? session = null;
        try
        {
            screen.Began(run);
            session = run.Choice.Folder is { } begun
                ? await RunSession.GoOnAsync(run.Source, playground, begun, clock, asked) : RunSession.Begin(run.Source, playground, clock);
            using RunRecorder recorder = session.Record(progress => screen.Show(run, progress), clock);
            try
            {
                await session.TrainAsync(recorder, asked, broken);
            }
            catch (OperationCanceledException) when (!session.GoesOn)
            {
                // It was not measured once yet: there is nothing to go on with.
                recorder.Dispose();
                session.Discard();
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return Printable.Line(fault is SettingsException { Faults: [var first, ..] } ? first : $"{NameOf(fault)}{fault.Message}", 500);
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>The faults that people can mend say so themselves; of others the kind helps.</summary>
    private static string NameOf(Exception fault) => fault is UserMistakeException or InvalidDataException or RunInUseException ? "" : $"{fault.GetType().Name}: ";
}

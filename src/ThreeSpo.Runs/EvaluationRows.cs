using Microsoft.Data.Sqlite;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Writes the rows of evaluations.</summary>
internal sealed class EvaluationRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _evaluation = new(
        connection, "INSERT INTO evaluation VALUES ((SELECT count(*) FROM evaluation), ?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement _task = new(
        connection, "INSERT INTO evaluation_task VALUES ((SELECT max(id) FROM evaluation), ?, ?, ?, ?, ?, ?)");

    public void Write(RunProgress progress, double seconds)
    {
        Evaluation evaluation = progress.Evaluation!;
        _evaluation.With(progress.Iteration).With(progress.Total.Actions).With(seconds).With(evaluation.Success)
            .With(evaluation.MeanSteps).With(evaluation.Faults).With(evaluation.Score).Run();
        for (int i = 0; i < evaluation.Episodes.Count; i++)
        {
            EpisodeOutcome episode = evaluation.Episodes[i];
            _task.With(i).With(episode.Task.Id).With(episode.Task.Kind).With(Words.Of(episode.Ending)).With(episode.Steps)
                .With(episode.Score).Run();
        }
    }

    public void Dispose()
    {
        _evaluation.Dispose();
        _task.Dispose();
    }
}

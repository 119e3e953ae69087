namespace ThreeSpo.Runs.Reading;

/// <summary>The figures of a run, in the order in which they were made.</summary>
public static class FigureRows
{
    private static readonly string Iterations = $"SELECT {Columns(Figure.OfIterations)} FROM iteration ORDER BY number";
    private static readonly string Evaluations = $"SELECT {Columns(Figure.OfEvaluations)} FROM evaluation WHERE iteration = ?1 ORDER BY id";

    /// <summary>Takes every iteration and every evaluation: what was measured after an iteration comes after it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="each">Takes the figures of a row and the row, a column a figure.</param>
    public static void Each(RunReader run, Action<IReadOnlyList<Figure>, Row> each)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(each);
        Measured(0);
        run.Each(Iterations, row =>
        {
            each(Figure.OfIterations, row);
            Measured(row.Whole(0));
        });

        void Measured(long iterations) => run.Each(Evaluations, row => each(Figure.OfEvaluations, row), iterations);
    }

    /// <summary>The figures of the last iteration, with their values as the database keeps them; none where there is none.</summary>
    public static IReadOnlyList<(string Name, object? Value)> Last(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.First(
            $"SELECT {Columns(Figure.OfIterations)} FROM iteration ORDER BY number DESC LIMIT 1",
            row => Figure.OfIterations.Select((figure, i) => (figure.Name, row.Value(i))).ToArray()) ?? [];
    }

    private static string Columns(IReadOnlyList<Figure> figures) => string.Join(", ", figures.Select(figure => figure.Column));
}

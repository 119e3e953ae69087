namespace ThreeSpo.Runs.Reading;

/// <summary>A state that was visited often and seldom led to success.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Visits">N_total, faded where the run fades.</param>
/// <param name="Successes">N_success, faded likewise.</param>
/// <param name="Text">An observation of it; null where texts are not recorded.</param>
public sealed record HardState(long Id, double Visits, double Successes, string? Text)
{
    /// <summary>The share of visits that led to success. In [0, 1].</summary>
    public double Rate => Visits > 0 ? Successes / Visits : 0;

    /// <summary>The hardest states of a run, the hardest first, in the order of the view hardest_state.</summary>
    /// <param name="run">The run.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<HardState> Of(RunReader run, int most)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.All(
            """
            SELECT state.id, state.visits, state.successes, text.text
            FROM state JOIN text ON text.id = state.text
            WHERE state.visits >= 1
            ORDER BY state.successes / state.visits, state.visits DESC, state.id
            LIMIT ?1
            """,
            row => new HardState(row.Whole(0), row.Real(1), row.Real(2), row.TextOrNothing(3)), most);
    }
}

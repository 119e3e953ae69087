using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>An iteration under way.</summary>
/// <param name="number">Its number, from 0.</param>
/// <param name="trees">Its trees, or episodes.</param>
/// <param name="tally">What has happened in it.</param>
internal sealed class Unfinished(int number, IReadOnlyList<RolloutTree> trees, Tally tally)
{
    private readonly List<RolloutTree> _trees = [.. trees];

    public int Number { get; } = number;

    public IReadOnlyList<RolloutTree> Trees => _trees;

    public Tally Tally { get; } = tally;

    /// <summary>The wave that comes next.</summary>
    public int Wave { get; set; }

    /// <summary>Its trees that have not come to their end.</summary>
    public IEnumerable<RolloutTree> Growing => Trees.Where(tree => !tree.Finished);

    /// <summary>Adds trees while it is under way.</summary>
    public void Plant(IEnumerable<RolloutTree> more) => _trees.AddRange(more);

    /// <summary>Saves the iteration that was paused, or that there is none.</summary>
    public static void Save(Unfinished? iteration, StateWriter to, SavedTree form)
    {
        to.Begin("iteration");
        to.Write(iteration is not null);
        if (iteration is null)
            return;

        to.Write(iteration.Number);
        to.Write(iteration.Wave);
        iteration.Tally.Save(to);
        to.Write(iteration.Trees, tree => form.Write(to, tree));
    }

    /// <summary>Grows a paused iteration again; null where none was saved.</summary>
    public static async ValueTask<Unfinished?> LoadAsync(
        StateReader from, SavedTree form, ulong seed, TreeBudget budget, CancellationToken cancellation)
    {
        from.Expect("iteration");
        if (!from.Truth())
            return null;

        (int number, int wave) = (from.Count(), from.Count());
        var tally = Tally.Load(from);
        List<RolloutTree> trees = [];
        for (int left = from.Count(); left > 0; left--)
            trees.Add(await form.ReadAsync(from, new Draw(seed, number, 0, 0), budget, cancellation).ConfigureAwait(false));

        return new Unfinished(number, trees, tally) { Wave = wave };
    }
}

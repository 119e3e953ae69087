using ThreeSpo.History;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>Scores the nodes of a run: Eq. 1 with the run's clock and constants.</summary>
/// <param name="history">The counts.</param>
/// <param name="settings">The open choices 3.1, 3.6 and 3.11.</param>
public sealed class StateScorer(StateHistory history, CreditSettings settings)
{
    private readonly ScoreSettings _score = settings.Score;

    /// <summary>The iteration under way, from 0; a clock for choice 3.1.</summary>
    public int Iteration { get; set; }

    /// <summary>S(s): Eq. 1.</summary>
    public double Score(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return StateScore.Of(history[node.State], LambdaAt(node), _score);
    }

    /// <summary>S as Eq. 2 uses it: with the indicator or without (choice 3.6).</summary>
    public double ScoreInReward(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return settings.IndicatorInReward
            ? Score(node)
            : StateScore.Potential(history[node.State], LambdaAt(node), _score.Epsilon);
    }

    /// <summary>n(s): Eq. 3, or the fixed number; 0 where the state is given up.</summary>
    /// <remarks>A state that is not given up gets at least one action, even where the exponential underflows.</remarks>
    public int Width(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        bool givenUp = !StateScore.Worthwhile(history[node.State], _score) && settings.Cut switch
        {
            CutRule.Never => false,
            CutRule.NotAtRoot => node.Parent is not null,
            _ => true,
        };
        if (givenUp)
            return 0;

        return settings.Width is WidthRule.Fixed ? settings.MaxWidth : Math.Max(1, RolloutWidth.For(Worth(node), settings.MaxWidth));
    }

    /// <summary>S without the indicator, which has had its say where the width is asked for.</summary>
    private double Worth(TreeNode node) => StateScore.Potential(history[node.State], LambdaAt(node), _score.Epsilon);

    /// <summary>λ(t) under the run's clock (choice 3.1).</summary>
    private double LambdaAt(TreeNode node) => settings.Clock switch
    {
        ScoreClock.Trajectories => StateScore.Lambda(settings.Alpha, history.Clock),
        ScoreClock.Iterations => StateScore.Lambda(settings.Alpha, Iteration + 1),
        ScoreClock.Depth => StateScore.Lambda(settings.Alpha, node.Depth + 1),
        ScoreClock.Constant => settings.Lambda,
        _ => throw new InvalidOperationException($"Not a clock: {settings.Clock}."),
    };
}

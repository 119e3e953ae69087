namespace ThreeSpo.Training;

/// <summary>Figures of a learning curve: success by sampled actions, straight lines between measurements.</summary>
public static class LearningCurve
{
    /// <summary>The mean height of the curve from 0 to a budget; after its last point it stays level.</summary>
    /// <param name="points">Measurements by rising number of actions; at least one, the first at 0.</param>
    /// <param name="budget">Sampled actions to average over.</param>
    /// <returns>The area divided by the budget, in [0, 1].</returns>
    public static double Area(IReadOnlyList<(double Actions, double Success)> points, double budget)
    {
        ArgumentNullException.ThrowIfNull(points);
        double area = 0;
        for (int i = 1; i < points.Count && points[i - 1].Actions < budget; i++)
        {
            (double from, double low) = points[i - 1];
            double to = Math.Min(points[i].Actions, budget);
            area += (to - from) * (low + At(points, i, to)) / 2;
        }

        if (points[^1].Actions < budget)
            area += (budget - points[^1].Actions) * points[^1].Success;

        return area / budget;
    }

    /// <summary>The number of actions at which the curve first reaches a success; null where it never does.</summary>
    public static double? Reaches(IReadOnlyList<(double Actions, double Success)> points, double success)
    {
        ArgumentNullException.ThrowIfNull(points);
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Success < success)
                continue;

            if (i == 0)
                return points[0].Actions;

            (double from, double low) = points[i - 1];
            return from + ((points[i].Actions - from) * (success - low) / (points[i].Success - low));
        }

        return null;
    }

    /// <summary>The height of the curve at a number of actions: on the straight line between the measurements around it, level before the first and after the last.</summary>
    /// <param name="points">Measurements by rising number of actions; at least one.</param>
    /// <param name="actions">Where.</param>
    /// <remarks>An iteration overshoots its budget, each method's by another number of actions: only heights at the same number compare.</remarks>
    public static double At(IReadOnlyList<(double Actions, double Success)> points, double actions)
    {
        ArgumentNullException.ThrowIfNull(points);
        int next = 0;
        while (next < points.Count && points[next].Actions < actions)
            next++;

        return next == 0 ? points[0].Success : next == points.Count ? points[^1].Success : At(points, next, actions);
    }

    private static double At(IReadOnlyList<(double Actions, double Success)> points, int i, double actions)
    {
        (double from, double low) = points[i - 1];
        (double to, double high) = points[i];
        return to == from ? high : low + ((high - low) * (actions - from) / (to - from));
    }
}

using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class LearningCurveTests
{
    private static readonly (double Actions, double Success)[] Curve = [(0, 0.1), (100, 0.5), (300, 0.9)];

    [Fact]
    public void The_area_is_that_under_straight_lines_between_measurements() =>
        Assert.Equal(((100 * 0.3) + (200 * 0.7)) / 300, LearningCurve.Area(Curve, 300), 12);

    [Fact]
    public void The_area_ends_within_a_line_where_the_budget_does() =>
        Assert.Equal(((100 * 0.3) + (100 * 0.6)) / 200, LearningCurve.Area(Curve, 200), 12);

    [Fact]
    public void The_curve_stays_level_after_its_last_measurement() =>
        Assert.Equal(((100 * 0.3) + (200 * 0.7) + (300 * 0.9)) / 600, LearningCurve.Area(Curve, 600), 12);

    [Fact]
    public void One_measurement_is_a_level_curve() => Assert.Equal(0.4, LearningCurve.Area([(0, 0.4)], 1000), 12);

    [Fact]
    public void A_threshold_is_reached_between_measurements() => Assert.Equal(150, LearningCurve.Reaches(Curve, 0.6)!.Value, 9);

    [Fact]
    public void A_threshold_already_passed_is_reached_at_the_start() => Assert.Equal(0, LearningCurve.Reaches(Curve, 0.1));

    [Fact]
    public void The_first_time_counts_where_a_curve_falls_again() =>
        Assert.Equal(50, LearningCurve.Reaches([(0, 0), (100, 1), (200, 0), (300, 1)], 0.5)!.Value, 9);

    [Fact]
    public void A_threshold_never_reached_is_censored() => Assert.Null(LearningCurve.Reaches(Curve, 0.91));

    [Fact]
    public void Its_height_lies_on_the_line_between_the_measurements_around_and_is_level_outside_them()
    {
        (double, double)[] points = [(0, 0.1), (100, 0.3), (300, 0.9)];

        Assert.Equal([0.1, 0.2, 0.3, 0.6, 0.9, 0.9], new[] { 0.0, 50, 100, 200, 300, 1000 }.Select(at => Math.Round(LearningCurve.At(points, at), 12)));
    }
}

namespace ThreeSpo.Tests.Golden;

public sealed class GoldenFolderTests
{
    [Fact]
    public void The_root_holds_the_solution() => Assert.True(File.Exists(Path.Combine(GoldenFolder.Root, "ThreeSpo.slnx")));

    [Fact]
    public void Without_the_variable_the_folder_lies_beside_the_repository() =>
        Assert.Equal(Path.GetFullPath("/there/shared/golden"), GoldenFolder.FindGolden(null, Path.GetFullPath("/there/repository")));

    [Fact]
    public void A_relative_folder_is_looked_for_from_the_root_first()
    {
        Assert.Equal(Path.Combine(GoldenFolder.Root, "tests"), GoldenFolder.FindGolden("tests", GoldenFolder.Root));
        Assert.Equal(Path.GetFullPath("nowhere/at/all"), GoldenFolder.FindGolden("nowhere/at/all", GoldenFolder.Root));
    }

    [Fact]
    public void Cases_are_whatever_the_recording_holds()
    {
        Assert.Empty(GoldenFolder.Parse("empty", """{"name": "empty"}"""));
        Assert.Empty(GoldenFolder.Parse("empty", """{"cases": []}"""));
        Assert.Equal(["two[0]", "two[1]"], GoldenFolder.Parse("two", """{"cases": [{"in": 1}, {"in": 2}]}""").Select(one => one.Label));
    }

    [Theory]
    [InlineData(1, 1 + 1e-10, 1e-9, 0, true)]
    [InlineData(1, 1 + 1e-8, 1e-9, 0, false)]
    [InlineData(0, 1e-12, 1e-9, 0, false)]
    [InlineData(0, 1e-12, 1e-9, 1e-11, true)]
    [InlineData(double.NaN, double.NaN, 1e-9, 0, true)]
    [InlineData(double.NaN, 0, 1e-9, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 1e-9, 0, true)]
    [InlineData(double.PositiveInfinity, 1, 1e-9, 0, false)]
    [InlineData(1, double.PositiveInfinity, 1e-9, 0, false)]
    public void Numbers_are_close_within_a_relative_tolerance_or_a_noise(double expected, double actual, double relative, double noise, bool close) =>
        Assert.Equal(close, Compare.IsClose(expected, actual, relative, noise));
}

using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void A_file_is_flat_json_with_comments_and_trailing_commas()
    {
        IReadOnlyList<KeyValuePair<string, string>> values = Parse("""
            {
              // where it starts from
              "preset": "branch", /* ours */
              "seed": 3, "clip": 2e-1, "indicatorInReward": true,
            }
            """);

        Assert.Equal(
            [("preset", "branch"), ("seed", "3"), ("clip", "2e-1"), ("indicatorInReward", "true")],
            values.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("""{ "credit": { "clip": 1 } }""", "'credit' is Object")]
    [InlineData("""{ "clip": [1] }""", "'clip' is Array")]
    [InlineData("""{ "clip": null }""", "'clip' is Null")]
    [InlineData("""[1]""", "found Array, wanted one object")]
    [InlineData("\"branch\"", "found String, wanted one object")]
    [InlineData("", "(1): not JSON")]
    [InlineData("{\n\"seed\": 1,,\n}", "(2): not JSON")]
    [InlineData("seed=1", "(1): not JSON")]
    public void Anything_else_is_refused_with_the_place(string json, string expected)
    {
        string fault = Assert.Single(Assert.Throws<SettingsException>(() => Parse(json)).Faults);

        Assert.StartsWith("run.json", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_key_written_twice_the_later_value_counts()
    {
        SettingsSheet sheet = Preset.Sheet().Take(Parse("""{ "maxSteps": 10, "maxSteps": 20 }"""), "run.json");

        Assert.Equal(20, sheet.Read<RolloutSettings>().MaxSteps);
    }

    [Fact]
    public void A_missing_file_is_told_with_what_to_give()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => SettingsFile.Read("no/such/run.json"));

        Assert.Contains("No settings file at 'no/such/run.json'", fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Parse(string json) => SettingsFile.Parse(json, "run.json");
}

using ThreeSpo.Settings;

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
    public void A_key_written_twice_is_a_fault_whatever_the_case_of_its_letters() =>
        Assert.Equal("run.json: 'MaxSteps' is given twice. Keep one of the two.", Assert.Single(Faults("""{ "maxSteps": 10, "MaxSteps": 10 }""")));

    [Fact]
    public void Keys_that_begin_with_a_dollar_are_notes_of_any_kind_and_are_left_out()
    {
        IReadOnlyList<KeyValuePair<string, string>> values = Parse("""
            { "$schema": "./settings.schema.json", "$program": { "version": [1, { "deep": [[[[[[[1]]]]]]] }] }, "$schema": null, "seed": 3 }
            """);

        Assert.Equal(KeyValuePair.Create("seed", "3"), Assert.Single(values));
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_and_the_rest_is_read()
    {
        List<string> faults = [];
        IReadOnlyList<KeyValuePair<string, string>> values = SettingsFile.Parse(
            """{ "clip": null, "seed": 1, "SEED": 2, "out": true, "name": 7, "credit": {} }""", "run.json", faults, ["out", "name"]);

        Assert.Equal(
            [
                "run.json: 'clip' is Null, but settings are flat: a text, a number, true or false.",
                "run.json: 'SEED' is given twice. Keep one of the two.",
                "run.json: 'out' is true, but must be text. Write it in quotes: \"true\"",
                "run.json: 'name' is 7, but must be text. Write it in quotes: \"7\"",
                "run.json: 'credit' is Object, but settings are flat: a text, a number, true or false.",
            ],
            faults);
        Assert.Equal([("seed", "1"), ("SEED", "2")], values.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    public void Half_a_letter_is_a_fault(string json) => Assert.StartsWith("run.json: holds a text that is no Unicode", Assert.Single(Faults(json)), StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_no_settings_file() =>
        Assert.Contains("No settings file", Assert.Throws<SettingsException>(() => SettingsFile.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_told_with_how_to_make_one()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => SettingsFile.Read("no/such/run.json"));

        Assert.Equal("No settings file at 'no/such/run.json'. Write one to start from with: 3spo init no/such/run.json", fault.Message);
    }

    private static IReadOnlyList<string> Faults(string json) => Assert.Throws<SettingsException>(() => Parse(json)).Faults;

    private static IReadOnlyList<KeyValuePair<string, string>> Parse(string json) => SettingsFile.Parse(json, "run.json");
}

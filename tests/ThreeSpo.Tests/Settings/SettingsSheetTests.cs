using System.Globalization;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Settings;

public sealed class SettingsSheetTests
{
    private static readonly Type[] Records =
        [typeof(TrainingSettings), typeof(RolloutSettings), typeof(HistorySettings), typeof(CreditSettings), typeof(LearnerSettings)];

    [Fact]
    public void An_unknown_key_is_told_with_the_nearest_one()
    {
        string fault = Assert.Single(Faults("learningrte=0.1"));

        Assert.Contains("command line: there is no setting 'learningrte'", fault, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'learningRate'?", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void How_a_language_model_is_asked_can_be_written_in_words()
    {
        SettingsSheet sheet = new SettingsSheet(typeof(PromptSettings)).Take(
            [KeyValuePair.Create("prompt", "reasoning"), KeyValuePair.Create("promptHistory", "50")], "command line");

        Assert.Equal(new PromptSettings { Prompt = PromptStyle.Reasoning, PromptHistory = 50 }, sheet.Read<PromptSettings>());
        Assert.Throws<SettingsException>(() => sheet.Take([KeyValuePair.Create("promptHistory", "51")], "command line").Check());
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        IReadOnlyList<string> faults = Faults("wdth=1", "maxSteps=0", "clip=0.1", "cut=perhaps", "clip=much");

        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("command line: ", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("maxSteps=0", "'maxSteps' is 0, but must lie in 1 … 100000.")]
    [InlineData("clip=10.5", "'clip' is 10.5, but must lie in 0 … 10.")]
    [InlineData("clip=NaN", "'clip' is NaN, but must lie in 0 … 10.")]
    [InlineData("clip=Infinity", "'clip' is Infinity, but must lie in 0 … 10.")]
    [InlineData("halfLife=1e999", "'halfLife' is 1e999, but must lie in 0 … 1000000000000.")]
    [InlineData("clip=-Infinity", "'clip' is -Infinity, but must lie in 0 … 10.")]
    [InlineData("maxSteps=2.5", "'maxSteps' is '2.5', but must be 1 … 100000.")]
    [InlineData("maxSteps=3e9", "'maxSteps' is '3e9', but must be 1 … 100000.")]
    [InlineData("maxSteps=", "'maxSteps' is '', but must be 1 … 100000.")]
    [InlineData("cut=perhaps", "'cut' is 'perhaps', but must be one of unrecorded | failure | notAtRoot | never.")]
    [InlineData("cut=0", "'cut' is '0', but must be one of unrecorded | failure | notAtRoot | never.")]
    [InlineData("indicatorInReward=yes", "'indicatorInReward' is 'yes', but must be true | false.")]
    public void A_value_that_will_not_do_is_told_with_those_that_will(string word, string expected) =>
        Assert.Equal($"command line: {expected}", Assert.Single(Faults(word)));

    [Theory]
    [InlineData("3e5", 300_000)]
    [InlineData("300_000", 300_000)]
    [InlineData("300000", 300_000)]
    [InlineData("1.5e3", 1500)]
    public void Whole_numbers_can_be_written_as_people_type_them(string text, long expected) =>
        Assert.Equal(expected, Preset.With("branch", $"actions={text}").Training.Actions);

    [Fact]
    public void So_can_numbers_with_a_fraction() => Assert.Equal(2000.5, Preset.With("branch", "halfLife=2_000.5").History.HalfLife);

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e30")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-1")]
    public void Whole_numbers_that_are_none_are_refused(string text) => Assert.Single(Faults($"actions={text}"));

    [Fact]
    public void Keys_and_names_are_read_whatever_the_case_of_their_letters() =>
        Assert.Equal(CutRule.NotAtRoot, Preset.With("branch", "CUT=NotAtRoot").Credit.Cut);

    [Fact]
    public void Later_sources_win_and_every_value_knows_where_it_comes_from()
    {
        SettingsSheet sheet = Preset.Sheet()
            .Take(Words("maxWidth=2", "alpha=2", "clip=0.2"), "preset some")
            .Take(Words("maxWidth=3", "alpha=3"), "settings.json")
            .Take(Words("maxWidth=4"), "command line");
        Dictionary<string, (string Value, string Origin)> values =
            sheet.Values().ToDictionary(one => one.Setting.Key, one => (one.Value, one.Origin));

        Assert.Equal(("4", "command line"), values["maxWidth"]);
        Assert.Equal(("3", "settings.json"), values["alpha"]);
        Assert.Equal(("0.2", "preset some"), values["clip"]);
        Assert.Equal(("0.95", "default"), values["discount"]);
        Assert.Equal(4, sheet.Read<CreditSettings>().MaxWidth);
    }

    [Fact]
    public void A_fault_found_elsewhere_is_told_with_the_others()
    {
        SettingsSheet sheet = Preset.Sheet().Take(Words("maxSteps=0"), "command line");
        sheet.AddFault("there is no preset 'brunch'");

        Assert.Equal(2, Assert.Throws<SettingsException>(() => sheet.Check()).Faults.Count);
    }

    [Fact]
    public void A_sheet_with_faults_hands_nothing_out() =>
        Assert.Throws<SettingsException>(() => Preset.Sheet().Take(Words("maxSteps=0"), "command line").Read<CreditSettings>());

    [Fact]
    public void No_two_settings_share_a_key()
    {
        string[] keys = [.. Records.SelectMany(record => record.GetProperties()).Where(property => property.CanWrite).Select(property => property.Name)];

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(keys.Length, Preset.Sheet().All.Count());
    }

    [Fact]
    public void Every_setting_says_what_it_does_and_its_default_is_a_value_it_may_have() =>
        Assert.All(Preset.Sheet().All, setting =>
        {
            Assert.NotEqual("", setting.Description);
            Assert.Null(setting.TryRead(setting.Default, out _));
        });

    [Fact]
    public void Every_number_has_bounds() =>
        Assert.All(SettingsSource.NewSheet().All.Where(setting => setting.Kind is SettingKind.Whole or SettingKind.Number), setting => Assert.NotNull(setting.Bounds));

    [Fact]
    public void Every_setting_says_what_it_belongs_to() =>
        Assert.All(SettingsSource.NewSheet().All, setting => Assert.DoesNotContain("Settings", setting.Group, StringComparison.Ordinal));

    [Fact]
    public void Every_enum_value_comes_back_from_its_text() =>
        Assert.All(Preset.Sheet().All.Where(setting => setting.Property.PropertyType.IsEnum), setting =>
            Assert.All(Enum.GetValues(setting.Property.PropertyType).Cast<object>(), value =>
            {
                Assert.Null(setting.TryRead(Setting.Text(value), out object? read));
                Assert.Equal(value, read);
            }));

    [Fact]
    public void Numbers_come_back_from_their_text_exactly() =>
        Assert.All((double[])[0.1, 1.0 / 3, 1e-9, 9.999999999999999], number =>
            Assert.Equal(number, double.Parse(Setting.Text(number), CultureInfo.InvariantCulture)));

    private static KeyValuePair<string, string>[] Words(params string[] words) =>
        [.. words.Select(word => KeyValuePair.Create(word.Split('=')[0], word.Split('=')[1]))];

    private static IReadOnlyList<string> Faults(params string[] words) =>
        Assert.Throws<SettingsException>(() => Preset.Sheet().Take(Words(words), "command line").Check()).Faults;
}

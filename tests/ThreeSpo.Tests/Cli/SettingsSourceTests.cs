using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Settings;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Cli;

public sealed class SettingsSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("method=grpo", "grpo")]
    [InlineData("method=Reinforce++Baseline", "reinforce++baseline")]
    [InlineData("method=3spo", "scout")]
    [InlineData("seed=2", "scout")]
    public void A_method_that_is_named_alone_comes_with_its_preset(string word, string preset) =>
        Assert.Equal(preset, SettingsSource.Read([word]).Preset);

    [Fact]
    public void A_preset_that_is_named_stays_where_a_method_is_named_too()
    {
        var source = SettingsSource.Read(["preset=gigpo", "method=grpo"]);

        Assert.Equal(("gigpo", Method.Grpo), (source.Preset, source.Method.Training.Method));
    }

    [Fact]
    public void Every_fault_of_every_source_is_told_at_once()
    {
        string broken = Written("broken.json", "{ \"seed\": 1,,\n}");
        string wrong = Written("wrong.json", """{ "$note": [], "preset": "papr", "clip": null, "seed": 1, "Seed": 2, "out": 7, "cut": "perhaps" }""");
        string missing = _folder.File("missing.json");

        IReadOnlyList<string> faults = Assert.Throws<SettingsException>(
            () => SettingsSource.Read(["nonsense", missing, broken, wrong, "preset=brunch", "wdth=1", "maxSteps=0"])).Faults;

        Assert.Collection(
            faults,
            fault => Assert.StartsWith("'nonsense' is neither key=value", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"No settings file at '{missing}'.", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{broken}(1): not JSON: ", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{wrong}: 'clip' is Null", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{wrong}: 'Seed' is given twice", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{wrong}: 'out' is 7, but must be text", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{wrong}: There is no preset 'papr'. Did you mean 'paper'?", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("command line: There is no preset 'brunch'. Did you mean 'branch'?", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith($"{wrong}: 'cut' is 'perhaps'", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("command line: there is no setting 'wdth'. Did you mean 'width'?", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("command line: 'maxSteps' is 0", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_model_is_told_with_the_other_faults()
    {
        string model = Directory.CreateDirectory(_folder.File("model")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "tiny")))
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(model, "config.json"), "{");

        IReadOnlyList<string> faults = Assert.Throws<SettingsException>(() => SettingsSource.Read([$"policy={model}", "maxSteps=0"])).Faults;

        Assert.Equal(2, faults.Count);
        Assert.Contains("config.json", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_says_where_it_comes_from()
    {
        string file = Written("mine.json", """{ "preset": "paper", "seed": 3, "trees": 4 }""");
        var source = SettingsSource.Read([file, "policy=tiny", "trees=5"]);
        Dictionary<string, (string Value, string Origin)> values = source.Values().ToDictionary(one => one.Setting.Key, one => (one.Value, one.Origin));

        Assert.Equal(("paper", file), (source.Preset, source.PresetOrigin));
        Assert.Equal(("1", "default"), values["temperature"]);
        Assert.Equal(("50", "preset paper"), values["alpha"]);
        Assert.Equal(("0.001", "language model"), values["learningRate"]);
        Assert.Equal(("3", file), values["seed"]);
        Assert.Equal(("5", "command line"), values["trees"]);
        Assert.Equal("default", SettingsSource.Read([]).PresetOrigin);
        Assert.Equal("command line", SettingsSource.Read([file, "preset=steps"]).PresetOrigin);
    }

    [Fact]
    public void Where_adapters_alone_learn_the_step_is_larger_unless_somebody_says_otherwise()
    {
        double Rate(params string[] words) => SettingsSource.Read(["policy=tiny", .. words]).Method.Learner.LearningRate;

        Assert.True(Rate("loraRank=8") > Rate("loraRank=0"));
        Assert.Equal(Rate(), Rate("loraRank=0"));
        Assert.Equal(0.5, Rate("loraRank=8", "learningRate=0.5"));
    }

    [Fact]
    public void A_file_that_lists_every_setting_chooses_those_alone_that_it_changes()
    {
        string file = Written("mine.json", StartingFile.Of(SettingsSource.Read(["preset=grpo", "trees=4"]), schema: null));

        Assert.Equal(["trees", "seed"], SettingsSource.Read([file, "seed=1"]).Chosen().OrderBy(one => one.Origin == "command line").Select(one => one.Setting.Key));
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}

using ThreeSpo.Cli.Policies;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Settings;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Runs;

/// <summary>Puts settings together: defaults, then a preset, then what a language model needs otherwise, then a file, then key=value words.</summary>
internal sealed class SettingsSource
{
    public const string DefaultPreset = "branch";

    private readonly SettingsSheet _sheet = NewSheet();

    private SettingsSource(string preset) => Preset = preset;

    public string Preset { get; }

    public RunSettings Run => _sheet.Read<RunSettings>();

    public MethodSettings Method => new(
        _sheet.Read<TrainingSettings>(), _sheet.Read<RolloutSettings>(), _sheet.Read<HistorySettings>(),
        _sheet.Read<CreditSettings>(), _sheet.Read<LearnerSettings>());

    public PromptSettings Prompts => _sheet.Read<PromptSettings>();

    public SamplingSettings Sampling => _sheet.Read<SamplingSettings>();

    public LanguageLearnerSettings Language => _sheet.Read<LanguageLearnerSettings>();

    public RecordSettings Record => _sheet.Read<RecordSettings>();

    public IEnumerable<(Setting Setting, string Value, string Origin)> Values() => _sheet.Values();

    /// <summary>The keys of one of the settings records.</summary>
    public IEnumerable<string> KeysOf<T>() => _sheet.KeysOf<T>();

    public static SettingsSheet NewSheet() => new(
        typeof(RunSettings), typeof(TrainingSettings), typeof(RolloutSettings), typeof(HistorySettings), typeof(CreditSettings),
        typeof(LearnerSettings), typeof(PromptSettings), typeof(SamplingSettings), typeof(LanguageLearnerSettings),
        typeof(RecordSettings))
    {
        AlsoKnown = ["preset"],
    };

    /// <summary>Reads words such as "seed=3", "preset=paper" or "settings.json".</summary>
    /// <exception cref="SettingsException">Something is wrong; every fault is listed.</exception>
    public static SettingsSource Read(IReadOnlyList<string> words)
    {
        List<KeyValuePair<string, string>> line = [];
        List<(string Path, IReadOnlyList<KeyValuePair<string, string>> Values)> files = [];
        List<string> faults = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                line.Add(KeyValuePair.Create(word[..equals], word[(equals + 1)..]));
            else if (word.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                files.Add((word, SettingsFile.Read(word)));
            else
                faults.Add($"'{word}' is neither key=value nor a settings file that ends in .json. For example: seed=3");
        }

        string preset = PresetIn(line) ?? files.Select(file => PresetIn(file.Values)).LastOrDefault(name => name is not null) ?? DefaultPreset;
        var source = new SettingsSource(preset);
        faults.ForEach(source._sheet.AddFault);
        source.Fill(line, files);
        source._sheet.Check();
        return source;
    }

    private void Fill(
        List<KeyValuePair<string, string>> line, List<(string Path, IReadOnlyList<KeyValuePair<string, string>> Values)> files)
    {
        try
        {
            _sheet.Take(Presets.Named(Preset), $"preset {Preset}");
        }
        catch (SettingsException fault)
        {
            _sheet.AddFault(fault.Message);
        }

        string policy = ValueIn(line, "policy") ?? files.Select(file => ValueIn(file.Values, "policy")).LastOrDefault(name => name is not null) ?? new RunSettings().Policy;
        if (PolicySource.IsLanguageModel(policy))
            _sheet.Take(LanguageDefaults.For(Preset, PolicySource.IsSmall(policy)), "language model");

        foreach ((string path, IReadOnlyList<KeyValuePair<string, string>> values) in files)
            _sheet.Take(values.Where(value => !IsPreset(value)), path);

        _sheet.Take(line.Where(value => !IsPreset(value)), "command line");
    }

    private static string? PresetIn(IEnumerable<KeyValuePair<string, string>> values) => ValueIn(values, "preset");

    private static string? ValueIn(IEnumerable<KeyValuePair<string, string>> values, string key) =>
        values.Where(value => value.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(value => value.Value).LastOrDefault();

    private static bool IsPreset(KeyValuePair<string, string> value) => value.Key.Equals("preset", StringComparison.OrdinalIgnoreCase);
}

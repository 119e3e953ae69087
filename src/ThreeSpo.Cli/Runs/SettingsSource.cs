using ThreeSpo.Cli.Policies;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Settings;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Runs;

/// <summary>Puts settings together: defaults, a preset, what the world and then a language model need otherwise, files, key=value words.</summary>
internal sealed class SettingsSource
{
    public const string DefaultPreset = "scout";

    private const string CommandLine = "command line";
    private const string LanguageModel = "language model";
    private const string World = "world";
    private const string PresetKey = "preset";

    private readonly SettingsSheet _sheet = NewSheet();

    /// <summary>Values as they are before a file or the command line has its say.</summary>
    private Dictionary<string, string> _underlying = [];

    private SettingsSource(string preset, string presetOrigin) => (Preset, PresetOrigin) = (preset, presetOrigin);

    public string Preset { get; }

    /// <summary>Where the preset's name comes from: "default", a file's path, or "command line".</summary>
    public string PresetOrigin { get; }

    public RunSettings Run => _sheet.Read<RunSettings>();

    public MethodSettings Method => new(
        _sheet.Read<TrainingSettings>(), _sheet.Read<RolloutSettings>(), _sheet.Read<HistorySettings>(),
        _sheet.Read<CreditSettings>(), _sheet.Read<LearnerSettings>());

    public WebshopSettings Webshop => _sheet.Read<WebshopSettings>();

    public PromptSettings Prompts => _sheet.Read<PromptSettings>();

    public SamplingSettings Sampling => _sheet.Read<SamplingSettings>();

    public LanguageLearnerSettings Language => _sheet.Read<LanguageLearnerSettings>();

    public LoraSettings Lora => _sheet.Read<LoraSettings>();

    public RecordSettings Record => _sheet.Read<RecordSettings>();

    public IEnumerable<(Setting Setting, string Value, string Origin)> Values() => _sheet.Values();

    /// <summary>What the user chose: every setting of the command line, and those of a file that differ from what they would be without it.</summary>
    /// <remarks>A file that lists every setting, as 3spo init writes it, chooses nothing by that.</remarks>
    public IEnumerable<(Setting Setting, string Value, string Origin)> Chosen() => Values().Where(one =>
        one.Origin == CommandLine || (one.Value != _underlying[one.Setting.Key] && !IsUnderlying(one.Origin)));

    /// <summary>The keys of one of the settings records.</summary>
    public IEnumerable<string> KeysOf<T>() => _sheet.KeysOf<T>();

    public static SettingsSheet NewSheet() => new(
        typeof(RunSettings), typeof(WebshopSettings), typeof(TrainingSettings), typeof(RolloutSettings), typeof(HistorySettings), typeof(CreditSettings),
        typeof(LearnerSettings), typeof(PromptSettings), typeof(SamplingSettings), typeof(LanguageLearnerSettings),
        typeof(LoraSettings), typeof(RecordSettings))
    {
        AlsoKnown = [PresetKey],
    };

    /// <summary>Reads words such as "seed=3", "preset=paper" or "settings.json".</summary>
    /// <exception cref="SettingsException">Something is wrong; every fault of every source is listed.</exception>
    public static SettingsSource Read(IReadOnlyList<string> words)
    {
        List<KeyValuePair<string, string>> line = [];
        List<Layer> layers = [];
        List<string> faults = [];
        string[] texts = [PresetKey, .. NewSheet().All.Where(setting => setting.Kind is SettingKind.Text).Select(setting => setting.Key)];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                line.Add(KeyValuePair.Create(word[..equals], word[(equals + 1)..]));
            else if (word.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                layers.Add(new Layer(word, SettingsFile.Read(word, faults, texts)));
            else
                faults.Add($"'{word}' is neither key=value nor a settings file that ends in .json. For example: seed=3");
        }

        layers.Add(new Layer(CommandLine, line));
        (string preset, string origin) = Last(layers, PresetKey) ?? OfMethod(layers) ?? (DefaultPreset, "default");
        var source = new SettingsSource(Presets.Spelled(preset), origin);
        faults.ForEach(source._sheet.AddFault);
        source.Fill(layers);
        source._sheet.Check();

        // The one bound that a range cannot tell.
        _ = ClipRange.Of(source.Method.Learner);
        return source;
    }

    private void Fill(List<Layer> layers)
    {
        // A preset that a later source overrides must be one all the same, as any other value must.
        foreach (Layer layer in layers)
        {
            foreach (KeyValuePair<string, string> named in layer.Values.Where(IsPreset))
                Try(layer.Origin, () => Presets.Named(named.Value));
        }

        if (Presets.Names.Contains(Preset, StringComparer.OrdinalIgnoreCase))
            _sheet.Take(Presets.Named(Preset), PresetLayer);

        (string world, _) = Last(layers, "world") ?? (new RunSettings().World, "default");
        _sheet.Take(WorldDefaults.For(world, Preset), World);
        (string policy, string origin) = Last(layers, "policy") ?? (new RunSettings().Policy, "default");
        if (PolicySource.IsLanguageModel(policy))
            Try(origin, () => _sheet.Take(DefaultsOf(policy, world, layers), LanguageModel));

        _underlying = _sheet.Values().ToDictionary(one => one.Setting.Key, one => one.Value);
        foreach (Layer layer in layers)
            _sheet.Take(layer.Values.Where(value => !IsPreset(value)), layer.Origin);
    }

    /// <summary>What a language model needs otherwise, by its size and by whether low-rank adapters alone learn.</summary>
    private IEnumerable<KeyValuePair<string, string>> DefaultsOf(string policy, string world, List<Layer> layers)
    {
        string below = Last(layers, "base")?.Value ?? "";
        bool isLora = PolicySource.IsAdapter(policy) || (Last(layers, "loraRank")?.Value ?? "0") != "0";
        return LanguageDefaults.For(Preset, world, PolicySource.IsSmall(policy, below), isLora);
    }

    /// <summary>Does something that may find a fault in what was given.</summary>
    private void Try(string origin, Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (fault is SettingsException or InvalidDataException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            _sheet.AddFault($"{origin}: {fault.Message}");
        }
    }

    /// <summary>The preset of a method that is named without one: "method=grpo" means GRPO as it is, not a tree's settings with GRPO's credit.</summary>
    private static (string Preset, string Origin)? OfMethod(List<Layer> layers) =>
        Last(layers, "method") is { } method && Presets.Names.FirstOrDefault(name => name.Equals(method.Value, StringComparison.OrdinalIgnoreCase)) is { } named
            ? (named, method.Origin) : null;

    private string PresetLayer => $"preset {Preset}";

    private bool IsUnderlying(string origin) => origin is "default" or LanguageModel or World || origin == PresetLayer;

    /// <summary>The last value given for a key, and where.</summary>
    private static (string Value, string Origin)? Last(IEnumerable<Layer> layers, string key) =>
        layers.SelectMany(layer => layer.Values.Where(value => Is(value, key)).Select(value => ((string, string)?)(value.Value, layer.Origin))).LastOrDefault();

    private static bool IsPreset(KeyValuePair<string, string> value) => Is(value, PresetKey);

    private static bool Is(KeyValuePair<string, string> value, string key) => value.Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    /// <summary>What one source gives.</summary>
    private sealed record Layer(string Origin, IReadOnlyList<KeyValuePair<string, string>> Values);
}

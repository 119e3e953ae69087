using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Settings;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Runs;

/// <summary>Which run a command means: a new one, or one that is there and goes on.</summary>
/// <param name="Source">Its settings.</param>
/// <param name="Folder">The folder of the run that goes on; null for a new run.</param>
internal sealed record RunChoice(SettingsSource Source, string? Folder)
{
    /// <summary>Settings that a run may go on with other values of: none of them changes what is learned until its budget is used.</summary>
    private static readonly string[] Free =
    [
        Key(nameof(TrainingSettings.Actions)), Key(nameof(TrainingSettings.Tokens)),
        Key(nameof(RunSettings.Out)), Key(nameof(RunSettings.Name)), Key(nameof(SamplingSettings.Threads)), Key(nameof(LoraSettings.Base)),
        .. SettingsSource.NewSheet().KeysOf<RecordSettings>(),
    ];

    /// <summary>Whether a run may go on with another value of a setting.</summary>
    public static bool IsFree(string key) => Free.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads words as <see cref="SettingsSource.Read"/> does; a run's folder among them, or its name=, means that run.</summary>
    /// <param name="words">The words.</param>
    /// <param name="advice">What to do where a folder is taken.</param>
    /// <exception cref="UserMistakeException">The run was begun with other settings.</exception>
    public static RunChoice Of(IReadOnlyList<string> words, string advice = "Choose another name= for a new run, or remove the folder.")
    {
        string? folder = words.FirstOrDefault(word => !word.Contains('=', StringComparison.Ordinal) && Directory.Exists(word));
        if (folder is null)
            return Named(SettingsSource.Read(words), advice);
        if (RunFolder.IsHalfMade(folder))
            throw new UserMistakeException($"The run in '{folder}' was never begun: the process that made it was ended before. Begin it again with its settings, out= and name=.");
        if (!RunFolder.IsRun(folder))
            throw new UserMistakeException($"'{folder}' is a folder, but not a run's: it has no {RunFolder.SettingsFile} and {RunDatabase.FileName}. Give one that 3spo train made.");

        string settings = Path.Combine(folder, RunFolder.SettingsFile);
        SettingsSource source = SettingsSource.Read([settings, .. words.Where(word => word != folder)]);
        return Checked(source, folder, advice);
    }

    private static RunChoice Named(SettingsSource source, string advice)
    {
        RunSettings run = source.Run;
        if (run.Name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || run.Name.Any(char.IsControl) || run.Name is "." or "..")
            throw new UserMistakeException($"'{Printable.Line(run.Name)}' cannot be the name of a run folder. Use letters, digits and hyphens.");

        string folder = Path.Combine(run.Out, run.Name);
        if (run.Name.Length == 0 || !Directory.Exists(folder) || RunFolder.IsHalfMade(folder))
            return new RunChoice(source, null);

        return RunFolder.IsRun(folder)
            ? Checked(source, folder, advice)
            : throw new UserMistakeException($"The folder '{folder}' exists already and is not a run's. {advice}");
    }

    private static RunChoice Checked(SettingsSource source, string folder, string advice)
    {
        var begun = SettingsSource.Read([Path.Combine(folder, RunFolder.SettingsFile)]);
        Dictionary<string, string> before = begun.Values().ToDictionary(one => one.Setting.Key, one => one.Value);
        string[] changed = [.. source.Values().Where(one => !Free.Contains(one.Setting.Key) && before[one.Setting.Key] != one.Value)
            .Select(one => $"{one.Setting.Key} is '{one.Value}', but the run in '{folder}' was begun with '{before[one.Setting.Key]}'.")];
        return changed.Length == 0
            ? new RunChoice(source, folder)
            : throw new SettingsException([.. changed, $"A run goes on with the settings that it was begun with; only its budget (actions=) and what is recorded may change. {advice}"]);
    }

    private static string Key(string property) => char.ToLowerInvariant(property[0]) + property[1..];
}

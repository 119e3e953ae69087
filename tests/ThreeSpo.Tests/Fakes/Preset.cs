using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Settings of a run, written as on the command line.</summary>
internal static class Preset
{
    /// <summary>A sheet of every setting of the core.</summary>
    public static SettingsSheet Sheet() => new(
        typeof(TrainingSettings), typeof(RolloutSettings), typeof(HistorySettings), typeof(CreditSettings), typeof(LearnerSettings));

    /// <summary>A preset with some values changed: "trees=2".</summary>
    public static MethodSettings With(string preset, params string[] words)
    {
        SettingsSheet sheet = Sheet()
            .Take(Presets.Named(preset), $"preset {preset}")
            .Take(words.Select(word => KeyValuePair.Create(word.Split('=')[0], word.Split('=')[1])), "command line");
        return new MethodSettings(
            sheet.Read<TrainingSettings>(), sheet.Read<RolloutSettings>(), sheet.Read<HistorySettings>(),
            sheet.Read<CreditSettings>(), sheet.Read<LearnerSettings>());
    }
}

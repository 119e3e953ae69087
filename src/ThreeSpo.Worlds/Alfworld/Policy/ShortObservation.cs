using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>An observation as prompts show it.</summary>
internal static class ShortObservation
{
    /// <summary>The observation in one line, without the welcome's banner and without the task, which a prompt says elsewhere.</summary>
    public static string Of(string observation) => OneLine.Of(string.Join('\n', observation.Split('\n').Where(line =>
        line != GameTexts.Banner && !line.StartsWith(GameTexts.TaskLead, StringComparison.Ordinal))));
}

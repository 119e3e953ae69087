using System.Globalization;
using System.Text;

namespace ThreeSpo.Runs.Reading;

/// <summary>What a run's log says of its beginning and its end.</summary>
public static class RunLog
{
    private const int MostBytes = 4096;
    private const string TimeForm = "yyyy-MM-dd HH:mm:ss";

    /// <summary>When the run was begun: the time of the log's first line; null where there is none.</summary>
    public static DateTimeOffset? Begun(string folder)
    {
        string[] lines = Lines(folder, fromEnd: false);
        return lines.Length > 0 && lines[0].Length >= TimeForm.Length && DateTimeOffset.TryParseExact(
            lines[0][..TimeForm.Length], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset begun)
            ? begun : null;
    }

    /// <summary>The last line; empty where there is none.</summary>
    public static string LastLine(string folder) => Lines(folder, fromEnd: true).LastOrDefault("");

    private static string[] Lines(string folder, bool fromEnd)
    {
        string path = Path.Combine(folder, RunFolder.LogFile);
        if (!File.Exists(path))
            return [];

        // A run that is under way has it open now and then.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (fromEnd && file.Length > MostBytes)
            file.Seek(-MostBytes, SeekOrigin.End);

        byte[] bytes = new byte[MostBytes];
        int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

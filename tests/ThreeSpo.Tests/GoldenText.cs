using System.Runtime.CompilerServices;

namespace ThreeSpo.Tests;

/// <summary>Compares text with a file beside the test. To accept new text: THREESPO_ACCEPT=1 dotnet test, then read the diff.</summary>
internal static class GoldenText
{
    public static void Match(string text, string name, [CallerFilePath] string file = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(file)!, "Golden", $"{Path.GetFileNameWithoutExtension(file)}.{name}.txt");
        if (Environment.GetEnvironmentVariable("THREESPO_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"No golden text at '{path}'. Accept this one with: THREESPO_ACCEPT=1 dotnet test\n\n{text}");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
